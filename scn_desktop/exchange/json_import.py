"""Makes a document of JSON, written by the program or by hand. ``docs/file-format.md`` describes the format.

Everything is read and checked before a file is made.
"""

from __future__ import annotations

from pathlib import Path

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange.json_fields import FORMAT, VERSION
from scn_desktop.exchange.json_nodes import Node, failed, root_node
from scn_desktop.exchange.json_plan import PlanReader
from scn_desktop.exchange.json_rows import Row, RowMaker, placed
from scn_desktop.models.document.document import Document
from scn_desktop.models.entities import (
    Committee,
    Draw,
    DrawItem,
    DrawOmission,
    Meeting,
    Picture,
    SpotCheck,
    SpotCheckAnswer,
    SpotCheckCase,
    SpotCheckCategory,
    SpotCheckCorrection,
    SpotCheckQuestion,
    SteeringDocument,
    Subcommittee,
    Verifier,
)
from scn_desktop.models.spot_check import ANSWERS


def import_json(text: str, path: Path) -> Document:
    """Make a file of JSON text and open it; one that lies at ``path`` is replaced.

    Raises ImportFailed, which names the place, or WriteFailed; then nothing is written.
    """
    rows = read_rows(text)
    return Document.new(path, rows.insert_all)


def read_rows(text: str) -> RowMaker:
    """The rows that JSON text describes, checked. Raises ImportFailed."""
    root = root_node(text)
    if root.take("format") != FORMAT:
        raise ImportFailed(f"Filen är ingen plan i JSON-format: fältet ”format” ska vara ”{FORMAT}”.")
    version = root.take("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        root.fail(f"här ska stå {VERSION}", "version")
    if version > VERSION:
        raise ImportFailed("JSON-filen är skriven av en nyare version av programmet. Uppdatera programmet.")
    rows = RowMaker(text)
    CommitteeReader(rows).read(root.node("committee"))
    root.finish()
    rows.resolve_all()
    return rows


class CommitteeReader:
    """Reads the nämnd with its register, its utskott and its plans."""

    def __init__(self, rows: RowMaker) -> None:
        self._rows = rows
        self._plan_of_year: dict[str, str] = {}

    def read(self, node: Node) -> None:
        """Read everything."""
        committee = self._rows.add(Committee, node)["id"]
        register = node.nodes("steering_documents", shorthand="title")
        self._rows.add_all(SteeringDocument, register, committee_id=committee)
        self._rows.add_all(Picture, node.nodes("pictures"), committee_id=committee)
        for each, key in placed(node.nodes("subcommittees")):
            self._subcommittee(each, committee, key)
        for each in node.nodes("plans"):
            plan = PlanReader(self._rows).read(each, committee)
            self._plan_of_year.setdefault(str(plan["year"]), plan["id"])
        node.finish()

    def _subcommittee(self, node: Node, committee: str, key: str) -> None:
        subcommittee = self._rows.add(Subcommittee, node, committee_id=committee, order_key=key)["id"]
        self._rows.add_all(Verifier, node.nodes("verifiers", shorthand="name"), subcommittee_id=subcommittee)
        for each in node.nodes("meetings"):
            meeting = self._rows.add(Meeting, each, subcommittee_id=subcommittee)
            for draw in each.nodes("draws"):
                self._draw(draw, meeting)
            for record in each.nodes("spot_checks"):
                self._spot_check(record, meeting)
            each.finish()
        node.finish()

    def _draw(self, node: Node, meeting: Row) -> None:
        draw = self._rows.add(Draw, node, meeting_id=meeting["id"])["id"]
        self._rows.add_all(DrawItem, node.nodes("items", shorthand="reference"), draw_id=draw)
        self._rows.add_all(DrawOmission, node.nodes("omissions"), draw_id=draw)
        node.finish()

    def _spot_check(self, node: Node, meeting: Row) -> None:
        row = self._rows.add(SpotCheck, node, meeting_id=meeting["id"])
        self._category(row, node, str(meeting["held_on"])[:4])
        asked = node.nodes("questions", shorthand="text")
        questions = [each["id"] for each in self._rows.add_all(SpotCheckQuestion, asked, spot_check_id=row["id"])]
        for each, key in placed(node.nodes("cases")):
            case = self._rows.add(SpotCheckCase, each, spot_check_id=row["id"], order_key=key)
            self._answers(each, case["id"], questions)
            each.finish()
        self._rows.add_all(SpotCheckCorrection, node.nodes("corrections"), spot_check_id=row["id"])
        node.finish()

    def _category(self, row: Row, node: Node, year: str) -> None:
        """What is controlled, by id, or by the title it has in the plan of the meeting's year."""
        given, place = node.take("category"), node.at("category")
        if given is None:
            return

        def fill() -> None:
            scope = self._plan_of_year.get(year, "")
            row["category_id"] = self._rows.resolve(SpotCheckCategory, given, place, scope)
            if not row["category_title"] and not self._rows.knows(SpotCheckCategory, given):
                row["category_title"] = given

        self._rows.later(fill)

    def _answers(self, node: Node, case: str, questions: list[str]) -> None:
        answers = list(node.items("answers"))
        if len(answers) > len(questions):
            node.fail(f"det finns {len(answers)} svar men {len(questions)} frågor", "answers")
        for question, (answer, place) in zip(questions, answers, strict=False):
            if not isinstance(answer, str) or answer not in ANSWERS:
                raise failed(place, f"svaret ska vara någon av: {', '.join(each or '””' for each in ANSWERS)}")
            if answer:
                self._rows.link(SpotCheckAnswer, case, question, case_id=case, question_id=question, answer=answer)
