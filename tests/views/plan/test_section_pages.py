"""A section is turned from its menu, says so over its title, and prints on landscape pages with all under it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
from PySide6.QtGui import QAction

from scn_desktop.models.edits import blocks, sections
from scn_desktop.reports.catalogue import render
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.tab import PlanTab


def choices(tab: PlanTab) -> dict[str, QAction]:
    pages = next(each for each in tab.outline.section_actions() if each.text() == "Sidor i utskriften")
    menu = pages.menu()
    assert menu is not None
    return {each.text(): each for each in menu.actions()}  # type: ignore[attr-defined]


def test_a_turned_section_says_so_and_prints_turned(tab: PlanTab, bridge: Bridge, tmp_path: Path) -> None:
    paper = bridge.plan.papers[0]
    above = bridge.do("Nytt", lambda s: sections.add(s, paper.id, None, 0, "chapter", "Liggande kapitel"))
    below = bridge.do("Nytt", lambda s: sections.add(s, paper.id, above, 0, "subsection", "Också liggande"))
    text = bridge.do("Nytt", lambda s: blocks.add(s, below, 0, "text"))
    bridge.do("Skriv", lambda s: blocks.set_field(s, text, "text", "Text på liggande sida."))
    tab.show_place(above)
    assert choices(tab)["Som innehållet kräver"].isChecked()
    choices(tab)["Liggande sidor"].trigger()
    assert choices(tab)["Liggande sidor"].isChecked()
    assert tab.section.head.pages.text() == "Liggande sidor"
    tab.show_place(below)
    assert tab.section.head.pages.text() == "Liggande sidor"
    with bridge.document.snapshot() as snapshot:
        path = render("verksamhetsplan", snapshot, tmp_path / "plan.pdf", today=date(2026, 11, 20))
    with pikepdf.open(path) as pdf:
        turned = [page for page in pdf.pages if page.MediaBox[2] > page.MediaBox[3]]
    assert turned
    bridge.undo()
    assert tab.section.head.pages.text() == ""
