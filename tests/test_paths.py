"""The program finds its own files, and leaves the user's real folders alone when told to."""

import stat
import sys
from pathlib import Path

import pytest

from scn_desktop import paths
from scn_desktop.errors import ScnError

FOLDERS = [paths.user_data_dir, paths.user_config_dir, paths.backup_dir, paths.log_dir]


@pytest.mark.parametrize(
    "parts", [("fonts", "SourceSans3-Regular.ttf"), ("icons", "lock.svg"), ("icons", "app.png"), ("colour", "sRGB.icc")]
)
def test_a_shipped_file_is_found_and_not_empty(parts: tuple[str, str]) -> None:
    assert paths.resource(*parts).stat().st_size > 0


def test_a_missing_resource_tells_the_user_to_reinstall() -> None:
    with pytest.raises(ScnError, match=r"fonts/comic\.ttf saknas\. Installera om"):
        paths.resource("fonts", "comic.ttf")


def test_resources_inside_the_package_go_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, checkout = tmp_path / "_resources", tmp_path / "resources"
    for root in (shipped, checkout):
        root.mkdir()
        (root / "law.txt").write_text(root.name, encoding="utf-8")
    monkeypatch.setattr(paths, "_RESOURCE_ROOTS", (shipped, checkout))
    assert paths.resource("law.txt").parent == shipped


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = paths.resource("fonts")
    families = {font.name.split("-")[0] for font in fonts.glob("*.ttf")}
    assert families == {"SourceSans3", "SourceSerif4"}
    for family in families:
        assert "SIL OPEN FONT LICENSE" in (fonts / f"OFL-{family}.txt").read_text(encoding="utf-8")


def test_one_variable_moves_every_folder_of_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "hem"))
    places = [folder() for folder in FOLDERS]
    assert len(set(places)) == len(FOLDERS)
    assert all(place.is_dir() and place.is_relative_to(tmp_path / "hem") for place in places)


def test_without_the_variable_the_folders_are_named_after_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    # Each system's own way to say where the user's files are.
    for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    for folder in FOLDERS:
        assert "scn-desktop" in folder().parts
        assert folder().is_relative_to(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the user's profile private by access lists")
def test_other_users_cannot_read_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "hem"))
    for folder in FOLDERS:
        assert stat.S_IMODE(folder().stat().st_mode) == 0o700
