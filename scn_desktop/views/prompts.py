"""Every modal question. The buttons are verbs, the consequence is told, and Enter never chooses the irreversible."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

SUFFIX = ".scnplan"


def ask_open_file(parent: QWidget, folder: str, title: str = "") -> Path | None:
    """Which plan to open; `title` says what for."""
    kinds = tr("Planer (*.scnplan);;Alla filer (*)")
    chosen, _ = QFileDialog.getOpenFileName(parent, title or tr("Öppna fil"), folder, kinds)
    return Path(chosen) if chosen else None


def ask_model_file(parent: QWidget, folder: str) -> Path | None:
    """Which planning model to plan by."""
    kinds = tr("Styrmodeller (*.toml);;Alla filer (*)")
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Välj styrmodell"), folder, kinds)
    return Path(chosen) if chosen else None


def ask_new_file(parent: QWidget, suggestion: Path) -> Path | None:
    """Where a new plan's file is to lie."""
    return _ask_place(parent, tr("Var ska planen sparas?"), suggestion, SUFFIX, tr("Planer (*.scnplan)"))


def ask_copy_place(parent: QWidget, suggestion: Path) -> Path | None:
    """Where a copy of the file is to lie."""
    return _ask_place(parent, tr("Spara en kopia"), suggestion, SUFFIX, tr("Planer (*.scnplan)"))


def ask_model_place(parent: QWidget, suggestion: Path) -> Path | None:
    """Where a planning model's file is to lie."""
    return _ask_place(parent, tr("Spara styrmodellen"), suggestion, ".toml", tr("Styrmodeller (*.toml)"))


def ask_restore_place(parent: QWidget, suggestion: Path) -> Path | None:
    """Where a restored plan's file is to lie."""
    return _ask_place(parent, tr("Återställ som ny fil"), suggestion, SUFFIX, tr("Planer (*.scnplan)"))


def ask_pdf_place(parent: QWidget, suggestion: Path) -> Path | None:
    """Where a PDF is to lie."""
    return _ask_place(parent, tr("Spara som PDF"), suggestion, ".pdf", tr("PDF (*.pdf)"))


def ask_list_file(parent: QWidget) -> Path | None:
    """Which list of cases to draw from."""
    kinds = tr("Listor (*.csv *.txt *.tsv);;Alla filer (*)")
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Öppna listan"), "", kinds)
    return Path(chosen) if chosen else None


def ask_picture_file(parent: QWidget) -> Path | None:
    """Which picture to put on the papers."""
    kinds = tr("Bilder (*.png *.jpg *.jpeg)")
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Välj en bild"), "", kinds)
    return Path(chosen) if chosen else None


def ask_colour(parent: QWidget, title: str, colour: str) -> str | None:
    """A colour as "#rrggbb", beginning at ``colour``; None when the user gave up."""
    chosen = QColorDialog.getColor(QColor(colour), parent, title)
    return chosen.name() if chosen.isValid() else None


def _ask_place(parent: QWidget, title: str, suggestion: Path, suffix: str, kinds: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggestion), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def tell(parent: QWidget | None, what: str, more: str = "", way_out: str = "") -> bool:
    """Something that can't be shown at a place in the window, e.g. a file that could not be opened.

    `way_out`: a verb beside *Stäng*; returns whether it was chosen.
    """
    box = QMessageBox(QMessageBox.Icon.Information, tr("SCN Desktop"), what, parent=parent)
    box.setInformativeText(more)
    taking = box.addButton(way_out, QMessageBox.ButtonRole.ActionRole) if way_out else None
    stop = box.addButton(tr("Stäng"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stop)
    box.setEscapeButton(stop)
    box.exec()
    return taking is not None and box.clickedButton() is taking


def confirm(parent: QWidget, question: str, consequence: str, verb: str) -> bool:
    """Ask before what can't be undone. `verb` is the button that does it; Enter and Esc choose Avbryt."""
    box = QMessageBox(QMessageBox.Icon.Warning, tr("SCN Desktop"), question, parent=parent)
    box.setInformativeText(consequence)
    doing = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(tr("Avbryt"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stop)
    box.setEscapeButton(stop)
    for pressed in (doing, stop):
        pressed.setProperty("touch", "true")
        pressed.style().unpolish(pressed)
        pressed.style().polish(pressed)
    box.exec()
    return box.clickedButton() is doing


def ask_text(parent: QWidget, title: str, explanation: str, text: str, verb: str) -> str | None:
    """One line of text, or None when the user gave up."""
    dialog = _TextDialog(parent, title, explanation, text, verb)
    return dialog.text() if dialog.exec() == QDialog.DialogCode.Accepted else None


class _TextDialog(QDialog):
    def __init__(self, parent: QWidget, title: str, explanation: str, text: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(24))
        layout.setSpacing(px(12))
        layout.addWidget(label(title, "h2"))
        explained = label(explanation, "secondary", wrap=True)
        explained.setMinimumWidth(px(380))
        layout.addWidget(explained)
        self._field = QLineEdit(text)
        self._field.setAccessibleName(title)
        layout.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        stop = button(tr("Avbryt"), self.reject)
        stop.setAutoDefault(True)
        row.addWidget(stop)
        accept = button(verb, self.accept, role="main")
        accept.setAutoDefault(True)
        accept.setDefault(True)
        row.addWidget(accept)
        layout.addLayout(row)

    def text(self) -> str:
        return self._field.text().strip()
