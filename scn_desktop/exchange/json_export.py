"""Writes a document's whole content as JSON: everything but the change log. ``docs/file-format.md`` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from scn_desktop.exchange.json_fields import FORMAT, VERSION, fields_of, written_amount
from scn_desktop.models import queries
from scn_desktop.models.base import Base
from scn_desktop.models.blocks import Block, IndicatorPlacement, TableCell
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.committee import Committee
from scn_desktop.models.control import Control, Risk
from scn_desktop.models.document.loading import load_plans, load_stickprov
from scn_desktop.models.draw import Draw
from scn_desktop.models.indicator import Indicator, IndicatorPart
from scn_desktop.models.measure import Measure
from scn_desktop.models.plan import Plan, Section
from scn_desktop.models.planning_model import AXES, TABLE_KINDS, PlanningModel, SectionKind
from scn_desktop.models.spot_check import SpotCheck, Subcommittee
from scn_desktop.swedish import sort_key

Made = dict[str, Any]


def export_json(session: Session) -> str:
    """The document as JSON text with a final newline. The same content gives the same text."""
    load_plans(session)
    load_stickprov(session)
    content = {"format": FORMAT, "version": VERSION, "committee": committee(queries.committee(session))}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def written(row: Base, **replaced: Any) -> Made:
    """A row's own fields; ``replaced`` gives what stands for a field instead of its value."""
    made: Made = {"id": row.id}
    for field in fields_of(type(row)):
        value = replaced.get(field.name, getattr(row, field.column))
        if field.is_written(value):
            made[field.name] = value
    return made


def all_written(rows: Iterable[Base]) -> list[Made]:
    """Rows that own no others."""
    return [written(row) for row in rows]


def with_lists(made: Made, **lists: list[Any]) -> Made:
    """The object with those of the lists that hold anything."""
    return made | {name: each for name, each in lists.items() if each}


def committee(row: Committee) -> Made:
    """The nämnd with all that its file holds."""
    register = sorted(row.steering_documents, key=lambda each: (sort_key(each.title), each.id))
    return with_lists(
        written(row),
        steering_documents=all_written(register),
        pictures=all_written(row.pictures),
        subcommittees=[subcommittee(each) for each in row.subcommittees],
        plans=[plan(each) for each in row.plans],
    )


def subcommittee(row: Subcommittee) -> Made:
    """An utskott with its justerare, meetings and stickprov."""
    return with_lists(
        written(row),
        verifiers=all_written(row.verifiers),
        meetings=[
            with_lists(
                written(meeting),
                draws=[draw(each) for each in meeting.draws],
                spot_checks=[spot_check(each) for each in meeting.spot_checks],
            )
            for meeting in row.meetings
        ],
    )


def draw(row: Draw) -> Made:
    """A draw with the list it was made from."""
    return with_lists(written(row), items=all_written(row.items), omissions=all_written(row.omissions))


def spot_check(row: SpotCheck) -> Made:
    """A stickprov; the answers of a case follow the order of the questions."""
    cases = []
    for case in row.cases:
        answers = [case.answer_to(question) for question in row.questions]
        cases.append(with_lists(written(case), answers=answers if any(answers) else []))
    return with_lists(
        written(row),
        questions=all_written(row.questions),
        cases=cases,
        corrections=all_written(row.corrections),
    )


def plan(row: Plan) -> Made:
    """A planning year."""
    return PlanWriter(row).written()


def planning_model(row: PlanningModel) -> Made:
    """The plan's own copy of its styrmodell; columns of one table, and steps of one axis, stand together."""
    columns = sorted(row.columns, key=lambda each: TABLE_KINDS.index(each.table))
    scale = sorted(row.scale, key=lambda each: AXES.index(each.axis))
    return with_lists(
        written(row),
        kinds=[with_lists(written(each), starting_blocks=all_written(each.starting_blocks)) for each in row.kinds],
        columns=all_written(columns),
        areas=all_written(row.areas),
        scale=all_written(scale),
        classes=all_written(row.classes),
        categories=[with_lists(written(each), questions=all_written(each.questions)) for each in row.categories],
        standard_texts=all_written(row.standard_texts),
        follow_up_periods=all_written(row.follow_up_periods),
        assessment_steps=all_written(row.assessment_steps),
        comment_phrases=all_written(row.comment_phrases),
    ) | {"results": all_written(row.results)}  # left out, they would be the usual ones


def risk(row: Risk) -> Made:
    """A risk with the keys of the goals it threatens and of the measures against it."""
    # The links are in no order of their own; written in one, the same file is always the same text.
    goals = sorted(each.section_id for each in row.goals)
    measures = sorted(each.measure_id for each in row.measures)
    return with_lists(written(row), goals=goals, measures=measures)


