"""What is installed on a user's machine is whole, chosen and free."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _name(requirement: str) -> str:
    """The name of a requirement as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement)[0]).lower()


def _locked(lock: str) -> dict[str, str]:
    """Version by name."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an unpacked wheel, as pip would install it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_every_resource(installed: Path) -> None:
    shipped = installed / "scn_desktop" / "_resources"
    expected = {file.relative_to(ROOT / "resources") for file in (ROOT / "resources").rglob("*") if file.is_file()}
    assert {file.relative_to(shipped) for file in shipped.rglob("*") if file.is_file()} >= expected


def test_an_installed_program_finds_its_resources_without_the_checkout(installed: Path) -> None:
    code = "from scn_desktop.paths import resource; print(resource('fonts', 'SourceSans3-Regular.ttf'))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=installed, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert Path(found.stdout.strip()).is_relative_to(installed)


def test_the_wheel_holds_no_tests_and_no_plans(installed: Path) -> None:
    names = [file.name for file in installed.rglob("*")]
    assert not [name for name in names if name.startswith("test_") or name.endswith(".scnplan")]


def test_the_lock_files_name_every_dependency_that_the_project_asks_for() -> None:
    project = _project()
    run_time = {_name(requirement) for requirement in project["project"]["dependencies"]}
    development = {_name(requirement) for requirement in project["dependency-groups"]["dev"]}
    assert run_time <= _locked("requirements.txt").keys()
    assert run_time | development <= _locked("requirements-dev.txt").keys()


def test_tests_run_with_the_versions_that_users_get() -> None:
    assert _locked("requirements.txt").items() <= _locked("requirements-dev.txt").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_package_index(lock: str) -> None:
    assert not re.findall(r"://|--index|--find-links|--trusted-host", (ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"))
    assert len(entries) == len(_locked(lock))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_library_on_a_users_machine_is_listed_with_its_licence() -> None:
    record = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    listed = {_name(word) for word in re.findall(r"[\w.-]+", record)}
    assert _locked("requirements.txt").keys() - listed == set()
