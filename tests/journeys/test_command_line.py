"""Every command as other programs run it: results in files, errors in one Swedish line, never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "scn_desktop"]


def run(*arguments: str | Path, given: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """One command with ``given`` on standard input."""
    data = given if isinstance(given, bytes) else given.encode()
    return subprocess.run([*PROGRAM, *map(str, arguments)], input=data, capture_output=True, check=False)


def succeed(*arguments: str | Path, given: str | bytes = b"") -> str:
    """The output of a command that must succeed and be silent on stderr."""
    done = run(*arguments, given=given)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def fail(*arguments: str | Path, given: str | bytes = b"") -> str:
    """The one line of a command that must fail with exit code 2."""
    done = run(*arguments, given=given)
    text = done.stderr.decode()
    assert done.returncode == 2
    assert text.startswith("scn-desktop: ")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exempel") / "exempel.scnplan"
    subprocess.run([*PROGRAM, "example", str(path)], check=True)
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "ny.scnplan"
    succeed(
        *("new", path, "--model", "uppsala-2021", "--year", "2028"),
        *("--committee", "Socialnämnden", "--municipality", "Exempelköpings kommun"),
    )
    return path


@pytest.mark.parametrize(
    "kind", ["tjansteskrivelse", "verksamhetsplan", "internkontrollplan", "stickprov", "stickprov-manad"]
)
def test_the_example_prints(example: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "ut.pdf"
    before = example.read_bytes()
    succeed("report", kind, example, "-o", target)
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert example.read_bytes() == before


def test_the_controls_of_a_follow_up_are_printed_by_its_month(example: Path, tmp_path: Path) -> None:
    succeed("report", "kontrollresultat", example, "-o", tmp_path / "ut.pdf", "--period", "augusti")
    assert (tmp_path / "ut.pdf").read_bytes().startswith(b"%PDF")
    told = fail("report", "kontrollresultat", example, "-o", tmp_path / "fel.pdf", "--period", "mars")
    assert "”Delårsbokslut per augusti”" in told
    told = fail("report", "stickprovssammanstallning", example, "-o", tmp_path / "fel.pdf", "--period", "mars")
    assert "Välj april eller helar." in told
    assert not (tmp_path / "fel.pdf").exists()


def test_a_new_plan_prints(new: Path, tmp_path: Path) -> None:
    for kind in ("verksamhetsplan", "internkontrollplan"):
        succeed("report", kind, new, "-o", tmp_path / f"{kind}.pdf", "--year", "2028")


def test_the_models_are_listed_with_what_they_are_like() -> None:
    lines = succeed("models").splitlines()
    assert [line.split()[0] for line in lines] == [
        *("enkel", "huddinge-2021", "solna-2020", "uppsala-2020", "uppsala-2021", "uppsala-2024")
    ]
    assert "nämndmål med aktiviteter" in lines[2]


def test_a_model_is_saved_from_one_plan_and_another_is_made_by_it(new: Path, tmp_path: Path) -> None:
    saved, other, printed = tmp_path / "egen.toml", tmp_path / "annan.scnplan", tmp_path / "ut.pdf"
    succeed("model", new, "-o", saved, "--name", "Vår egen")
    text = saved.read_text(encoding="utf-8")
    assert 'id = "egen"' in text
    assert 'name = "Vår egen"' in text
    assert [line for line in text.splitlines() if "2028" in line] == [text.splitlines()[4]]
    assert text.splitlines()[4].startswith("description = ")
    succeed(
        *("new", other, "--model", saved, "--year", "2031", "--committee", "Kulturnämnden"),
        *("--municipality", "Storköpings kommun"),
    )
    succeed("report", "verksamhetsplan", other, "-o", printed)
    assert printed.read_bytes().startswith(b"%PDF")
    fail("model", tmp_path / "borta.scnplan", "-o", tmp_path / "inget.toml")
    assert not (tmp_path / "inget.toml").exists()


def test_the_help_names_what_can_be_printed_and_pasted() -> None:
    assert "verksamhetsplan, internkontrollplan" in " ".join(succeed("report", "--help").split())
    assert "measures, indicators, table" in " ".join(succeed("paste", "--help").split())


def test_json_goes_out_and_comes_back(example: Path, tmp_path: Path) -> None:
    first, second, copy = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "kopia.scnplan"
    succeed("export", example, "-o", first)
    succeed("import", first, "-o", copy)
    succeed("export", copy, "-o", second)
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(first.read_text(encoding="utf-8"))["format"] == "scn-plan"


def test_a_table_is_pasted_into_a_section_by_its_way(new: Path, tmp_path: Path) -> None:
    content = tmp_path / "ny.json"
    table = "Område\tKontroll\nKontrollområde\tRiskbeskrivning\n"
    assert succeed("paste", new, "--paper", "Verksamhetsplan", "--section", "Begrepp", "--block", "table", given=table)
    controls = (
        "Kontrollområde\tRiskbeskrivning\tKontrollmoment\tKontrollmetod\tTidpunkt för rapportering\n"
        "Finansiell kontroll\tFel betalas ut\tFakturor granskas\tTio fakturor\tÅrsbokslut\n"
    )
    said = succeed("paste", new, "--paper", "Internkontrollplan", "--block", "controls", given=controls)
    assert said == "1 kontroll\n"
    succeed("export", new, "-o", content)
    assert "Fakturor granskas" in content.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["report", "verksamhetsplan", "saknas.scnplan", "-o", "ut.pdf"], "finns inte"),
        (["report", "dikt", "saknas.scnplan", "-o", "ut.pdf"], "okänt val"),
        (["report", "verksamhetsplan"], "måste anges"),
        (
            ["new", "ut.scnplan", "--model", "ingen", "--year", "2027", "--committee", "S", "--municipality", "E"],
            "enkel",
        ),
        (
            ["new", "ut.scnplan", "--model", "enkel", "--year", "tjugo", "--committee", "S", "--municipality", "E"],
            "helt tal",
        ),
        (
            ["new", "ut.scnplan", "--model", "enkel", "--year", "27", "--committee", "S", "--municipality", "E"],
            "planeringsår",
        ),
        (["import", "saknas.json", "-o", "ut.scnplan"], "kan inte läsas"),
        (["export", "saknas.scnplan", "-o", "ut.json"], "finns inte"),
        (["--oj"], "Okänt kommando"),
    ],
)
def test_mistakes_are_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    monkeypatch.chdir(tmp_path)
    assert expected in fail(*arguments)
    assert list(tmp_path.iterdir()) == []


def test_no_command_writes_over_a_file(new: Path) -> None:
    before = new.read_bytes()
    assert "finns redan" in fail("example", new)
    assert "ligger en plan" in fail("export", new, "-o", new)
    assert "ligger en plan" in fail("report", "verksamhetsplan", new, "-o", new)
    assert new.read_bytes() == before


def test_a_section_that_is_not_there_is_named_with_those_that_are(new: Path) -> None:
    said = fail("paste", new, "--paper", "Verksamhetsplan", "--section", "Nittio", "--block", "table", given="a\tb")
    assert "Avsnittet ”Nittio” finns inte" in said
    assert "Nämndens uppdrag" in said


def test_a_personal_number_is_refused_with_the_reason(new: Path) -> None:
    before = new.read_bytes()
    table = "Begrepp\tBetydelse\nFall\t19811228-9874\n"
    said = fail("paste", new, "--paper", "Verksamhetsplan", "--section", "Begrepp", "--block", "table", given=table)
    assert "personnummer" in said
    assert "9874" not in said
    assert new.read_bytes() == before


def test_text_that_is_not_utf8_is_told(new: Path) -> None:
    table = "Begrepp\tBetydelse\nMål\tnå".encode("utf-16")
    said = fail("paste", new, "--paper", "Verksamhetsplan", "--section", "Begrepp", "--block", "table", given=table)
    assert "UTF-8" in said


def test_a_meeting_without_a_record_is_told(example: Path, tmp_path: Path) -> None:
    said = fail("report", "stickprov", example, "-o", tmp_path / "ut.pdf", "--meeting", "2027-12-24")
    assert "inget stickprov" in said
    assert "inget datum" in fail("report", "stickprov", example, "-o", tmp_path / "ut.pdf", "--meeting", "julafton")
