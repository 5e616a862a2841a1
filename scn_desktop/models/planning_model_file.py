"""Reads planning models (styrmodeller) from TOML and creates plans by them.

The structs below are the format; ``docs/file-format.md`` describes it for whoever writes a new one. Texts may hold
{year}, {next_year}, {last_year}, {outlook_to}, {committee} and {municipality}.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from scn_desktop.errors import ImportFailed
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
]


class FileStruct(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A table of the TOML file; an unknown key is an error, so that a misspelling is never silent."""


def running_text() -> list[BlockKind]:
    """What a section begins with where its kind doesn't say."""
    return ["text"]


class Kind(FileStruct):
    """A level of the plan (``SectionKind``). ``under`` names kinds, or "paper" for the top."""

    key: str
    singular: str
    plural: str
    label: str = ""
    numbering: Literal["none", "paper", "parent"] = "none"
    counter: str = ""
    level: int = 1
    under: list[str] = []
    new_blocks: list[BlockKind] = msgspec.field(default_factory=running_text)


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


class BudgetRowFile(FileStruct):
    """A row of a ready-made budget table."""

    label: str
    kind: Literal["heading", "amount", "subtotal", "total", "balance", "memo"] = "amount"
    code: str = ""
    footnote: str = ""


class BudgetColumnFile(FileStruct):
    """A column of a ready-made budget table; ``year`` is counted from the plan's."""

    heading: str
    kind: Literal["accounts", "budget", "forecast", "plan", "other"] = "budget"
    year: int = 0


class BudgetTableFile(FileStruct, kw_only=True):
    """A budget table that a new plan starts with; blocks refer to it by ``key``."""

    key: str
    title: str
    unit: Literal["kr", "tkr", "mnkr"] = "mnkr"
    decimals: int = 0
    columns: list[BudgetColumnFile]
    rows: list[BudgetRowFile]


class BlockFile(FileStruct):
    """A block that a standing section starts with."""

    kind: BlockKind
    title: str = ""
    text: str = ""
    budget_table: str = ""
    columns: list[str] = []
    rows: list[list[str]] = []


class SectionFile(FileStruct):
    """A standing section of a paper."""

    kind: str
    title: str
    blocks: list[BlockFile] = []
    sections: list[SectionFile] = []


class PaperFile(FileStruct):
    """A paper that every plan of the model has."""

    kind: Literal["operational_plan", "internal_control_plan"]
    title: str
    subtitle: str = ""
    sections: list[SectionFile] = []


class PlanningModelFile(FileStruct, kw_only=True):
    """A whole planning model."""

    id: str
    name: str
    description: str
    outlook_years: int = 0
    grant_word: str = "Kommunbidrag"
    kinds: list[Kind]
    columns: Columns
    areas: list[str]
    risk: Risk
    categories: list[Category]
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


def filled(text: str, values: dict[str, Any]) -> str:
    """The text with {year} and its like filled in; other braces are left as they are."""
    return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], match[0])), text)
