"""Whatever people type, in any field, the papers are printed and conform."""

import random
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.base import Base
from scn_desktop.models.document.document import Document
from scn_desktop.reports.catalogue import KINDS, render
from tests.reports.conftest import TODAY
from tests.reports.papers import assert_conforms

ODD_TEXTS = (
    "",
    " ",
    "\u00ad\u200b",
    "x" * 3000,
    "ord " * 3000,
    "kompetensförsörjningsplaneringsförutsättningar" * 6,
    "# rubrik\n\n## två\n\n- a\n  - b\n    - c\n1. x\n2. y",
    "> citat\n\n```\nkod\n```\n\n---\n\n![bild](x.png) [länk](http://x.se) <b>html</b> &amp;",
    "2027. Text som ser ut som en lista",
    "😀 مرحبا \x07 \ufffe",
    "\n\n\n",
    "a\tb\u2028c",
    "1 234 567 890 123 456 789 012 345 678",
    "-5",
    "http://exempel.se/" + "lång/" * 200,
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "12^[Not.]",
    "- a^[Ett]\n- ^[Två [x](scn:section/y)]\n\n### Rubrik^[Tre]\n\n^[] ^[ [](scn:amount/a/b)",
    "Ord^[" + "lång not " * 900 + "] och mer. " * 30,
    "".join(f"a{number}^[Not {number}] " for number in range(60)),
)
# Keys and patterns that the program itself reads.
_NOT_TYPED = {"key", "under", "counter", "new_blocks", "identifier", "signed_at", "fingerprint"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_text_in_any_field_is_printed(seed: int, example: Document, tmp_path: Path) -> None:
    chance = random.Random(seed)
    with example.snapshot() as snapshot:
        session = snapshot.session
        assert queries.plans(session)
        for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__):
            fields = [
                column.key for column in mapper.columns if column.info.get("prose") and column.key not in _NOT_TYPED
            ]
            for row in session.query(mapper.class_).order_by(mapper.class_.id):
                for field in fields:
                    if chance.random() < 0.06:
                        setattr(row, field, chance.choice(ODD_TEXTS))
        with session.no_autoflush:
            for kind in KINDS:
                assert_conforms(render(kind, snapshot, tmp_path / f"{kind}.pdf", today=TODAY))
