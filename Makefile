# Every task is Python, so that Windows has the same ones: py -3 -m installer TASK
PYTHON ?= python3
TASKS := run test check format bench shots bundle lock clean

.PHONY: help $(TASKS)

help:
	@echo "make run      start the program with its example plan (no display: papers and screenshots in build/)"
	@echo "make test     run the tests"
	@echo "make check    style, types, layers            make format   mend the style"
	@echo "make bench    measure speed and memory        make shots    take the pictures in docs/images"
	@echo "make bundle   a folder that needs no Python   make lock     choose versions of dependencies anew"
	@echo "make clean    remove what these made"

$(TASKS):
	@$(PYTHON) -m installer $@ $(ARGS)
