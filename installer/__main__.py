"""The tasks behind ``make``: ``python3 -m installer TASK`` (on Windows ``py -3 -m installer TASK``)."""

import argparse
import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
    sys.exit(
        "SCN Desktop behöver Python 3.11 eller senare; det här är {}.{}. "
        "Finns en senare på datorn: make run PYTHON=python3.12".format(*sys.version_info[:2])
    )

from installer import tasks
from installer.environment import ROOT
from installer.steps import StepFailed


def main() -> int:
    """Run the task named on the command line; return its exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m installer", description="SCN Desktop från källkod")
    parser.add_argument("task", choices=sorted(tasks.TASKS), metavar="TASK", help=", ".join(sorted(tasks.TASKS)))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="goes on to the task's own program")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    try:
        return tasks.TASKS[chosen.task](chosen.arguments)
    except StepFailed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
