"""Law is cited in one place, with the day it was checked."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from scn_desktop import law
from scn_desktop.paths import resource

PACKAGE = Path(law.__file__).parent


def test_every_citation_says_when_it_was_checked_and_against_what() -> None:
    entries = tomllib.loads(resource("law", "citations.toml").read_text(encoding="utf-8"))
    for name, entry in entries.items():
        assert law.citation(name) == entry["text"]
        assert isinstance(entry["checked"], date)
        assert entry["source"]
        assert entry["act"]


def test_a_citation_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        law.citation("balken")


def test_no_code_cites_law_by_itself() -> None:
    cited = re.compile(r"\d+ kap\. \d+ §|\((?:2009:400|2017:725|2025:400|2018:1937|2001:453)\)")
    found = [
        f"{path.relative_to(PACKAGE)}: {match.group()}"
        for path in PACKAGE.rglob("*.py")
        for match in cited.finditer(path.read_text(encoding="utf-8"))
        if path != Path(law.__file__)
    ]
    assert found == []
