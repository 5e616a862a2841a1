"""Interface texts: written in Swedish in the code, passed through `tr` so that another language can be added."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_CONTEXT = "scn"


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate(_CONTEXT, text)


def load_translations(application: QCoreApplication) -> None:
    """Swedish numbers and dates everywhere, and Qt's own words (Spara, Avbryt) in Swedish."""
    swedish = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
    QLocale.setDefault(swedish)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_sv", folder):
        application.installTranslator(translator)
