"""What the paste preview says and offers about a proposal: choices, sentences, and the table as it will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from scn_desktop.errors import ScnError
from scn_desktop.exchange import paste
from scn_desktop.exchange.paste import NEW_COLUMN, Preview, Proposal
from scn_desktop.exchange.pasted import Field
from scn_desktop.models.personal_number import find_personal_number
from scn_desktop.swedish import plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.preview_table import ShownColumn, ShownTable
from scn_desktop.views.translate import tr

LEFT_OUT: Final = ""
# The field whose empty cells can mean something, by the kind of table.
_FIRST_FIELDS: Final = {"measures": ("measure",), "indicators": ("indicator",), "controls": ("area", "risk")}
_LONGEST_SAMPLE: Final = 60


@dataclass(frozen=True)
class Reading:
    """How a proposal comes out. Without `preview` the reason stands in `error`, and the cells are shown as pasted."""

    proposal: Proposal
    preview: Preview | None
    shown: ShownTable
    error: str = ""
    remarks: Sequence[str] = field(default=())


def read(bridge: Bridge, proposal: Proposal) -> Reading:
    """What the document would hold, and what stands in the way."""
    try:
        preview = paste.preview(bridge.session, proposal)
    except ScnError as error:
        return Reading(proposal, None, as_pasted(proposal), str(error))
    shown = as_shown(proposal, preview)
    return Reading(proposal, preview, shown, personal_number_error(shown), remarks(proposal, preview))


def as_shown(proposal: Proposal, preview: Preview) -> ShownTable:
    """The preview's columns in the order of the pasted ones."""
    columns = []
    refused = {}
    words = [field_word(each) for each in proposal.fields]
    for column, place in enumerate(proposal.places()):
        if place is None:
            columns.append(ShownColumn(heading_of(proposal, column), [], left_out=True))
            continue
        texts = [row[place] for row in preview.rows]
        amounts = proposal.target.kind == "budget" and place > 0
        word = words[place] if place < len(words) else preview.headings[place]
        columns.append(ShownColumn(word or heading_of(proposal, column), texts, amounts=amounts))
        for row, text in enumerate(texts):
            if find_personal_number(text) is not None:
                refused[row, column] = tr("Personnummer eller samordningsnummer")
    return ShownTable(columns, len(preview.rows), refused)


def as_pasted(proposal: Proposal) -> ShownTable:
    """The cells below the header as they came."""
    rows = proposal.cells[proposal.header_rows :]
    columns = [
        ShownColumn(heading_of(proposal, column), [row[column] for row in rows])
        for column in range(len(proposal.mapping))
    ]
    return ShownTable(columns, len(rows))


def personal_number_error(shown: ShownTable) -> str:
    """Why the table can't be pasted when it holds a personnummer, and where; empty when it holds none."""
    if not shown.refused:
        return ""
    row, column = min(shown.refused)
    return tr(
        "Rad {row}, {column}: här står ett personnummer eller samordningsnummer. Det får inte finnas i filen. "
        "Ta bort numret där tabellen kommer ifrån och kopiera den igen."
    ).format(row=row + 1, column=shown.columns[column].title)


def remarks(proposal: Proposal, preview: Preview) -> list[str]:
    """Columns that get nothing, and a title row that leads nowhere."""
    said = []
    filled = set(proposal.mapping)
    empty = [field_word(each) for each in proposal.fields if each.key not in filled and field_word(each)]
    if empty:
        said.append(tr("Får inget innehåll: {columns}.").format(columns=", ".join(empty)))
    if proposal.title and preview.title:
        said.append(tr("Tabellen får rubriken ”{title}”.").format(title=preview.title))
    elif proposal.title:
        said.append(tr("Titelraden ”{title}” klistras inte in.").format(title=proposal.title))
    if merged := len(proposal.merged()):
        said.append(
            tr("{what} behålls.").format(what=plural(merged, tr("sammanslagen ruta"), tr("sammanslagna rutor")))
        )
    return said


def choices(proposal: Proposal) -> list[tuple[str, str]]:
    """(key, word) of what a pasted column can become."""
    offered = [
        (each.key, field_word(each) or tr("Kolumn {n}").format(n=place))
        for place, each in enumerate(proposal.fields, start=1)
    ]
    if proposal.target.kind in ("budget", "table"):
        offered.append((NEW_COLUMN, tr("Ny kolumn")))
    return [*offered, (LEFT_OUT, tr("Klistra inte in"))]


def field_word(each: Field) -> str:
    """A field with the heading that stands over it: "Nuvärde totalt"."""
    return f"{each.group} {each.heading.lower()}" if each.group and each.heading else each.heading


def heading_of(proposal: Proposal, column: int) -> str:
    """What stands above a pasted column, else the first text in it within quotes; empty where there is neither."""
    header = " ".join(row[column] for row in proposal.cells[: proposal.header_rows] if row[column])
    if header:
        return header
    sample = next((row[column] for row in proposal.cells[proposal.header_rows :] if row[column]), "")
    short = " ".join(sample.split())[:_LONGEST_SAMPLE]
    return f"”{short}”" if short else ""


def has_empty_first(proposal: Proposal) -> bool:
    """Whether it matters what an empty first cell means."""
    body = proposal.cells[proposal.header_rows :]
    if proposal.target.kind == "table":
        column = next(iter(proposal.order()), None)
    else:
        keys = _FIRST_FIELDS.get(proposal.target.kind, ())
        column = next((proposal.mapping.index(key) for key in keys if key in proposal.mapping), None)
    return column is not None and any(not row[column] for row in body)


def has_steering(proposal: Proposal) -> bool:
    """Whether a pasted column holds steering documents."""
    return proposal.target.kind == "measures" and "steering" in proposal.mapping


def counted(proposal: Proposal, preview: Preview) -> str:
    """ "12 åtgärder": what the main button says that it pastes."""
    if proposal.target.kind == "budget":
        return plural(len(preview.rows), "rad", "rader")
    return preview.summary


def sentence(proposal: Proposal, preview: Preview) -> str:
    """What will happen, in a sentence."""
    if preview.fills:
        return tr("{what} tar platsen för raderna utan belopp.").format(what=counted(proposal, preview))
    if proposal.target.kind == "controls":
        where = tr("i sina kontrollområden")
    else:
        where = tr("sist i tabellen") if proposal.target.index is None else tr("vid den valda raden")
    return tr("{what} läggs till {where}.").format(what=counted(proposal, preview), where=where)
