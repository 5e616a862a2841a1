"""Reads a plan out of its JSON object: planning model, controls, money tables, and papers with their contents."""

from __future__ import annotations

from typing import Any, Final

from scn_desktop.errors import InputError
from scn_desktop.exchange.json_fields import fields_of, read_amount, text_problem
from scn_desktop.exchange.json_model import shipped
from scn_desktop.exchange.json_nodes import MISSING, Node, failed
from scn_desktop.exchange.json_rows import Row, RowMaker, placed
from scn_desktop.models.entities import (
    AssessmentArea,
    AssessmentCriterion,
    AssessmentStep,
    Attachment,
    Block,
    BlockColumn,
    BudgetAmount,
    BudgetCheck,
    BudgetCheckColumn,
    BudgetColumn,
    BudgetColumnTerm,
    BudgetRow,
    BudgetRowTerm,
    BudgetTable,
    BudgetText,
    ChecklistQuestion,
    CommentPhrase,
    Control,
    ControlArea,
    ControlExecution,
    ControlPeriod,
    ControlQuestion,
    ExecutionPoint,
    FollowUpPeriod,
    Indicator,
    IndicatorPart,
    IndicatorPlacement,
    IndicatorValue,
    Measure,
    MeasurePlacement,
    ModelColumn,
    Paper,
    Plan,
    PlanningModel,
    ResultLevel,
    Risk,
    RiskClass,
    RiskGoal,
    RiskLevel,
    RiskMeasure,
    Section,
    SectionKind,
    Signature,
    SpotCheckCategory,
    StandardText,
    StartingBlock,
    SteeringDocument,
    SteeringLink,
    TableCell,
    TableRow,
)
from scn_desktop.models.ordering import keys_for
from scn_desktop.models.planning_model_file import usual_results

DEEPEST: Final = 20
"""Levels of sections in each other."""