def control(row: Control) -> Made:
    """A control with what it asks and what it has shown."""
    executions = [with_lists(written(each), points=all_written(each.points)) for each in row.executions]
    return with_lists(
        written(row),
        periods=[each.id for each in sorted((each.period for each in row.periods), key=lambda one: one.order_key)],
        questions=all_written(row.questions),
        executions=executions,
    )


def budget_table(row: BudgetTable) -> Made:
    """A table of money; a row's amounts follow the order of the columns."""
    rows = []
    for line in row.rows:
        stored = [line.amount_of(column) for column in row.columns]
        amounts = [each and written_amount(each.ore, each.precision) for each in stored]
        texts = [line.text_of(column) for column in row.columns]
        lists: dict[str, list[Any]] = {"amounts": amounts if any(amounts) else [], "texts": texts if any(texts) else []}
        rows.append(with_lists(written(line), **lists, terms=all_written(line.terms)))
    columns = [with_lists(written(each), terms=all_written(each.terms)) for each in row.columns]
    return with_lists(written(row), columns=columns, rows=rows)


class PlanWriter:
    """Writes a plan: what stands in several places is written at the first and named by its id at the others."""

    def __init__(self, row: Plan) -> None:
        self._plan = row
        self._written: set[str] = set()
        self._value_order = [column.key for column in row.model.columns_of("indicators")]

    def written(self) -> Made:
        """The plan. What stands in a paper is written there; the lists of the plan itself hold the rest."""
        row = self._plan
        papers = [
            with_lists(
                written(paper),
                attachments=all_written(paper.attachments),
                signatures=all_written(paper.signatures),
                sections=[self._section(each) for each in paper.sections],
            )
            for paper in row.papers
        ]
        return with_lists(
            written(row) | {"planning_model": planning_model(row.model)},
            risks=[risk(each) for each in row.risks],
            controls=[control(each) for each in row.controls],
            measures=[self._measure(each) for each in row.measures if each.id not in self._written],
            indicators=[self._indicator(each) for each in row.indicators if each.id not in self._written],
            budget_tables=[budget_table(each) for each in row.budget_tables],
            budget_checks=[
                with_lists(written(each), columns=sorted(column.column_id for column in each.columns))
                for each in row.budget_checks
            ],
            assessment_areas=[
                with_lists(written(each), criteria=all_written(each.criteria)) for each in row.assessment_areas
            ],
            papers=papers,
        )

    def _is_new(self, row: Measure | Indicator) -> bool:
        """Whether the row is this plan's and has not been written yet; from now on it is."""
        new = row.plan_id == self._plan.id and row.id not in self._written
        self._written.add(row.id)
        return new

    def _section(self, row: Section) -> Made:
        return with_lists(
            written(row, kind=kind_name(self._plan.model, row.kind)),
            blocks=[self._block(each) for each in row.blocks],
            sections=[self._section(each) for each in row.sections],
        )

    def _block(self, row: Block) -> Made:
        made = written(row)
        # A block that may have columns says so also when it has none: left out, they would be the model's.
        if row.columns or row.kind in ("measures", "indicators", "table"):
            made["columns"] = all_written(row.columns)
        rows = []
        for line in row.rows:
            cells = [written_cell(line.cell_of(column)) for column in row.columns]
            rows.append(with_lists(written(line), cells=cells if any(cells) else []))
        measures = [each.measure for each in row.measure_placements]
        return with_lists(
            made,
            rows=rows,
            measures=[self._measure(each) if self._is_new(each) else each.id for each in measures],
            indicators=[self._placed(each) for each in row.indicator_placements],
        )

    def _measure(self, row: Measure) -> Made:
        return with_lists(written(row), steering_documents=[link.steering_document_id for link in row.steering_links])

    def _placed(self, row: IndicatorPlacement) -> Made | str:
        """An indicator, or its id; with the group it stands in, where it does."""
        indicator = self._indicator(row.indicator) if self._is_new(row.indicator) else row.indicator_id
        return {"group": row.group, "indicator": indicator} if row.group else indicator

    def _indicator(self, row: Indicator) -> Made:
        return written(row) | {"parts": [self._part(each) for each in row.parts]}

    def _part(self, row: IndicatorPart) -> Made:
        """A line of an indicator; its values stand in the order of the model's columns."""
        texts = {value.key: value.text for value in row.values if value.text}
        keys = [*self._value_order, *sorted(texts)]
        values = {key: texts[key] for key in dict.fromkeys(keys) if key in texts}
        return written(row) | ({"values": values} if values else {})


def written_cell(cell: TableCell | None) -> Made | str:
    """A cell's text; an object where the cell spans others."""
    if cell is None or (cell.column_span == 1 and cell.row_span == 1):
        return cell.text if cell is not None else ""
    made = written(cell)
    del made["id"]
    return {name: value for name, value in made.items() if name != "column"}


def kind_name(model: PlanningModel, kind: SectionKind) -> str:
    """The key of a section's kind; its id where another kind has the same key."""
    return kind.key if sum(each.key == kind.key for each in model.kinds) == 1 else kind.id
