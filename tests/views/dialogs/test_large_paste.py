"""A paste of many rows tells how far it is and can be given up; then nothing of it stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scn_desktop.exchange import paste
from scn_desktop.exchange.paste import Target, TargetKind
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.edits import blocks
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs import paste_progress
from scn_desktop.views.dialogs.paste_preview import PastePreview
from scn_desktop.views.main_window import MainWindow

HEADS: dict[TargetKind, str] = {
    "table": "Insats\tAntal\tKommentar",
    "measures": "Åtgärd\tKoppling till styrdokument\tFörväntade effekter",
    "indicators": "Indikator\tTotalt\tMålsättning",
}
MANY = 450


@pytest.fixture(autouse=True)
def _look_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paste_progress, "_BETWEEN", 0.0)
    monkeypatch.setattr(paste_progress, "SHOW_AFTER", 0)


def preview(window: MainWindow, bridge: Bridge, kind: TargetKind, rows: int = MANY) -> tuple[PastePreview, Block]:
    section = bridge.plan.papers[0].sections[0].id
    block_id = bridge.do("Ny", lambda s: blocks.add(s, section, 0, kind))
    text = "\n".join([HEADS[kind], *(f"Rad {n}\tProgram {n % 3}\t{n}" for n in range(rows))])
    dialog = PastePreview(window, bridge, Target(kind, block_id), text)
    dialog.show()
    return dialog, queries.get(bridge.session, Block, block_id)


def count(block: Block) -> int:
    return len(block.rows) + len(block.measure_placements) + len(block.indicator_placements)


@pytest.mark.parametrize("kind", HEADS)
def test_avbryt_takes_back_what_was_added(window: MainWindow, bridge: Bridge, kind: TargetKind) -> None:
    dialog, block = preview(window, bridge, kind)
    before = bridge.document.undo_label
    seen: list[tuple[bool, bool, str]] = []

    def press() -> None:
        seen.append((dialog.progress.isVisible(), dialog.main.isEnabled(), dialog.progress.words.text()))
        dialog.cancel.click()

    QTimer.singleShot(0, dialog, press)
    dialog.paste()
    assert seen == [(True, False, f"0 av {MANY} rader")]
    assert dialog.isVisible()
    assert dialog.sentence.text() == "Avbrutet. Inget är inklistrat."
    assert count(block) == 0
    assert bridge.document.undo_label == before
    assert dialog.main.isEnabled()
    dialog.paste()
    assert count(block) == MANY
    assert not dialog.isVisible()
    bridge.undo()
    assert count(block) == 0


def test_esc_and_the_cross_give_up_the_paste_too(window: MainWindow, bridge: Bridge) -> None:
    dialog, block = preview(window, bridge, "table")
    QTimer.singleShot(0, dialog, dialog.close)
    dialog.paste()
    assert dialog.isVisible()
    assert count(block) == 0
    dialog.reject()
    assert not dialog.isVisible()


def test_the_rows_stand_in_their_order_where_they_were_pasted(window: MainWindow, bridge: Bridge) -> None:
    dialog, block = preview(window, bridge, "table")
    dialog.paste()
    rows = [f"Mitt i {n}\tb\tc" for n in range(MANY)]
    proposal = paste.propose(bridge.session, "\n".join(rows), Target("table", block.id, 1))
    bridge.do("Klistra in", lambda session: paste.apply(session, proposal))
    first = [row.text_of(block.columns[0]) for row in block.rows]
    assert first[:3] == ["Rad 0", "Mitt i 0", "Mitt i 1"]
    assert first[MANY : MANY + 2] == [f"Mitt i {MANY - 1}", "Rad 1"]
    QTest.qWait(0)
    assert QApplication.activeModalWidget() is None
