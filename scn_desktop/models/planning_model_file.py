"""Reads planning models (styrmodeller) from TOML and creates plans by them.

The structs below are the format; ``docs/file-format.md`` describes it for whoever writes a new one. Texts may hold
{year}, {next_year}, {last_year}, {outlook_to}, {committee} and {municipality}, and years counted from one of them:
{year-2}.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from scn_desktop.errors import ImportFailed
from scn_desktop.models.budget_table_file import BudgetTableFile
from scn_desktop.models.file_struct import FileStruct
from scn_desktop.models.planning_model_rules import first_problem
from scn_desktop.paths import resource

BlockKind = Literal[
    "text",
    "measures",
    "indicators",
    "table",
    "budget",
    "controls",
    "steering_documents",
    "all_indicators",
    "page_break",
    "image",
    "sources",
    "attachments",
    "signatures",
    "self_assessment",
    "chart",
    "risk_matrix",
    "risk_register",
]
PaperKind = Literal["operational_plan", "internal_control_plan", "cover_memo"]


class StartingBlockFile(FileStruct):
    """A block that new sections of a level begin with; ``columns`` are a free table's headings."""

    kind: BlockKind
    title: str = ""
    text: str = ""
    columns: list[str] = []


def running_text() -> list[StartingBlockFile]:
    """What a section begins with where its level doesn't say."""
    return [StartingBlockFile(kind="text")]


class Kind(FileStruct):
    """A level of the plan (``SectionKind``). ``under`` names kinds, or "paper" for the top."""

    key: str
    singular: str
    plural: str
    label: str = ""
    numbering: Literal["none", "paper", "parent", "own"] = "none"
    counter: str = ""
    level: int = 1
    under: list[str] = []
    starting_blocks: list[StartingBlockFile] = msgspec.field(default_factory=running_text)


class Column(FileStruct):
    """A column of the measure, indicator or control table; ``width`` in mm on paper."""

    key: str
    heading: str
    group: str = ""
    width: int = 0


class Columns(FileStruct):
    """The columns that new tables start with."""

    measures: list[Column]
    indicators: list[Column]
    controls: list[Column]


class Word(FileStruct):
    """A step of a risk scale."""

    value: int
    word: str


class Class(FileStruct):
    """A class of riskindex, from ``lowest`` and up."""

    word: str
    lowest: int


class Risk(FileStruct):
    """The scales, and the index from which a risk must have a control."""

    threshold: int
    probability: list[Word]
    consequence: list[Word]
    classes: list[Class]


class Category(FileStruct):
    """What a stickprov may concern, and its checklist."""

    title: str
    questions: list[str]


class TextFile(FileStruct):
    """A text that is written the same way in many places."""

    title: str
    text: str


class PeriodFile(FileStruct):
    """When the plan is followed up: after the month with that number."""

    title: str
    month: int


class ResultFile(FileStruct):
    """A result that a control may have, and how serious it is."""

    word: str
    kind: Literal["none", "minor", "remark"] = "none"


def usual_results() -> list[dict[str, str]]:
    """The results where a model doesn't say, as rows of ``ResultLevel``."""
    return [
        {"wording": "Utan anmärkning", "kind": "none"},
        {"wording": "Mindre anmärkning", "kind": "minor"},
        {"wording": "Anmärkning", "kind": "remark"},
    ]


def usual_result_files() -> list[ResultFile]:
    """The same, as a model's file has them."""
    return [msgspec.convert({"word": each["wording"], "kind": each["kind"]}, ResultFile) for each in usual_results()]


class AssessmentAreaFile(FileStruct):
    """An area of the yearly self-assessment, with the criteria it is judged by."""

    title: str
    criteria: list[str]


class Assessment(FileStruct):
    """The self-assessment of the internal control, and the scale its criteria are placed on."""

    steps: list[Word] = []
    areas: list[AssessmentAreaFile] = []


class BlockFile(FileStruct):
    """A block that a standing section starts with; ``note`` stands under a table.

    A block of controls shows those of ``control_kind`` where it is said, in ``control_columns`` where it has any.
    """

    kind: BlockKind
    title: str = ""
    text: str = ""
    note: str = ""
    budget_table: str = ""
    columns: list[str] = []
    rows: list[list[str]] = []
    control_kind: Literal["", "control", "measure", "audit"] = ""
    control_columns: list[Column] = []


class SectionFile(FileStruct):
    """A standing section of a paper; ``number`` is its own, not counted."""

    kind: str
    title: str
    number: str = ""
    orientation: Literal["automatic", "portrait", "landscape"] = "automatic"
    blocks: list[BlockFile] = []
    sections: list[SectionFile] = []


class SignatureFile(FileStruct):
    """Who signs a tjänsteskrivelse."""

    title: str
    name: str = ""


