"""What a search can find in a year's plan: each place once, in reading order, with the words that stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, cast

from scn_desktop.models import numbering
from scn_desktop.models.running_text import plain_words
from scn_desktop.models.search_rows import PlanRows
from scn_desktop.models.search_text import composed, folded

if TYPE_CHECKING:
    from scn_desktop.models.plan import Section

Part = Literal["plan", "budget", "control"]
Trail = tuple[str, ...]

CONTROL: Final = "Intern kontroll"
BUDGET: Final = "Budget"
REGISTER: Final = "Styrdokument"
BLOCK_NAMES: Final = {
    "indicators": "Indikatorer",
    "table": "Tabell",
    "image": "Bild",
    "attachments": "Bilagor",
    "signatures": "Underskrifter",
    "self_assessment": "Självskattning",
}


class Target(NamedTuple):
    """A row of the file and where it is shown: the part of the program, and the year (None: in every year)."""

    part: Part
    year: int | None
    table: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: what it is called, the other words there, and the way to it from the year on.

    ``is_named``: the title is its own. Else it is its section's, which is found by itself, and only shown.
    """

    title: str
    text: str
    trail: Trail
    target: Target
    is_named: bool = True
    folded_title: str = field(init=False)
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded_title", folded(self.title) if self.is_named else "")
        object.__setattr__(self, "folded", f"{self.folded_title}\n{folded(self.text)}")


@dataclass(eq=False, slots=True)
class Node:
    """A section as ``numbering`` reads one."""

    id: str
    title: str
    number: str | None
    kind: Any
    sections: list[Node]


def words(text: str) -> str:
    """A cell's words without its footnote marks and references."""
    return composed(plain_words(text, in_cell=True) if "[" in text else text)


def joined(*texts: str) -> str:
    """The texts that hold anything, one a line."""
    return "\n".join(words(text) for text in texts if text)


def register_entries(register: Sequence[Any]) -> Iterator[Entry]:
    """The steering documents."""
    for row in register:
        target = Target("plan", None, "steering_document", row.id)
        yield Entry(words(row.title), joined(row.decided_by, row.group), (REGISTER,), target)


