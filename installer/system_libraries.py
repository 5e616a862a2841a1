"""What a minimal Debian or Ubuntu lacks: the shared libraries that Qt loads, and Python's own venv module."""

import ctypes
import importlib.util
import os
import shutil
import sys

from installer.steps import StepFailed, run_quietly, say, succeeds

# Which Debian package holds which library. Where Ubuntu has renamed a package, the new one provides the old name.
_EVERY_WINDOW = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
_WINDOW_ON_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}


def has_display() -> bool:
    """Whether a window can be shown to someone."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def ensure(on_screen: bool) -> None:
    """Install the system packages that Qt and .venv need, or raise StepFailed with the line to run."""
    if not sys.platform.startswith("linux"):
        return
    libraries = _EVERY_WINDOW | (_WINDOW_ON_A_SCREEN if on_screen else {})
    missing = [library for library in libraries if not _loads(library)]
    packages = [libraries[library] for library in missing]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("ensurepip")
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise StepFailed(f"Installera de systempaket som innehåller: {' '.join(missing)}")
    _install(packages)


def _install(packages: list[str]) -> None:
    names = " ".join(packages)
    as_root = _way_to_be_root()
    if as_root is None:
        raise StepFailed(
            f"Några systempaket saknas. Kör den här raden och försök igen:\n\n    sudo apt-get install {names}\n"
        )
    say(f"Installerar systempaket: {names} …")
    failure = f"Systempaketen kunde inte installeras. Installera dem och försök igen: {names}"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run_quietly([*as_root, "apt-get", "-qq", "update"], failure, quiet)
    run_quietly([*as_root, "apt-get", "-qq", "-y", "install", "--no-install-recommends", *packages], failure, quiet)


def _way_to_be_root() -> list[str] | None:
    """What to put before a command that only root may run; None when only a person can answer for it."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if succeeds(["sudo", "-n", "true"]) else None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
