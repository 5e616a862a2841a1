"""The pages of the tab Intern kontroll, in the order of its switch: the only place that names them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr

_SCALE: Final = frozenset({"risk_level", "risk_class", "planning_model"})
SURFACE_MARGINS: Final = (28, 14, 24, 12)  # left, top, right, bottom of a page's surface at 100 %


class ControlPage(QWidget):
    """What a page is: made as `Page(bridge)`, with the optional methods of `bridge.Tab` besides.

    `bar` is the row at the top of its surface, whose left end the tab's switch covers; its margins are SURFACE_MARGINS.
    """

    bar: QHBoxLayout


@dataclass(frozen=True)
class PageEntry:
    """A page, which `factory(bridge)` makes at the first visit. `tables`: whose rows it can show the place of."""

    key: str
    title: str
    factory: Callable[[Bridge], ControlPage]
    tables: frozenset[str]


@dataclass(frozen=True)
class PagePlace:
    """A place on one of the pages, by the page's key; `place` None is where the page is already."""

    page: str
    place: object = None


_CONTROLS: Final = frozenset({"control", "risk", "control_question", "control_period"})


def page_entries() -> Sequence[PageEntry]:
    """The pages, whose modules are imported at their first visit."""
    return (
        PageEntry("controls", tr("Kontroller"), _controls, _CONTROLS),
        PageEntry(
            "matrix", tr("Riskmatris"), _matrix, frozenset({"risk", "risk_level", "risk_class", "planning_model"})
        ),
        PageEntry("risks", tr("Risker"), _risks, frozenset({"risk", "risk_goal", "risk_measure"})),
        PageEntry("results", tr("Resultat"), _results, frozenset({"control_execution", "execution_point"})),
    )


def _controls(bridge: Bridge) -> ControlPage:
    from scn_desktop.views.control.controls_page import ControlsPage

    return ControlsPage(bridge)


def _matrix(bridge: Bridge) -> ControlPage:
    from scn_desktop.views.control.matrix_page import MatrixPage

    return MatrixPage(bridge)


def _risks(bridge: Bridge) -> ControlPage:
    from scn_desktop.views.control.risks_page import RisksPage

    return RisksPage(bridge)


def _results(bridge: Bridge) -> ControlPage:
    from scn_desktop.views.control.results_page import ResultsPage

    return ResultsPage(bridge)
