"""The tokens of the interface: the only module that names a colour, a text size or a distance.

A `Theme` is a child of the QApplication and is reached with `theme()`. Text size (100–150 %) scales every token.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from scn_desktop import paths
from scn_desktop.views.stylesheet import stylesheet

FAMILY: Final = "Source Sans 3"
SCALES: Final = (100, 110, 125, 150)

LIGHT: Final[dict[str, str]] = {
    "bg": "#F5F4F1", "surface": "#FFFFFF", "sunken": "#ECEAE5", "line": "#DFDBD4", "control": "#8A857C",
    "text": "#1E2024", "text2": "#57544E", "accent": "#22558F", "on_accent": "#FFFFFF",
    "selection": "#DCE8F5", "active": "#E6EEF7",
    "ok": "#1B6E42", "ok_soft": "#E3F2E8", "warning": "#7D4E00", "warning_soft": "#FFF1D6",
    "error": "#AE2A1E", "error_soft": "#FCE9E6", "earlier": "#6F88AA",
    "matrix_low": "#EEF1EF", "matrix_moderate": "#F3EBD3", "matrix_high": "#F7D9A8", "matrix_very_high": "#F2B8AC",
    "matrix_text": "#4A4740", "bar_done": "#1B6E42", "bar_started": "#A9C3E2", "bar_late": "#F2C36B",
    "on_done": "#FFFFFF", "on_started": "#12243A", "on_late": "#3D2700",
    "accent_hover": "#1A4576",
}  # fmt: skip
DARK: Final[dict[str, str]] = LIGHT | {
    "bg": "#1A1B1E", "surface": "#222327", "sunken": "#16171A", "line": "#383A40", "control": "#858890",
    "text": "#ECEAE6", "text2": "#B4B1AB", "accent": "#8FBBEF", "on_accent": "#10243A",
    "selection": "#2A3F58", "active": "#22344A",
    "ok": "#7CCB9B", "ok_soft": "#1E3428", "warning": "#EBBB66", "warning_soft": "#3A2E17",
    "error": "#F49A8F", "error_soft": "#43231F", "earlier": "#7088A8",
    "matrix_low": "#2A2E2C", "matrix_moderate": "#453E22", "matrix_high": "#5B4115", "matrix_very_high": "#6B2F26",
    "matrix_text": "#ECEAE6", "accent_hover": "#A9CBF4",
}  # fmt: skip

# name: (pixels at 100 %, semibold)
FONTS: Final[dict[str, tuple[int, bool]]] = {
    "caption": (13, False), "caption_bold": (13, True), "body": (15, False), "body_bold": (15, True),
    "touch": (16, False), "touch_bold": (16, True), "running": (17, False), "running_bold": (17, True),
    "h2": (18, True), "h1": (26, True),
}  # fmt: skip
# Pixels from one line to the next at 100 %.
LINE_HEIGHTS: Final[dict[str, int]] = {
    "caption": 18, "caption_bold": 18, "body": 20, "body_bold": 20, "touch": 22, "touch_bold": 22,
    "running": 25, "running_bold": 25, "h2": 24, "h1": 32,
}  # fmt: skip
RADIUS_ROW: Final = 8
RADIUS_CARD: Final = 10


class Appearance(StrEnum):
    """What Visa › Utseende can be set to."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The tokens in force; `changed` is emitted after palette and style sheet have been applied."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("scn-theme")
        self._application = application
        self._appearance = Appearance.SYSTEM
        self._percent = 100
        self._tokens = dict(LIGHT)
        self._colours: dict[str, QColor] = {}
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    @property
    def percent(self) -> int:
        """Text size in percent, 100–150."""
        return self._percent

    @property
    def dark(self) -> bool:
        return self._tokens["bg"] == DARK["bg"]

    def colour(self, token: str) -> QColor:
        """The colour of a token, by the names in LIGHT."""
        if token not in self._colours:
            self._colours[token] = QColor(self._tokens[token])
        return self._colours[token]

    def px(self, pixels: float) -> int:
        """A distance given at 100 %, in device-independent pixels at the text size in force."""
        return round(pixels * self._percent / 100)

    def font(self, name: str = "body") -> QFont:
        """A font by its name in FONTS."""
        size, bold = FONTS[name]
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def apply(self, appearance: Appearance | None = None, percent: int | None = None) -> None:
        """Put palette, font and style sheet on the application."""
        if appearance is not None:
            self._appearance = appearance
        if percent is not None:
            self._percent = min(150, max(100, percent))
        self._tokens = self._choose()
        self._colours = {}
        self._application.setPalette(self._palette())
        self._application.setFont(self.font("body"))
        self._application.setStyleSheet(stylesheet(self._tokens, self.px))
        self.changed.emit()

    def _choose(self) -> dict[str, str]:
        hints = self._application.styleHints()
        if self._appearance is Appearance.SYSTEM:
            if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
                return from_palette(self._application.style().standardPalette())
            dark = hints.colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._appearance is Appearance.DARK
        return dict(DARK if dark else LIGHT)

    def _system_changed(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self.apply()

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in (
            (roles.Window, "bg"), (roles.WindowText, "text"), (roles.Base, "surface"), (roles.AlternateBase, "bg"),
            (roles.Text, "text"), (roles.Button, "surface"), (roles.ButtonText, "text"), (roles.BrightText, "error"),
            (roles.Highlight, "accent"), (roles.HighlightedText, "on_accent"), (roles.Link, "accent"),
            (roles.LinkVisited, "accent"), (roles.ToolTipBase, "surface"), (roles.ToolTipText, "text"),
            (roles.PlaceholderText, "text2"), (roles.Mid, "line"), (roles.Dark, "control"), (roles.Light, "surface"),
            (roles.Midlight, "sunken"), (roles.Shadow, "line"), (roles.Accent, "accent"),
        ):  # fmt: skip
            palette.setColor(role, self.colour(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("control"))
        return palette


def from_palette(palette: QPalette) -> dict[str, str]:
    """Tokens for a system in high contrast: its own colours, nothing soft."""
    roles = QPalette.ColorRole

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    tokens = dict.fromkeys(LIGHT, name(roles.WindowText))
    tokens |= dict.fromkeys(("bg", "sunken", "ok_soft", "warning_soft", "error_soft"), name(roles.Window))
    tokens |= dict.fromkeys(("on_done", "on_started", "on_late"), name(roles.Window))
    tokens |= dict.fromkeys(("matrix_low", "matrix_moderate", "matrix_high", "matrix_very_high"), name(roles.Window))
    tokens |= {"surface": name(roles.Base), "text": name(roles.Text), "text2": name(roles.Text)}
    tokens |= {"accent": name(roles.Highlight), "accent_hover": name(roles.Highlight)}
    tokens |= {"on_accent": name(roles.HighlightedText), "selection": name(roles.Base), "active": name(roles.Base)}
    return tokens


def theme() -> Theme:
    """The theme of the running application; made in light 100 % the first time it is asked for."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    found = application.property("scn_theme")
    if isinstance(found, Theme):
        return found
    made = Theme(application)
    application.setProperty("scn_theme", made)
    return made


def load_fonts() -> None:
    """Give Qt the interface font shipped with the program; what is loaded already is not loaded again."""
    application = QApplication.instance()
    assert application is not None
    if application.property("scn_fonts"):
        return
    application.setProperty("scn_fonts", True)
    for file in sorted(paths.resource("fonts").glob("SourceSans3-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
