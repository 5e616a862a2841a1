"""Om SCN Desktop: version, licence, and what it is built on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from scn_desktop import __version__
from scn_desktop.views import prompts
from scn_desktop.views.translate import tr


def show_about(parent: QWidget) -> None:
    """Tell the version and the licences."""
    what = tr("SCN Desktop {version}").format(version=__version__)
    more = tr(
        "Nämndens plan, budget, internkontroll och stickprov i en enda fil. Programmet använder aldrig internet.\n\n"
        "Fri programvara under EUPL 1.2. Byggt med Qt (LGPL), SQLAlchemy (MIT) och ReportLab (BSD). "
        "Typsnitt: Source Sans 3 och Source Serif 4 (SIL OFL 1.1). Symboler: Lucide (ISC)."
    )
    prompts.tell(parent, what, more)
