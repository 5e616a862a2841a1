"""Running text comes back from the editor as it was read."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from scn_desktop.views.plan import commonmark, commonmark_runs
from scn_desktop.views.plan.commonmark import Spacing
from scn_desktop.views.plan.commonmark_runs import OBJECT, Run

pytestmark = pytest.mark.usefixtures("application")
SPACING = Spacing(25, 10, 3, 4)
PIECES = st.text(alphabet="ab cå.,()*_#-1+>`[]&;”!\\\u2028", min_size=1, max_size=8)


def through_the_editor(text: str) -> str:
    document = QTextDocument()
    commonmark.load(document, text, SPACING)
    return commonmark.save(document)


def html(text: str) -> str:
    renderer = MarkdownIt("commonmark", {"html": False}).use(footnote_plugin)
    return str(renderer.disable(["code", "image", "autolink", "footnote_def", "footnote_ref"]).render(text))


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
        "Nämnden får [Kommunbidrag, budget 2027](scn:amount/rad/kolumn?form=mnkr) i bidrag.",
        "Se [Uppdrag\\_4.2](scn:section/avsnitt), **[*Mål*](scn:section/mål?form=title)** och ^[en not].",
        "^[Först.]**Fet^[mitt i *fet* text, se [Tabell 7](scn:block/tabell)]**, *kursiv*^[].",
        "- en punkt^[med not]\n- [Uppdrag 1](scn:section/ett)\n  1. [Uppdrag 2](scn:section/två)",
        "### Rubrik^[med not] [Uppdrag 1](scn:section/ett)",
        "Samma [A](scn:section/a)[A](scn:section/a)[A](scn:section/a?form=both) tre gånger",
        "Radbryt^[not\növer två rader] här",
        "En [länk](https://exempel.se) och [Uppdrag 1](scn:section/ett)^[not]",
    ],
)
def test_a_text_that_is_read_is_written_back_as_it_was(text: str) -> None:
    assert through_the_editor(text) == text


@pytest.mark.parametrize("text", ["3. april är en dag", "# nej", "- nej", "> nej", "1) nej", "+ nej", "---", "==="])
def test_what_is_typed_at_the_start_of_a_line_is_not_taken_for_a_list_or_heading(text: str) -> None:
    typed = QTextDocument()
    typed.setPlainText(text)
    assert html(commonmark.save(typed)).startswith("<p>")


SOURCES = st.sampled_from(
    ["^[en not]", "^[*a* [b](scn:section/c)]", "^[]", "[Mål 1](scn:section/mål)", "[\\*](scn:amount/r/k?form=tkr)"]
)
TYPED = st.tuples(PIECES, st.booleans(), st.booleans()).map(lambda each: Run(*each))
INSERTED = st.tuples(st.just(OBJECT), st.booleans(), st.booleans(), SOURCES).map(lambda each: Run(*each))
RUNS = st.lists(TYPED | INSERTED, max_size=6)


@settings(max_examples=400, deadline=None)
@given(RUNS)
@example([Run("1", False, False), Run(";1", False, True), Run("_", False, True), Run("_1", False, True)])
@example([Run("a^", False, False), Run(OBJECT, False, False, "[Mål 1](scn:section/mål)")])
@example([Run("[a]", False, False), Run(OBJECT, False, False, "[Mål 1](scn:section/mål)"), Run("](b)", False, False)])
def test_any_mix_of_marks_signs_and_inline_objects_is_read_as_it_was_typed(runs: list[Run]) -> None:
    text = commonmark_runs.inline(runs)
    assert commonmark_runs._reads_as(text) == commonmark_runs._flat(commonmark_runs._normal(runs))


@settings(max_examples=300, deadline=None)
@given(RUNS)
def test_any_note_is_read_as_it_was_typed(runs: list[Run]) -> None:
    kept = [run for run in runs if not run.source.startswith("^[")]
    found = commonmark_runs.read_note(commonmark_runs.note(runs))
    assert found is not None
    assert commonmark_runs._flat(found) == commonmark_runs._flat(commonmark_runs._normal(kept))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Uppgift från **Kolada**, [Uppdrag 4](scn:section/fyra).",
        "- inte en lista",
        "1. maj 2026",
        "Enligt 26\u00a0kap.",
    ],
)
def test_a_note_that_is_read_is_written_back_as_it_was(text: str) -> None:
    document = QTextDocument()
    commonmark.load_note(document, text, 20)
    assert document.blockCount() == 1
    assert commonmark.save_note(document) == text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab \n*_#-1.>`^\\[]()", max_size=40))
def test_reading_and_writing_any_text_keeps_its_meaning(text: str) -> None:
    assert QApplication.instance() is not None
    assert html(through_the_editor(text)) == html(through_the_editor(through_the_editor(text)))