class PlanReader:
    """Reads one plan."""

    def __init__(self, rows: RowMaker) -> None:
        self._rows = rows
        self._plan = ""
        self._model_columns: dict[str, list[Row]] = {}
        self._risks: list[Row] = []

    def read(self, node: Node, committee: str) -> Row:
        """The plan's row; everything in it is read too. Raises ImportFailed."""
        if not node.has("year"):
            node.fail("fältet ”year” saknas")
        follows_year = not node.has("outlook_to")
        plan = self._rows.add(Plan, node, committee_id=committee)
        if follows_year:
            plan["outlook_to"] = plan["year"]
        self._plan = self._rows.scope = plan["id"]
        self._planning_model(node)
        for each in node.nodes("risks"):
            self._risk(each)
        for each, key in placed(node.nodes("controls")):
            self._control(each, key)
        for row, key in zip(self._risks, keys_for(len(self._risks)), strict=True):
            row["order_key"] = key
        for each in node.nodes("measures"):
            self._measure(each)
        for each in node.nodes("indicators"):
            self._indicator(each)
        for each, key in placed(node.nodes("budget_tables")):
            self._budget_table(each, key)
        for each, key in placed(node.nodes("budget_checks")):
            self._budget_check(each, key)
        for each, key in placed(node.nodes("assessment_areas", shorthand="title")):
            area = self._rows.add(AssessmentArea, each, plan_id=self._plan, order_key=key)["id"]
            self._rows.add_all(AssessmentCriterion, each.nodes("criteria", shorthand="text"), area_id=area)
            each.finish()
        for each, key in placed(node.nodes("papers")):
            paper = self._rows.add(Paper, each, plan_id=self._plan, order_key=key)
            attachments = each.nodes("attachments", shorthand="title")
            self._rows.add_all(Attachment, attachments, paper_id=paper["id"])
            self._rows.add_all(Signature, each.nodes("signatures", shorthand="name"), paper_id=paper["id"])
            self._sections(each, paper["id"], None, 1)
            each.finish()
        node.finish()
        self._rows.scope = ""
        return plan

    # Planning model, controls, money

    def _planning_model(self, plan: Node) -> None:
        given = plan.take("planning_model", MISSING)
        if given is MISSING:
            plan.fail("fältet ”planning_model” saknas: skriv namnet på en styrmodell, till exempel ”enkel”")
        place = plan.at("planning_model")
        node = Node(shipped(given, place) if isinstance(given, str) else given, place)
        rows = self._rows
        model = rows.add(PlanningModel, node, plan_id=self._plan)["id"]
        for each, key in placed(node.nodes("kinds")):
            self._kind(each, model, key)
        columns = rows.add_all(ModelColumn, node.nodes("columns"), model_id=model)
        self._model_columns = {
            kind: [row for row in columns if row["table"] == kind] for kind in ("measures", "indicators")
        }
        rows.add_all(ControlArea, node.nodes("areas", shorthand="title"), model_id=model)
        rows.add_all(RiskLevel, node.nodes("scale"), model_id=model)
        rows.add_all(RiskClass, node.nodes("classes"), model_id=model)
        for each, key in placed(node.nodes("categories", shorthand="title")):
            category = rows.add(SpotCheckCategory, each, model_id=model, order_key=key)["id"]
            rows.add_all(ChecklistQuestion, each.nodes("questions", shorthand="text"), category_id=category)
            each.finish()
        rows.add_all(StandardText, node.nodes("standard_texts"), model_id=model)
        rows.add_all(FollowUpPeriod, node.nodes("follow_up_periods"), model_id=model)
        rows.add_all(AssessmentStep, node.nodes("assessment_steps"), model_id=model)
        place = node.at("results")
        results = [Node(each, f"{place}[{number}]") for number, each in enumerate(usual_results())]
        if node.has("results"):  # before version 3 of the format every plan had the same
            results = node.nodes("results", shorthand="wording")
        rows.add_all(ResultLevel, results, model_id=model)
        rows.add_all(CommentPhrase, node.nodes("comment_phrases", shorthand="text"), model_id=model)
        node.finish()

    def _kind(self, node: Node, model: str, key: str) -> None:
        kind = self._rows.add(SectionKind, node, model_id=model, order_key=key)["id"]
        starts = node.nodes("starting_blocks", shorthand="kind")
        if node.has("new_blocks"):  # version 1 of the format: kinds of blocks, parted by spaces
            given, place = node.take("new_blocks"), node.at("new_blocks")
            self._check_text(given, place)
            starts = [Node({"kind": each}, place) for each in given.split()]
        self._rows.add_all(StartingBlock, starts, kind_id=kind)
        node.finish()

    def _risk(self, node: Node) -> Row:
        row = self._rows.add(Risk, node, plan_id=self._plan)
        self._risks.append(row)
        self._links(node, "goals", RiskGoal, "section_id", Section, risk_id=row["id"])
        self._links(node, "measures", RiskMeasure, "measure_id", Measure, risk_id=row["id"])
        node.finish()
        return row

    def _links(self, node: Node, name: str, link: type[Any], column: str, target: type[Any], **own: str) -> None:
        """A link of the row in ``own`` to each of those that a list names by id."""
        for number, (given, place) in enumerate(node.items(name)):
            row = self._rows.link(link, *own.values(), str(number), **own)
            self._refer(row, column, target, given, place)

    def _refer(self, row: Row, column: str, target: type[Any], given: Any, place: str) -> None:
        row[column], scope = None, self._plan
        self._rows.later(lambda: row.update({column: self._rows.resolve(target, given, place, scope)}))

    def _control(self, node: Node, key: str) -> None:
        row = self._rows.add(Control, node, plan_id=self._plan, order_key=key)
        given, place = node.take("risk", MISSING), node.at("risk")
        if given is MISSING:
            node.fail("fältet ”risk” saknas: skriv risken som ett objekt, eller id:t för en som redan finns")
        self._fill(row, "risk_id", Risk, given, place)
        self._links(node, "periods", ControlPeriod, "period_id", FollowUpPeriod, control_id=row["id"])
        self._rows.add_all(ControlQuestion, node.nodes("questions", shorthand="text"), control_id=row["id"])
        for each, place_key in placed(node.nodes("executions")):
            execution = self._rows.add(ControlExecution, each, control_id=row["id"], order_key=place_key)["id"]
            self._rows.add_all(ExecutionPoint, each.nodes("points", shorthand="text"), execution_id=execution)
            each.finish()
        node.finish()

    def _fill(self, row: Row, column: str, entity: type[Any], given: Any, place: str) -> None:
        """Give ``row`` the key of a risk, measure or indicator that stands here or is named by its id."""
        if isinstance(given, dict):
            reader = {Risk: self._risk, Measure: self._measure, Indicator: self._indicator}[entity]
            row[column] = reader(Node(given, place))["id"]
            return
        self._refer(row, column, entity, given, place)

    def _budget_table(self, node: Node, key: str) -> None:
        table = self._rows.add(BudgetTable, node, plan_id=self._plan, order_key=key)
        columns = []
        for each, place in placed(node.nodes("columns", shorthand="heading")):
            column = self._rows.add(BudgetColumn, each, table_id=table["id"], order_key=place)
            self._rows.add_all(BudgetColumnTerm, each.nodes("terms"), column_id=column["id"])
            each.finish()
            columns.append(column)
        for each, place in placed(node.nodes("rows")):
            row = self._rows.add(BudgetRow, each, table_id=table["id"], order_key=place)
            self._rows.add_all(BudgetRowTerm, each.nodes("terms"), row_id=row["id"])
            for column, value, where in under(each, "texts", columns):
                self._check_text(value, where)
                if value:
                    identity = (row["id"], column["id"])
                    self._rows.link(BudgetText, *identity, row_id=row["id"], column_id=column["id"], text=value)
            for column, value, where in under(each, "amounts", columns):
                try:
                    figure = read_amount(value, table["unit"])
                except InputError as error:
                    raise failed(where, str(error)[:1].lower() + str(error)[1:].rstrip(".")) from error
                if figure is not None:
                    self._rows.link(
                        BudgetAmount,
                        row["id"],
                        column["id"],
                        row_id=row["id"],
                        column_id=column["id"],
                        ore=figure.ore,
                        precision=figure.precision,
                    )
            each.finish()
        node.finish()

    def _budget_check(self, node: Node, key: str) -> None:
        check = self._rows.add(BudgetCheck, node, plan_id=self._plan, order_key=key)
        for number, (given, place) in enumerate(node.items("columns")):
            row = self._rows.link(BudgetCheckColumn, check["id"], str(number), check_id=check["id"], column_id=None)
            self._fill(row, "column_id", BudgetColumn, given, place)
        node.finish()

    # Papers

    def _sections(self, node: Node, paper: str, parent: str | None, depth: int) -> None:
        nodes = node.nodes("sections")
        if nodes and depth > DEEPEST:
            node.fail(f"avsnitten ligger i fler än {DEEPEST} nivåer", "sections")
        for each, key in placed(nodes):
            section = self._rows.add(Section, each, paper_id=paper, parent_id=parent, order_key=key)
            for block, place in placed(each.nodes("blocks")):
                self._block(block, section["id"], place)
            self._sections(each, paper, section["id"], depth + 1)
            each.finish()

    def _block(self, node: Node, section: str, key: str) -> None:
        inferred = "" if node.has("kind") else inferred_kind(node)
        block = self._rows.add(Block, node, section_id=section, order_key=key)
        block["kind"] = inferred or block["kind"]
        columns = self._block_columns(node, block)
        for each, place in placed(node.nodes("rows")):
            row = self._rows.add(TableRow, each, block_id=block["id"], order_key=place)
            for column, value, where in under(each, "cells", columns):
                self._cell(value, where, row["id"], column["id"])
            each.finish()
        self._placements(node, "measures", block["id"])
        self._placements(node, "indicators", block["id"])
        node.finish()

    def _cell(self, value: Any, place: str, row: str, column: str) -> None:
        """A cell from its text, or from an object where it spans others."""
        values = {"text": value, "column_span": 1, "row_span": 1}
        if isinstance(value, dict):
            node = Node(value, place)
            for field in fields_of(TableCell):
                if field.column in values:
                    values[field.column] = node.take(field.name, field.default)
                    problem = field.problem(values[field.column])
                    if problem:
                        node.fail(problem, field.name)
            node.finish()
        else:
            self._check_text(value, place)
        if value:
            self._rows.link(TableCell, row, column, row_id=row, column_id=column, **values)

    def _block_columns(self, node: Node, block: Row) -> list[Row]:
        """The block's own columns, or copies of the model's where it gives none."""
        if node.has("columns") or block["kind"] not in self._model_columns:
            nodes = node.nodes("columns", shorthand="heading")
            return self._rows.add_all(BlockColumn, nodes, block_id=block["id"])
        return [
            self._rows.link(
                BlockColumn,
                block["id"],
                column["id"],
                block_id=block["id"],
                **{name: column[name] for name in ("order_key", "key", "heading", "group", "width")},
            )
            for column in self._model_columns[block["kind"]]
        ]

    def _placements(self, node: Node, name: str, block: str) -> None:
        entity, placement, column = {
            "measures": (Measure, MeasurePlacement, "measure_id"),
            "indicators": (Indicator, IndicatorPlacement, "indicator_id"),
        }[name]
        items = list(node.items(name))
        for number, ((given, place), key) in enumerate(zip(items, keys_for(len(items)), strict=True)):
            own: dict[str, str] = {}
            if isinstance(given, dict) and "indicator" in given:
                node = Node(given, place)
                given, place = node.take("indicator"), node.at("indicator")
                own["group"] = node.take("group", "")
                self._check_text(own["group"], node.at("group"))
                node.finish()
            row = self._rows.link(placement, block, str(number), block_id=block, order_key=key, **own)
            self._fill(row, column, entity, given, place)

    def _measure(self, node: Node) -> Row:
        row = self._rows.add(Measure, node, plan_id=self._plan)
        items = list(node.items("steering_documents"))
        for number, ((given, place), key) in enumerate(zip(items, keys_for(len(items)), strict=True)):
            link = self._rows.link(SteeringLink, row["id"], str(number), measure_id=row["id"], order_key=key)
            self._refer_to_document(link, given, place)
        node.finish()
        return row

    def _refer_to_document(self, link: Row, given: Any, place: str) -> None:
        link["steering_document_id"] = None
        self._rows.later(
            lambda: link.update(steering_document_id=self._rows.resolve(SteeringDocument, given, place, ""))
        )

    def _indicator(self, node: Node) -> Row:
        row = self._rows.add(Indicator, node, plan_id=self._plan)
        parts = node.nodes("parts") if node.has("parts") else [Node({}, node.at("parts"))]
        for each, key in placed(parts):
            part = self._rows.add(IndicatorPart, each, indicator_id=row["id"], order_key=key)["id"]
            values = Node(each.take("values", {}), each.at("values"))
            for name, value in values.rest():
                self._check_text(name, values.place)
                self._check_text(value, values.at(name))
                if value:
                    self._rows.link(IndicatorValue, part, name, part_id=part, key=name, text=value)
            each.finish()
        node.finish()
        return row

    def _check_text(self, value: Any, place: str) -> None:
        problem = text_problem(value)
        if problem:
            raise failed(place, problem)


def under(node: Node, name: str, columns: list[Row]) -> list[tuple[Row, Any, str]]:
    """The values of a row's list, each with the column it stands under and its place. Raises ImportFailed."""
    items = list(node.items(name))
    if len(items) > len(columns):
        node.fail(f"raden har {len(items)} celler men tabellen {len(columns)} kolumner", name)
    return [(column, value, place) for column, (value, place) in zip(columns, items, strict=False)]


def inferred_kind(node: Node) -> str:
    """What a block without a kind must be, by what it holds; empty for running text."""
    for field, kind in (
        ("measures", "measures"),
        ("indicators", "indicators"),
        ("budget_table", "budget"),
        ("columns", "table"),
        ("rows", "table"),
    ):
        if node.has(field):
            return kind
    return ""