class PaperFile(FileStruct):
    """A paper that every plan of the model has. ``attachments`` names the kinds of the papers that are its bilagor."""

    kind: PaperKind
    title: str
    subtitle: str = ""
    document_kind: str = ""
    decided_by: str = ""
    recipient: str = ""
    attachments: list[PaperKind] = []
    signatures: list[SignatureFile] = []
    sections: list[SectionFile] = []


class PlanningModelFile(FileStruct, kw_only=True):
    """A whole planning model."""

    id: str
    name: str
    description: str
    outlook_years: int = 0
    grant_word: str = "Kommunbidrag"
    measure_singular: str = "Åtgärd"
    measure_plural: str = "Åtgärder"
    measure_shape: Literal["table", "bullets"] = "table"
    kinds: list[Kind]
    columns: Columns
    areas: list[str]
    risk: Risk
    categories: list[Category]
    standard_texts: list[TextFile] = []
    follow_up_periods: list[PeriodFile] = []
    results: list[ResultFile] = msgspec.field(default_factory=usual_result_files)
    comment_phrases: list[str] = []
    assessment: Assessment = msgspec.field(default_factory=Assessment)
    budget_tables: list[BudgetTableFile] = []
    papers: list[PaperFile]


def shipped_models() -> list[PlanningModelFile]:
    """The models that come with the program, by name; "Enkel plan" first."""
    found = [read_model(path) for path in sorted(resource("planning_models").glob("*.toml"))]
    return sorted(found, key=lambda model: (model.id != "enkel", model.name))


def shipped_model(identifier: str) -> PlanningModelFile:
    """One of the models that come with the program. Raises ImportFailed, naming those there are."""
    models = shipped_models()
    for model in models:
        if model.id == identifier:
            return model
    known = ", ".join(model.id for model in models)
    raise ImportFailed(f"Styrmodellen ”{identifier}” finns inte. Välj någon av: {known}.")


def model_called(name: str) -> PlanningModelFile:
    """A model by its id among those that ship, or by the path of its file. Raises ImportFailed."""
    return read_model(Path(name)) if name.lower().endswith(".toml") else shipped_model(name)


def read_model(path: Path) -> PlanningModelFile:
    """Read and check a model. Raises ImportFailed that names the file and the place in it."""
    try:
        model = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), PlanningModelFile)
    except OSError as error:
        raise ImportFailed(f"Styrmodellen ”{path.name}” kan inte läsas. Finns filen kvar?") from error
    except UnicodeDecodeError as error:
        raise ImportFailed(f"Styrmodellen ”{path.name}” är inte sparad som UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        place = f"fel på rad {found[1]}, tecken {found[2]}" if found else "filen slutar mitt i"
        raise ImportFailed(f"Styrmodellen ”{path.name}” är inte giltig TOML: {place}.") from error
    except msgspec.ValidationError as error:
        raise ImportFailed(f"Styrmodellen ”{path.name}”: {in_swedish(str(error))}.") from error
    problem = first_problem(model)
    if problem:
        raise ImportFailed(f"Styrmodellen ”{path.name}”: {problem}.")
    return model


TYPE_NAMES: Final = {
    "str": "en text",
    "int": "ett heltal",
    "array": "en lista",
    "object": "en tabell",
    "bool": "ja/nej",
}
MESSAGES: Final = (
    (r"Expected `(.+?)`, got `(.+?)`", "väntade {0} men fann {1}"),
    (r"Object missing required field `(.+)`", "fältet ”{0}” saknas"),
    (r"Object contains unknown field `(.+)`", "fältet ”{0}” är okänt"),
    (r"Invalid enum value '?(.+?)'?", "värdet ”{0}” är inte tillåtet"),
)


def in_swedish(message: str) -> str:
    """msgspec's message as a Swedish clause with its place."""
    said, _, place = message.partition(" - at ")
    where = place.strip("`").removeprefix("$").removeprefix(".")
    for pattern, swedish in MESSAGES:
        match = re.fullmatch(pattern, said)
        if match is not None:
            said = swedish.format(*(TYPE_NAMES.get(group, group) for group in match.groups()))
            break
    return f"vid {where}: {said}" if where else f"på första nivån: {said}"


PLACEHOLDER: Final = re.compile(r"\{(\w+)(?:([+-])(\d{1,2}))?\}")
"""{committee}, {year}, {year-2}: what is filled in when a plan is created."""


def filled(text: str, values: dict[str, Any]) -> str:
    """The text with {year} and its like filled in; other braces are left as they are."""

    def value(match: re.Match[str]) -> str:
        found = values.get(match[1])
        if match[2] and isinstance(found, int):
            return str(found + int(match[2] + match[3]))
        return match[0] if found is None or match[2] else str(found)

    return PLACEHOLDER.sub(value, text)
