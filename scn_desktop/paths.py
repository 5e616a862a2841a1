"""Where the program's own files lie, and where it keeps the user's."""

import os
from pathlib import Path

from scn_desktop.errors import ScnError

HOME_VARIABLE = "SCN_DESKTOP_HOME"
"""Environment variable: a folder that replaces every folder of the user's. Tests and portable installations set it."""

_APPLICATION = "scn-desktop"
_PACKAGE = Path(__file__).resolve().parent
# A wheel and a bundle carry the resources inside the package; a checkout has them beside it.
_RESOURCE_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """Path of a file or folder that ships with the program, e.g. ``resource("fonts", "SourceSans3-Regular.ttf")``.

    Raises ScnError when it is not there, which means that the installation is incomplete.
    """
    for root in _RESOURCE_ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ScnError(f"Programmet är inte helt installerat: {'/'.join(parts)} saknas. Installera om programmet.")


def user_data_dir() -> Path:
    """What the program remembers and the user would miss. Like the folders below: made on first use, private."""
    return _user_folder("data")


def user_config_dir() -> Path:
    """Settings: window layout, text size, recent files, who is writing."""
    return _user_folder("config")


def backup_dir() -> Path:
    """Earlier generations of the plan files that were opened on this computer."""
    return _private(user_data_dir() / "backup")


def log_dir() -> Path:
    """The program's log, which never holds content of a plan."""
    return _user_folder("log")


def _user_folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return _private(Path(home) / kind)
    # Late: the first window needs no more of platformdirs than one of these.
    import platformdirs

    places = platformdirs.PlatformDirs(_APPLICATION, appauthor=False)
    return _private(
        {"data": places.user_data_path, "config": places.user_config_path, "log": places.user_log_path}[kind]
    )


def _private(folder: Path) -> Path:
    """Make the folder, closed to other users of the computer (on Windows the user's profile already is)."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
