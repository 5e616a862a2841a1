"""Pictures of the tab Intern kontroll: its form, the matrix, the register, and what the controls have shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from scn_desktop.views.main_window import MainWindow


class Takes(Protocol):
    """What takes the pictures."""

    def take(self, name: str, widget: QWidget) -> None:
        """Keep a picture of a widget."""

    def settle(self) -> None:
        """Let the window come to rest."""


def take_pages(camera: Takes, window: MainWindow) -> None:
    """Every page of the tab; the results in the year that has most of them."""
    bridge = window.bridge
    if bridge is None:
        return
    position = window.tab_keys.index("control")
    window.show_tab(position)
    camera.settle()
    tab: Any = window.current_tab
    form = tab.page("controls").form
    if form.isVisible():
        camera.take("control_form", form)
    for page in ("matrix", "risks"):
        tab.show_page(page)
        camera.take(f"control_{page}", window)
    shown = bridge.plan.year
    year, period = most_reported(bridge.session)
    if year is not None:
        bridge.choose_year(year)
        window.show_tab(position)
        tab = window.current_tab
        tab.show_page("results")
        pointed = [each.id for each in bridge.plan.controls for done in each.executions if done.points]
        tab.current_page.show_place(" ".join([period, *pointed[:1]]))
        camera.take("control_results", window)
        bridge.choose_year(shown)
        window.show_tab(position)
    tab = window.current_tab
    tab.show_page("controls")


def most_reported(session: Session) -> tuple[int | None, str]:
    """The latest year with reported controls, and its follow-up that has most of them; None where nothing is."""
    from scn_desktop.models import queries

    for plan in reversed(queries.plans(session)):
        counted = Counter(each.period_id for control in plan.controls for each in control.executions)
        period = max((key for key in counted if key), key=lambda key: counted[key], default="")
        if period:
            return plan.year, period
    return None, ""