class PlanEntries:
    """Walks one year's plan; ``titles`` are those of the steering documents, by key."""

    def __init__(self, rows: PlanRows, year: int, titles: dict[str, str]) -> None:
        self._rows = rows
        self._year = year
        self._titles = titles
        self._measures = next((each.measure_plural for each in rows.of("planning_model", rows.plan_id)), "")

    def all(self) -> Iterator[Entry]:
        """Every place of the plan: its papers, measures that stand in none of them, its budget, its controls."""
        for paper in self._rows.of("paper", self._rows.plan_id):
            yield from self._paper(paper)
        placed = {each.measure_id for each in self._rows.all("measure_placement")}
        trail = (str(self._year), f"Alla {self._measures.lower()}")
        for row in self._rows.of("measure", self._rows.plan_id):
            if row.id not in placed:
                yield self._measure(row, trail, self._target("plan", "measure", row))
        for table in self._rows.of("budget_table", self._rows.plan_id):
            yield from self._budget_table(table)
        yield from self._budget_checks()
        controls = self._rows.of("control", self._rows.plan_id)
        for control in controls:
            yield self._control(control)
        met = {control.risk_id for control in controls}
        for risk in self._rows.of("risk", self._rows.plan_id):
            if risk.id not in met:
                yield self._risk(risk)

    def _target(self, part: Part, table: str, row: Any) -> Target:
        return Target(part, self._year, table, row.id)

    # Papers ----------------------------------------------------------------------------------------------------------
    def _paper(self, paper: Any) -> Iterator[Entry]:
        trail = (str(self._year), words(paper.title))
        facts = joined(
            *(paper.subtitle, paper.registry_number, paper.officers, paper.replaces, paper.recipient),
            *(paper.document_kind, paper.decided_by, paper.document_owner),
        )
        yield Entry(trail[1], facts, trail[:1], self._target("plan", "paper", paper))
        top = self._tree(self._rows.of("section", paper.id))
        labels: dict[str, numbering.Label] = {}
        # The nodes have all that the numbering asks of a section.
        numbering.number_under(cast("list[Section]", top), "", defaultdict(int), labels)
        yield from self._sections(top, trail, labels, paper.id)

    def _tree(self, sections: Sequence[Any]) -> list[Node]:
        nodes = {
            row.id: Node(row.id, row.title, row.number, self._rows.get("section_kind", row.kind_id), [])
            for row in sections
        }
        for row in sections:
            if row.parent_id in nodes:
                nodes[row.parent_id].sections.append(nodes[row.id])
        return [nodes[row.id] for row in sections if row.parent_id is None]

    def _sections(
        self, nodes: Sequence[Node], above: Trail, labels: dict[str, numbering.Label], paper_id: str
    ) -> Iterator[Entry]:
        for node in nodes:
            row = self._rows.get("section", node.id)
            heading = words(labels[node.id].heading)
            yield Entry(heading, joined(row.partners), above, self._target("plan", "section", row))
            trail = (*above, words(labels[node.id].text or node.title))
            for block in self._rows.of("block", node.id):
                yield from self._block(block, heading, trail, paper_id)
            yield from self._sections(node.sections, trail, labels, paper_id)

    def _block(self, block: Any, heading: str, trail: Trail, paper_id: str) -> Iterator[Entry]:
        title = words(block.title) or (self._measures if block.kind == "measures" else BLOCK_NAMES.get(block.kind, ""))
        below = (*trail, title) if title else trail
        has_headings = block.kind in ("table", "indicators")
        headings = [f"{each.group} {each.heading}".strip() for each in self._rows.of("block_column", block.id)]
        text = "\n".join(
            each
            for each in (
                composed(plain_words(block.text)),
                joined(block.note, block.alternative, *(headings if has_headings else ())),
            )
            if each
        )
        if text or block.title:
            target = self._target("plan", "block", block)
            yield Entry(words(block.title) or heading, text, below, target, is_named=bool(block.title))
        for placement in self._rows.of("measure_placement", block.id):
            row = self._rows.get("measure", placement.measure_id)
            if row is not None:
                yield self._measure(row, below, self._target("plan", "measure_placement", placement))
        for placement in self._rows.of("indicator_placement", block.id):
            yield from self._indicator(placement, below)
        for row in self._rows.of("table_row", block.id):
            yield from self._table_row(row, block, below)
        if block.kind in ("attachments", "signatures", "self_assessment"):
            yield from self._of_paper(block, below, paper_id)

    def _measure(self, row: Any, trail: Trail, target: Target) -> Entry:
        links = self._rows.of("steering_link", row.id)
        documents = [self._titles.get(link.steering_document_id, "") for link in links]
        text = joined(row.description, row.effect, row.period, row.partners, row.responsible, *documents)
        return Entry(words(row.text), text, trail, target)

    def _indicator(self, placement: Any, trail: Trail) -> Iterator[Entry]:
        row = self._rows.get("indicator", placement.indicator_id)
        if row is None:
            return
        parts = [
            " ".join(filter(None, (f"{part.letter}) {part.label}" if part.letter else part.label, *values)))
            for part in self._rows.of("indicator_part", row.id)
            for values in [[value.text for value in self._rows.of("indicator_value", part.id)]]
        ]
        text = joined(*parts, row.unit, row.source, row.kolada_id, row.note, placement.group)
        yield Entry(words(row.name), text, trail, self._target("plan", "indicator_placement", placement))

    def _table_row(self, row: Any, block: Any, trail: Trail) -> Iterator[Entry]:
        by_column = {cell.column_id: cell.text for cell in self._rows.of("table_cell", row.id)}
        texts = [by_column.get(column.id, "") for column in self._rows.of("block_column", block.id)]
        filled = [text for text in texts if text]
        if filled:
            yield Entry(words(filled[0]), joined(*filled[1:]), trail, self._target("plan", "table_row", row))

    def _of_paper(self, block: Any, trail: Trail, paper_id: str) -> Iterator[Entry]:
        """What a block shows that belongs to its paper or its year."""
        target = self._target("plan", "block", block)
        if block.kind == "attachments":
            for row in self._rows.of("attachment", paper_id):
                yield Entry(words(row.title), joined(row.registry_number), trail, target)
        elif block.kind == "signatures":
            for row in self._rows.of("signature", paper_id):
                yield Entry(words(row.name), joined(row.title), trail, target)
        else:
            for area in self._rows.of("assessment_area", self._rows.plan_id):
                criteria = [each.text for each in self._rows.of("assessment_criterion", area.id)]
                yield Entry(words(area.title), joined(area.comment, *criteria), trail, target)

    # Budget and internal control -------------------------------------------------------------------------------------
    def _budget_table(self, table: Any) -> Iterator[Entry]:
        trail = (str(self._year), BUDGET, words(table.title))
        headings = [column.heading for column in self._rows.of("budget_column", table.id)]
        text = joined(table.note, *headings)
        yield Entry(trail[2], text, trail[:2], self._target("budget", "budget_table", table))
        for row in self._rows.of("budget_row", table.id):
            texts = [each.text for each in self._rows.of("budget_text", row.id)]
            text = joined(row.code, row.footnote, row.note, *texts)
            yield Entry(words(row.label), text, trail, self._target("budget", "budget_row", row))

    def _budget_checks(self) -> Iterator[Entry]:
        for check in self._rows.of("budget_check", self._rows.plan_id):
            sides = (self._rows.get("budget_row", key) for key in (check.left_row_id, check.right_row_id))
            row = next(filter(None, sides), None)
            if row is not None:
                table = self._rows.get("budget_table", row.table_id)
                trail = (str(self._year), BUDGET, words(table.title))
                yield Entry(words(check.name), joined(check.reason), trail, self._target("budget", "budget_row", row))

    def _control(self, row: Any) -> Entry:
        area, risk = self._rows.get("control_area", row.area_id), self._rows.get("risk", row.risk_id)
        trail = (str(self._year), CONTROL, *((words(area.title),) if area is not None else ()))
        own = (row.method, row.minimum_sample, row.frequency, row.reporting, row.responsible)
        asked = [each.text for each in self._rows.of("control_question", row.id)]
        text = joined(*self._risk_texts(risk), *own, *asked, *self._shown_by(row))
        return Entry(words(row.activity), text, trail, self._target("control", "control", row))

    def _shown_by(self, control: Any) -> Iterator[str]:
        """What the executions of a control say."""
        for each in self._rows.of("control_execution", control.id):
            yield from (each.carried_out_by, each.drawn, each.comment)
            yield from (each.action, each.action_responsible, each.action_follow_up)
            yield from (point.text for point in self._rows.of("execution_point", each.id))

    def _risk(self, row: Any) -> Entry:
        """A risk that no control meets."""
        area = self._rows.get("control_area", row.area_id)
        trail = (str(self._year), CONTROL, *((words(area.title),) if area is not None else ()))
        _, *rest = self._risk_texts(row)
        return Entry(words(row.description), joined(*rest), trail, self._target("control", "risk", row))

    def _risk_texts(self, row: Any) -> tuple[str, ...]:
        if row is None:
            return ()
        return (
            *(row.description, row.process, row.routine, row.cause),
            *(row.effect, row.responsible, row.treatment_text),
        )
