"""A second start installs nothing; a changed lock file does."""

from pathlib import Path

import pytest

from installer import environment


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock file without packages, and a place for its environment."""
    monkeypatch.setattr(environment, "_FOLDER", tmp_path / "venv")
    file = tmp_path / "requirements.txt"
    file.write_text("# no packages\n", encoding="utf-8")
    return file


def test_the_environment_is_made_once_and_renewed_when_the_lock_changes(
    lock: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    python = environment.ensure(lock)
    assert Path(python).is_file()
    assert "Skapar en virtuell miljö" in capfd.readouterr().out

    assert environment.ensure(lock) == python
    assert capfd.readouterr().out == ""

    lock.write_text("# still no packages\n", encoding="utf-8")
    assert environment.ensure(lock) == python
    assert "Hämtar de paket" in capfd.readouterr().out
