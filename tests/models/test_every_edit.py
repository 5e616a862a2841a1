"""Every user action can be undone and redone: all rows outside the change log are as before, and as after."""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.document.document import Document
from scn_desktop.models.document.loading import load_plans
from scn_desktop.models.edits import (
    assessments,
    blocks,
    committee,
    indicators,
    measures,
    merged_cells,
    papers,
    pictures,
    plans,
    replacing,
    sections,
    tables,
)
from scn_desktop.models.edits.indicators import NewIndicator, NewPart
from scn_desktop.models.edits.measures import NewMeasure
from scn_desktop.models.find_replace import Wanted
from scn_desktop.models.measure import Measure
from scn_desktop.models.pictures import ReadyPicture
from scn_desktop.models.plan import Paper, Plan, Section
from tests.rows import all_rows, entity_rows, fresh_tree, tree

INNER: dict[ModuleType, set[str]] = {
    sections: set(),
    blocks: {"delete_placed"},
    measures: {"link", "in_register"},
    indicators: {"add_parts"},
    tables: {"append_rows"},
    merged_cells: {"spans_kept", "_hand_over"},
    pictures: {"_add", "remove_unused"},
    replacing: set(),
    plans: {"create_committee", "create_plan"},
    papers: set(),
    assessments: set(),
    committee: set(),
}
"""Functions with a session that are parts of actions, and those that only a new file runs."""


PICTURE = ReadyPicture("image/png", b"\x89PNG en ruta", 4, 3)
OTHER_PICTURE = ReadyPicture("image/jpeg", b"\xff\xd8 en annan", 3, 4)


