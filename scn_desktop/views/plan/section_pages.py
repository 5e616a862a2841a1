"""Whether a section prints on upright or landscape pages: the choice in its menu, and the words beside its way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.plan import Section

Orientation = Literal["automatic", "portrait", "landscape"]
WORDS: Final[dict[Orientation, str]] = {
    "automatic": "Som innehållet kräver",
    "portrait": "Stående sidor",
    "landscape": "Liggande sidor",
}


def page_menu(bridge: Bridge, section: Section, parent: QWidget) -> QAction:
    """*Sidor i utskriften*, with the three choices; what stands under the section follows it."""
    menu = QMenu(tr("Sidor i utskriften"), parent)
    group = QActionGroup(menu)
    for orientation, words in WORDS.items():
        action = menu.addAction(tr(words))
        action.setCheckable(True)
        action.setChecked(section.orientation == orientation)
        action.triggered.connect(partial(turn, bridge, section.id, orientation))
        group.addAction(action)
    menu.menuAction().setEnabled(not bridge.read_only)
    return menu.menuAction()


def turn(bridge: Bridge, section_id: str, orientation: Orientation, _checked: bool = False) -> None:
    """Print a section on such pages."""
    from scn_desktop.models.edits import sections

    said = tr("Avsnittet skrivs ut på: {pages}.").format(pages=tr(WORDS[orientation]).lower())
    bridge.attempt(
        tr("Byt sidor i utskriften"),
        lambda session: sections.set_orientation(session, section_id, orientation),
        said,
    )


def page_words(section: Section) -> str:
    """What is chosen for the section or one that it stands under; "" where nothing is."""
    above: Section | None = section
    while above is not None:
        if above.orientation == "landscape":
            return tr(WORDS["landscape"])
        if above.orientation == "portrait":
            return tr(WORDS["portrait"])
        above = above.parent
    return ""
