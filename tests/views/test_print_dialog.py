"""Utskrift shows the paper that is saved, for the year and the record that were chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.views import prompts
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.print_dialog import PrintDialog


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, bridge: Bridge) -> Iterator[PrintDialog]:
    shown = PrintDialog(bridge, "internkontrollplan", None, window)
    shown.show()
    qtbot.waitUntil(shown.save_button.isEnabled, timeout=30_000)
    yield shown
    shown.close()


def test_the_preview_shows_the_pages_and_leaves_nothing_behind(dialog: PrintDialog) -> None:
    assert dialog.document.pageCount() > 2
    folder = dialog.folder
    assert list(folder.glob("*.pdf"))
    dialog.close()
    assert not folder.exists()


def test_the_saved_pdf_is_the_one_that_is_shown(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.pdf"
    monkeypatch.setattr(prompts, "ask_pdf_place", lambda parent, suggestion: target)
    dialog.save()
    assert target.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.glob("*.new")] == []


def test_a_stickprov_is_printed_for_publication_without_case_numbers(
    qtbot: QtBot, window: MainWindow, bridge: Bridge
) -> None:
    record = queries.spot_checks(bridge.session)[0]
    dialog = PrintDialog(bridge, "stickprov", {"meeting": record.meeting_id, "public": True}, window)
    dialog.show()
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=30_000)
    assert record.cases[0].reference not in text_of(dialog)
    dialog.close()


def test_every_paper_is_listed_and_those_of_a_meeting_together(dialog: PrintDialog, bridge: Bridge) -> None:
    listed = [dialog._paper.itemText(row) for row in range(dialog._paper.count())]
    assert listed[:4] == [
        "Verksamhetsplan och budget 2027",
        "Internkontrollplan 2027",
        "Tjänsteskrivelse: Verksamhetsplan, budget och internkontrollplan 2027",
        "Sammanträdeshandlingar: Verksamhetsplan, budget och internkontrollplan 2027",
    ]
    assert listed[4:8] == [
        "Riskmatris och riskregister 2027",
        "Kontrollresultat 2027, uppföljning per april",
        "Kontrollresultat 2027, delårsbokslut per augusti",
        "Kontrollresultat 2027, årsbokslut",
    ]
    assert all(title.startswith("Stickprov") for title in listed[8:-2])
    assert listed[-2:] == [
        "Stickprov januari–april 2026, sammanställning",
        "Stickprov hela 2026, sammanställning",
    ]


def text_of(dialog: PrintDialog) -> str:
    """What the pages that are shown say."""
    return "".join(dialog.document.getAllText(page).text() for page in range(dialog.document.pageCount()))


def test_a_compilation_is_chosen_by_period_and_printed_without_small_counts(
    qtbot: QtBot, window: MainWindow, bridge: Bridge
) -> None:
    dialog = PrintDialog(bridge, "stickprovssammanstallning", {"year": "2026", "period": "april"}, window)
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled(), timeout=20_000)
    assert dialog._paper.currentText() == "Stickprov januari–april 2026, sammanställning"
    assert dialog._public.text() == "För publicering: inga små antal"
    exact = text_of(dialog)
    assert "EJ FÖR PUBLICERING" in exact
    assert "färre än 5" not in exact
    dialog._public.setChecked(True)
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled(), timeout=20_000)
    assert "färre än 5" in text_of(dialog)
    dialog.close()


def test_the_list_of_a_month_is_chosen_for_an_utskott_and_printed_without_its_cases(
    qtbot: QtBot, window: MainWindow, bridge: Bridge
) -> None:
    asked = {"year": "2026", "period": "6", "subcommittee": "Individutskott Norr"}
    dialog = PrintDialog(bridge, "stickprov-manad", asked, window)
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled(), timeout=20_000)
    assert dialog._paper.currentText() == "Stickprov juni 2026, månadslista, Individutskott Norr"
    secret = text_of(dialog)
    assert "SEKRETESS" in secret
    assert "IFO-2026-" in secret
    assert "Söder" not in secret
    dialog._public.setChecked(True)
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled(), timeout=20_000)
    assert "IFO-2026-" not in text_of(dialog)
    assert "färre än 5" in text_of(dialog)
    dialog.close()