class Filled:
    """A document with one of everything, and the keys of it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        document.do("Fyll", self._fill)
        load_plans(document.session)  # what has been read must be kept in step

    @property
    def plan(self) -> Plan:
        return queries.plans(self.document.session)[0]

    @property
    def paper(self) -> Paper:
        return self.plan.papers[0]

    def _fill(self, session: Session) -> None:
        paper = self.paper.id
        self.goal = sections.add(session, paper, None, 5, "goal", "Trygga barn")
        self.other_goal = sections.add(session, paper, None, 6, "goal", "Egen försörjning")
        self.assignment = sections.add(session, paper, self.goal, 0, "assignment", "Tidigt stöd")
        self.measures = blocks.add(session, self.goal, 1, "measures", title="Åtgärder")
        self.indicators = blocks.add(session, self.goal, 2, "indicators")
        self.table = blocks.add(session, self.goal, 3, "table")
        self.standard_text = self.plan.model.standard_texts[0].id
        self.budget_tables = [table.id for table in self.plan.budget_tables]
        self.budget = blocks.add(session, self.goal, 4, "budget", budget_table_id=self.budget_tables[0])
        new = [NewMeasure("Öppna mottagning", "Fler söker hjälp", ["Program för barn"]), NewMeasure("Utbilda")]
        self.placements = measures.append(session, self.measures, new)
        parts = [NewPart("a", "barn", {"total": "46"}), NewPart("b", "unga", {"total": "83"})]
        self.indicator_placements = indicators.append(
            session, self.indicators, [NewIndicator("Anmälningar", parts), NewIndicator("Väntetid")]
        )
        block = queries.get(session, Block, self.table)
        self.rows = tables.append_rows(session, block, [["Mål", "Fullmäktiges"], ["Uppdrag", "Till nämnden"]])
        session.expire(block, ["rows"])
        self.columns = [column.id for column in block.columns]
        links = queries.get(session, Block, self.measures).measure_placements
        self.image = pictures.insert(session, self.goal, 5, PICTURE, alternative="En ruta")
        self.measure = links[0].measure_id
        self.steering = links[0].measure.steering_links[0].steering_document_id
        loose = Measure(plan_id=self.plan.id, text="Från en annan fil")
        session.add(loose)
        session.flush()
        self.loose = loose.id
        placed = queries.get(session, Block, self.indicators).indicator_placements
        self.indicator = placed[0].indicator_id
        self.parts = [part.id for part in placed[0].indicator.parts]
        self.memo = papers.add(session, self.plan.id, "cover_memo")
        self.attachments = [
            papers.add_attachment(session, self.memo, title="Synpunkter"),
            papers.add_attachment(session, self.memo, attached_paper_id=paper),
        ]
        self.signatures = [papers.add_signature(session, self.memo, name=name) for name in ("Ada Ek", "Bo Alm")]
        self.area = assessments.add_area(session, self.plan.id, "Kontrollmiljö", 0)
        committee.set_emblem(session, ReadyPicture("image/png", b"vapen", 1, 1))
        self.criteria = [assessments.add_criterion(session, self.area, text) for text in ("Ansvaret", "Stödet")]

    def merged(self, session: Session) -> tuple[str, str]:
        """The first cell of the free table, taking the one to the right too."""
        merged_cells.merge_cells(session, self.table, self.rows[:1], self.columns)
        session.flush()
        return self.rows[0], self.columns[1]

    def both_connected(self, session: Session) -> str:
        """A second document that the measure is connected to as well; its key."""
        measures.set_steering(session, self.measure, ["Program för barn", "Plan för unga"])
        session.expire_all()
        return measures.add_steering_document(session, "Plan för unga")


Action = Callable[[Session, Filled], Any]

ACTIONS: dict[Callable[..., Any], list[Action]] = {
    sections.add: [
        lambda s, f: sections.add(s, f.paper.id, f.goal, 0, "committee_goal", "Nytt"),
        lambda s, f: sections.add(s, f.paper.id, None, 0, "chapter", "Först"),
    ],
    sections.set_field: [
        lambda s, f: sections.set_field(s, f.goal, "title", "Annan rubrik"),
        lambda s, f: sections.set_field(s, f.goal, "number", "7"),
    ],
    sections.set_orientation: [lambda s, f: sections.set_orientation(s, f.goal, "landscape")],
    sections.move: [
        lambda s, f: sections.move(s, f.assignment, f.other_goal, 0),
        lambda s, f: sections.move(s, f.other_goal, None, 0),
    ],
    sections.delete: [lambda s, f: sections.delete(s, f.goal), lambda s, f: sections.delete(s, f.assignment)],
    blocks.add: [
        lambda s, f: blocks.add(s, f.goal, 0, "measures"),
        lambda s, f: blocks.add(s, f.goal, 9, "page_break"),
    ],
    blocks.add_standard_text: [lambda s, f: blocks.add_standard_text(s, f.goal, 1, f.standard_text)],
    blocks.set_field: [lambda s, f: blocks.set_field(s, f.measures, "note", "Källa: egen uppföljning.")],
    blocks.set_shape: [lambda s, f: blocks.set_shape(s, f.measures, "bullets")],
    blocks.set_control_kind: [lambda s, f: blocks.set_control_kind(s, f.table, "measure")],
    blocks.set_budget_table: [lambda s, f: blocks.set_budget_table(s, f.budget, f.budget_tables[1])],
    blocks.move: [
        lambda s, f: blocks.move(s, f.table, 0),
        lambda s, f: blocks.move(s, f.measures, 0, f.assignment),
    ],
    blocks.delete: [
        lambda s, f: blocks.delete(s, f.measures),
        lambda s, f: blocks.delete(s, f.indicators),
        lambda s, f: blocks.delete(s, f.table),
        lambda s, f: blocks.delete(s, f.budget),
        lambda s, f: blocks.delete(s, f.image),
    ],
    measures.add: [lambda s, f: measures.add(s, f.measures, 1, "Ny")],
    measures.append: [lambda s, f: measures.append(s, f.measures, [NewMeasure("A", "B", ["Helt ny plan"])])],
    measures.place: [
        lambda s, f: measures.place(s, blocks.add(s, f.assignment, 0, "measures"), f.measure),
        lambda s, f: measures.place(s, blocks.add(s, f.other_goal, 0, "measures"), f.measure, 0),
    ],
    measures.set_field: [
        lambda s, f: measures.set_field(s, f.measure, "period", "2026–2028"),
        lambda s, f: measures.set_field(s, f.measure, "description", "Två kvällar i veckan."),
    ],
    measures.set_steering: [
        lambda s, f: measures.set_steering(s, f.measure, ["Ny policy", "Program för barn"]),
        lambda s, f: measures.set_steering(s, f.measure, []),
    ],
    measures.move: [
        lambda s, f: measures.move(s, f.placements[1], 0),
        lambda s, f: measures.move(s, f.placements[0], 0, blocks.add(s, f.assignment, 0, "measures")),
    ],
    measures.delete: [lambda s, f: measures.delete(s, f.placements)],
    measures.delete_loose: [lambda s, f: measures.delete_loose(s, [f.loose, f.measure])],
    measures.add_steering_document: [lambda s, f: measures.add_steering_document(s, "Policy för inköp")],
    measures.set_steering_field: [lambda s, f: measures.set_steering_field(s, f.steering, "valid_from", 2026)],
    measures.merge_steering_document: [
        lambda s, f: measures.merge_steering_document(s, f.steering, measures.add_steering_document(s, "Barnprogram")),
        lambda s, f: measures.merge_steering_document(s, f.both_connected(s), f.steering),
    ],
    measures.delete_steering_document: [lambda s, f: measures.delete_steering_document(s, f.steering)],
    indicators.add: [lambda s, f: indicators.add(s, f.indicators, 0, "Ny")],
    indicators.append: [lambda s, f: indicators.append(s, f.indicators, [NewIndicator("Vårddygn")])],
    indicators.set_field: [lambda s, f: indicators.set_field(s, f.indicator, "kolada_id", "U33461")],
    indicators.set_decimals: [lambda s, f: indicators.set_decimals(s, f.indicator, 1)],
    indicators.set_group: [lambda s, f: indicators.set_group(s, f.indicator_placements, "Barn och unga")],
    indicators.move_year: [lambda s, f: indicators.move_year(s, f.parts[0], "total", "2019")],
    indicators.set_value: [
        lambda s, f: indicators.set_value(s, f.parts[0], "total", "47"),
        lambda s, f: indicators.set_value(s, f.parts[1], "trend", "Ökar"),
    ],
    indicators.set_part_label: [lambda s, f: indicators.set_part_label(s, f.parts[0], "barn 0–12 år")],
    indicators.add_part: [lambda s, f: indicators.add_part(s, f.indicator, 0, "foster")],
    indicators.delete_part: [lambda s, f: indicators.delete_part(s, f.parts[0])],
    indicators.move: [lambda s, f: indicators.move(s, f.indicator_placements[1], 0)],
    indicators.delete: [lambda s, f: indicators.delete(s, f.indicator_placements)],
    tables.add_row: [lambda s, f: tables.add_row(s, f.table, 0)],
    tables.delete_rows: [lambda s, f: tables.delete_rows(s, f.rows)],
    tables.move_row: [lambda s, f: tables.move_row(s, f.rows[1], 0)],
    tables.set_row_kind: [lambda s, f: tables.set_row_kind(s, f.rows[0], "heading")],
    tables.set_cell: [
        lambda s, f: tables.set_cell(s, f.rows[0], f.columns[0], "Nytt"),
        lambda s, f: tables.set_cell(s, tables.add_row(s, f.table), f.columns[1], "I en ny rad"),
    ],
    tables.add_column: [
        lambda s, f: tables.add_column(s, f.table, "Mitten", 1),
        lambda s, f: tables.add_column(s, f.indicators, "Utfall 2025", key="2025", group="Utfall"),
    ],
    tables.set_column_group: [lambda s, f: tables.set_column_group(s, f.columns[0], "Ord")],
    tables.delete_column: [lambda s, f: tables.delete_column(s, f.columns[0])],
    tables.move_column: [lambda s, f: tables.move_column(s, f.columns[1], 0)],
    merged_cells.merge_cells: [
        lambda s, f: merged_cells.merge_cells(s, f.table, f.rows, f.columns),
        lambda s, f: merged_cells.merge_cells(s, f.table, f.rows[:1], f.columns),
    ],
    merged_cells.split_cell: [lambda s, f: merged_cells.split_cell(s, *f.merged(s))],
    pictures.insert: [lambda s, f: pictures.insert(s, f.assignment, 0, PICTURE, title="Karta")],
    pictures.replace: [lambda s, f: pictures.replace(s, f.image, OTHER_PICTURE)],
    pictures.set_alternative: [lambda s, f: pictures.set_alternative(s, f.image, "En röd ruta")],
    pictures.set_width: [lambda s, f: pictures.set_width(s, f.image, 80)],
    replacing.replace: [
        lambda s, f: replacing.replace(s, f.paper.id, Wanted("mål"), "inriktning"),
        lambda s, f: replacing.replace(s, f.paper.id, Wanted("trygga", whole=True), "Säkra"),
    ],
    tables.set_heading: [lambda s, f: tables.set_heading(s, f.columns[0], "Begrepp")],
    plans.add_year: [lambda s, f: plans.add_year(s, f.plan.id, f.plan.year + 1)],
    plans.set_paper_field: [lambda s, f: plans.set_paper_field(s, f.paper.id, "dated", "2026-11-20")],
    plans.set_paper_status: [
        lambda s, f: plans.set_paper_status(s, f.paper.id, "proposed", None, ""),
        lambda s, f: plans.set_paper_status(s, f.paper.id, "decided", "2026-12-09", "§ 112"),
    ],
    papers.add: [
        lambda s, f: papers.add(s, f.plan.id, "cover_memo"),
        lambda s, f: papers.add(s, f.plan.id, "operational_plan"),
        lambda s, f: papers.add(s, f.plan.id, "internal_control_plan"),
    ],
    papers.delete: [lambda s, f: papers.delete(s, f.paper.id), lambda s, f: papers.delete(s, f.memo)],
    papers.add_attachment: [lambda s, f: papers.add_attachment(s, f.memo, title="Tabellbilaga", index=0)],
    papers.set_attachment_field: [
        lambda s, f: papers.set_attachment_field(s, f.attachments[0], "registry_number", "SN-2026-1"),
        lambda s, f: papers.set_attachment_field(s, f.attachments[1], "title", "En egen titel"),
    ],
    papers.attach_paper: [lambda s, f: papers.attach_paper(s, f.attachments[0], f.paper.id)],
    papers.move_attachment: [lambda s, f: papers.move_attachment(s, f.attachments[1], 0)],
    papers.delete_attachments: [lambda s, f: papers.delete_attachments(s, f.attachments)],
    papers.add_signature: [lambda s, f: papers.add_signature(s, f.memo, name="Cia Berg", title="enhetschef", index=0)],
    papers.set_signature_field: [lambda s, f: papers.set_signature_field(s, f.signatures[0], "title", "direktör")],
    papers.move_signature: [lambda s, f: papers.move_signature(s, f.signatures[1], 0)],
    papers.delete_signatures: [lambda s, f: papers.delete_signatures(s, f.signatures)],
    assessments.start: [lambda s, f: assessments.start(s, f.plan.id)],
    assessments.start_from: [lambda s, f: assessments.start_from(s, f.plan.id, f.plan.id)],
    assessments.add_area: [lambda s, f: assessments.add_area(s, f.plan.id, "Riskhantering")],
    assessments.set_area_field: [lambda s, f: assessments.set_area_field(s, f.area, "comment", "Ansvaret är känt.")],
    assessments.move_area: [lambda s, f: assessments.move_area(s, f.area, 3)],
    assessments.delete_area: [lambda s, f: assessments.delete_area(s, f.area)],
    assessments.add_criterion: [lambda s, f: assessments.add_criterion(s, f.area, "Frågorna", 0)],
    assessments.set_criterion_text: [lambda s, f: assessments.set_criterion_text(s, f.criteria[0], "Ansvaret är känt")],
    assessments.set_grade: [lambda s, f: assessments.set_grade(s, f.criteria[0], 4)],
    assessments.move_criterion: [lambda s, f: assessments.move_criterion(s, f.criteria[1], 0)],
    assessments.delete_criteria: [lambda s, f: assessments.delete_criteria(s, f.criteria)],
    committee.set_accent: [lambda s, f: committee.set_accent(s, "#7a1f2b")],
    committee.set_emblem: [
        lambda s, f: committee.set_emblem(s, ReadyPicture("image/jpeg", b"nytt vapen", 1, 1)),
    ],
    committee.remove_emblem: [lambda s, f: committee.remove_emblem(s)],
    plans.set_committee_field: [lambda s, f: plans.set_committee_field(s, "administration", "Socialförvaltningen")],
}

CASES = [
    pytest.param(action, id=f"{edit.__module__.rpartition('.')[2]}.{edit.__name__}-{number}")
    for edit, actions in ACTIONS.items()
    for number, action in enumerate(actions)
]


@pytest.mark.parametrize("action", CASES)
def test_an_action_can_be_undone_and_redone(document: Document, action: Action) -> None:
    filled = Filled(document)
    before = all_rows(document)
    document.do("Handling", lambda session: action(session, filled))
    after = all_rows(document)
    assert after != before
    assert entity_rows(document) == after
    assert tree(document.session) == fresh_tree(document)
    document.undo()
    assert all_rows(document) == before
    assert entity_rows(document) == before
    assert tree(document.session) == fresh_tree(document)
    document.redo()
    assert all_rows(document) == after
    assert entity_rows(document) == after
    assert tree(document.session) == fresh_tree(document)


def test_no_action_is_left_out() -> None:
    for module, inner in INNER.items():
        takes_session = {
            name
            for name, function in inspect.getmembers(module, inspect.isfunction)
            if function.__module__ == module.__name__ and "session" in inspect.signature(function).parameters
        }
        tried = {edit.__name__ for edit in ACTIONS if edit.__module__ == module.__name__}
        assert tried == takes_session - inner


def test_order_is_kept_where_copies_gave_neighbours_the_same_key(document: Document) -> None:
    filled = Filled(document)
    same = queries.get(document.session, Section, filled.goal).order_key

    def collide(session: Session) -> None:
        queries.get(session, Section, filled.other_goal).order_key = same

    document.do("Som efter en sammanslagning", collide)
    titles = [section.title for section in filled.paper.sections]
    place = 1 + min(titles.index("Trygga barn"), titles.index("Egen försörjning"))
    document.do("Nytt mål", lambda s: sections.add(s, filled.paper.id, None, place, "goal", "Mitt emellan"))
    now = [section.title for section in filled.paper.sections]
    assert now == [*titles[:place], "Mitt emellan", *titles[place:]]
