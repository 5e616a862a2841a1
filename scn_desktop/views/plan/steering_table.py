"""The register of steering documents as a table: who decided each, when it applies, and how many measures use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from PySide6.QtCore import QObject, Qt

from scn_desktop.errors import InputError
from scn_desktop.swedish import plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import EditTableModel, Role

if TYPE_CHECKING:
    from scn_desktop.models.committee import SteeringDocument
    from scn_desktop.models.plan import Plan

_FIELDS: Final = ("title", "decided_by", "valid_from", "valid_to", "group")
_TITLES: Final = ("Titel", "Beslutat av", "Gäller från", "Gäller till", "Grupp", "Används av")
_YEARS: Final = ("valid_from", "valid_to")
_USES: Final = len(_FIELDS)
_FIRST_YEAR, _LAST_YEAR = 1900, 2300


class SteeringTableModel(EditTableModel):
    """`ids` are the documents' keys, sorted by title as in Sweden when `sort` is called."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__([tr(title) for title in _TITLES], parent)
        self.bridge = bridge
        self.read_only = bridge.read_only
        self._documents: dict[str, SteeringDocument] = {}
        self._uses: dict[str, int] = {}
        self.ids = self._fetch()

    def _fetch(self) -> list[str]:
        from scn_desktop.models import queries

        self._documents = {each.id: each for each in queries.steering_documents(self.bridge.session)}
        self._uses = queries.steering_uses(self.bridge.session)
        return list(self._documents)

    def refresh(self, keep_order: bool = False) -> None:
        """Show the register as it is now; `keep_order`: no row moves, for a cell is open in it."""
        ids = self._fetch()
        if keep_order:
            kept = [row_id for row_id in self.ids if row_id in self._documents]
            ids = [*kept, *(row_id for row_id in ids if row_id not in kept)]
        self.sync(ids)

    def uses(self, row: int) -> int:
        """How many measures, of every year, are connected to the document."""
        return self._uses.get(self.ids[row], 0)

    def is_used_in(self, row: int, plan: Plan) -> bool:
        """Whether a measure of that year's plan is connected to the document."""
        wanted = self.ids[row]
        return any(link.steering_document_id == wanted for each in plan.measures for link in each.steering_links)

    def text(self, row: int, column: int) -> str:
        document = self._documents.get(self.ids[row])
        if document is None:
            return ""
        if column == _USES:
            used = self.uses(row)
            model = self.bridge.plan.model
            words = model.measure_singular.lower() or tr("åtgärd"), model.measure_plural.lower() or tr("åtgärder")
            return plural(used, *words) if used else ""
        value = getattr(document, _FIELDS[column])
        return "" if value is None else str(value)

    def is_editable(self, row: int, column: int) -> bool:
        return column != _USES

    def extra(self, row: int, column: int, role: int) -> Any:
        if role == Role.PLACEHOLDER and column == _USES:
            return tr("Ingen åtgärd")
        if role == Role.COLOUR and column == _USES:
            return "text2"
        if (
            role == Role.CHOICES
            and not self.read_only
            and column < _USES
            and _FIELDS[column] in ("decided_by", "group")
        ):
            found = {getattr(each, _FIELDS[column]) for each in self._documents.values()}
            found |= {tr("Övrigt")} if _FIELDS[column] == "group" else set()
            return sorted(each for each in found if each)
        return None

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft

    def write(self, row: int, column: int, text: str) -> None:
        """Raises InputError for a year that is none, and a title that is missing or taken."""
        from scn_desktop.models.edits import measures

        document_id = self.ids[row]
        field = next(field for field in get_args(measures.SteeringField) if field == _FIELDS[column])
        typed = " ".join(text.split())
        value: str | int | None = _as_year(typed) if field in _YEARS else typed
        self.bridge.do(
            tr("Ändra styrdokument i registret"),
            lambda session: measures.set_steering_field(session, document_id, field, value),
        )

    # What the dialog's buttons and keys do ---------------------------------------------------------------------------
    def add(self) -> str | None:
        """A new document, or the one that still waits for its title; its key."""
        from scn_desktop.models.edits import measures

        title = tr("Nytt styrdokument")
        return self.bridge.attempt(title, lambda session: measures.add_steering_document(session, title))

    def delete(self, rows: list[int]) -> None:
        """Remove documents, and say how many measures lose a connection."""
        from scn_desktop.models.edits import measures

        ids = [self.ids[row] for row in rows]
        lost = sum(self.uses(row) for row in rows)
        gone = (
            tr("Styrdokumentet togs bort.") if len(ids) == 1 else tr("{n} styrdokument togs bort.").format(n=len(ids))
        )
        unused = (
            tr("Ingen åtgärd var kopplad till det.") if len(ids) == 1 else tr("Inga åtgärder var kopplade till dem.")
        )
        words = plural(lost, tr("koppling från en åtgärd försvann."), tr("kopplingar från åtgärder försvann."))

        def remove(session: Any) -> None:
            for document_id in ids:
                measures.delete_steering_document(session, document_id)

        self.bridge.attempt(tr("Ta bort styrdokument"), remove, f"{gone} {words if lost else unused}")


def _as_year(typed: str) -> int | None:
    """A typed year. Raises InputError for what is no year, in few words: the column is narrow."""
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and _FIRST_YEAR <= int(typed) <= _LAST_YEAR):
        raise InputError("Skriv ett årtal.")
    return int(typed)
