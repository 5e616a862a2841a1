"""A machine that lacks libraries gets them, or the one line to run."""

import sys

import pytest

from installer import system_libraries
from installer.steps import StepFailed

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux splits Qt's libraries off")

_LACKING = {"libnowhere-of-any-system.so.9": "libnowhere9"}


def test_a_machine_that_runs_these_tests_lacks_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    system_libraries.ensure(on_screen=False)
    assert capfd.readouterr().out == ""


def test_who_may_not_install_is_told_the_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "_EVERY_WINDOW", _LACKING)
    monkeypatch.setattr(system_libraries, "_way_to_be_root", lambda: None)
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/apt-get")
    with pytest.raises(StepFailed, match="sudo apt-get install libnowhere9"):
        system_libraries.ensure(on_screen=False)


def test_a_system_without_apt_is_told_which_libraries_to_look_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "_EVERY_WINDOW", _LACKING)
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(StepFailed, match=r"libnowhere-of-any-system\.so\.9"):
        system_libraries.ensure(on_screen=False)


@pytest.mark.parametrize(("variable", "seen"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("EDITOR", False)])
def test_a_display_is_recognised(variable: str, seen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, ":7")
    assert system_libraries.has_display() is seen
