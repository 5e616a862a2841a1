"""Running text comes back from the editor as it was read."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from scn_desktop.views.plan import commonmark
from scn_desktop.views.plan.commonmark import Run, Spacing

pytestmark = pytest.mark.usefixtures("application")
SPACING = Spacing(25, 10, 3, 4)
PIECES = st.text(alphabet="ab cå.,()*_#-1+>`[]&;”!\\\u2028", min_size=1, max_size=8)


def through_the_editor(text: str) -> str:
    document = QTextDocument()
    commonmark.load(document, text, SPACING)
    return commonmark.save(document)


def html(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": False}).disable(["code", "image", "autolink"]).render(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ett stycke.",
        "Ett stycke.\n\nEtt till.",
        "Hej **fet** och *kursiv* och ***båda***.",
        "### Underrubrik\n\nText under.",
        "- en\n- två\n  - två och en halv\n- tre",
        "1. först\n2. sedan",
        "5. femte\n6. sjätte",
        "Första raden\\\nandra raden",
        "2027 års plan, 3.2.1 och § 69 (se bilaga 2)",
        "En [länk](https://exempel.se) som inte visas formaterad",
        "> ett citat\n> på två rader",
        "```\nkod\n```",
        "- punkt\n\n  med ett stycke till\n- punkt",
        "Se fotnot [^1] och a_b_c",
        "Text\n\n[ord]: https://exempel.se\n\nMed [ord].",
    ],
)
def test_a_text_that_is_read_is_written_back_as_it_was(text: str) -> None:
    assert through_the_editor(text) == text


@pytest.mark.parametrize("text", ["3. april är en dag", "# nej", "- nej", "> nej", "1) nej", "+ nej", "---", "==="])
def test_what_is_typed_at_the_start_of_a_line_is_not_taken_for_a_list_or_heading(text: str) -> None:
    typed = QTextDocument()
    typed.setPlainText(text)
    assert html(commonmark.save(typed)).startswith("<p>")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(PIECES, st.booleans(), st.booleans()), max_size=5))
@example([("1", False, False), (";1", False, True), ("_", False, True), ("_1", False, True)])
def test_any_mix_of_bold_italic_and_signs_is_read_as_it_was_typed(pieces: list[tuple[str, bool, bool]]) -> None:
    runs = [Run(*piece) for piece in pieces]
    text = commonmark.inline(runs)
    assert commonmark._reads_as(text) == commonmark._flat(commonmark._normal(runs))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab \n*_#-1.>`\\[]()", max_size=40))
def test_reading_and_writing_any_text_keeps_its_meaning(text: str) -> None:
    assert QApplication.instance() is not None
    assert html(through_the_editor(text)) == html(through_the_editor(through_the_editor(text)))
