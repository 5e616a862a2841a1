"""A planning model written as TOML that people can go on writing in: short things on one line, the rest spread out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from scn_desktop.errors import WriteFailed
from scn_desktop.models.budget_table_file import BudgetTableFile
from scn_desktop.models.planning_model_file import Kind, PlanningModelFile

INTRODUCTION: Final = "# Styrmodell: så ser en plan ut i en kommun. Formatet beskrivs i docs/file-format.md.\n"
COMMENTS: Final = {
    "kinds": "Nivåer: vad som får stå under vad, hur det numreras och vad ett nytt avsnitt börjar med.",
    "columns": "Tabellernas kolumner, med bredd i millimeter på papper.",
    "risk": "Riskbedömning: sannolikhet × konsekvens. Från tröskeln och uppåt ska en risk ha ett kontrollmoment.",
    "categories": "Vad justerarnas stickprov kan gälla, med frågor som besvaras för varje ärende.",
    "standard_texts": "Texter som skrivs likadant på många ställen.",
    "assessment": "Den årliga självskattningen av den interna kontrollen.",
    "budget_tables": "Budgettabeller som en ny plan börjar med.",
    "papers": "Handlingarna och deras stående avsnitt.",
}
SPELLED_OUT: Final = {
    PlanningModelFile: ("outlook_years", "grant_word"),
    Kind: ("level",),
    BudgetTableFile: ("unit", "decimals"),
}
"""Fields that are written although they say what is understood, since who makes a model will want to change them."""
LINE: Final = 118
LONGEST: Final = 190
"""Signs of a table in a list that is still written on a line of its own."""
ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def write_model(model: PlanningModelFile, path: Path) -> None:
    """Write the model beside ``path`` and move it there. Raises WriteFailed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(as_toml(model), encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        raise WriteFailed(f"”{path}” kan inte skrivas: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)


def as_toml(model: PlanningModelFile) -> str:
    """The model as text that ``read_model`` reads as the same model."""
    lines = [INTRODUCTION, *table_lines(said(model), ())]
    return "\n".join(lines).rstrip("\n") + "\n"


def said(value: Any) -> Any:
    """A struct as tables and lists, without the fields that only say what is understood, but for those spelled out."""
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(value)
        spelled = SPELLED_OUT.get(type(value), ())
        return {
            field.name: said(getattr(value, field.name))
            for field in fields
            if getattr(value, field.name) is not None
            and (field.name in spelled or getattr(value, field.name) != understood(field))
        }
    return [said(each) for each in value] if isinstance(value, list) else value


def understood(field: msgspec.structs.FieldInfo) -> Any:
    """What a field is where the file doesn't say; NODEFAULT where it must."""
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def table_lines(table: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The lines of a table: what fits on lines of its own first, then the tables in it."""
    nested = {key: value for key, value in table.items() if is_spread(value)}
    for key, value in table.items():
        if key not in nested:
            yield f"{key} = {value_text(value, len(key))}"
    yield ""
    for key, value in nested.items():
        here = (*path, key)
        if not path and key in COMMENTS:
            yield f"# {COMMENTS[key]}\n"
        for each in value if isinstance(value, list) else [value]:
            yield f"[[{'.'.join(here)}]]" if isinstance(value, list) else f"[{'.'.join(here)}]"
            yield from table_lines(each, here)


def is_spread(value: Any) -> bool:
    """Whether a value needs a heading of its own: a table, or a list of tables of which some don't fit on a line."""
    if isinstance(value, dict):
        return True
    return is_tables(value) and not all(is_short(each) for each in value)


def is_tables(value: Any) -> bool:
    """Whether a value is a list of tables."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def is_short(table: dict[str, Any]) -> bool:
    """Whether a table can be written on a line."""
    if any((isinstance(value, (dict, list)) and value) or "\n" in str(value) for value in table.values()):
        return False
    return len(inline(table)) < LONGEST


def value_text(value: Any, taken: int) -> str:
    """A value after its key, which takes ``taken`` signs of the line."""
    if isinstance(value, list):
        items = [inline(each) for each in value]
        whole = f"[{', '.join(items)}]"
        if (taken + len(whole) < LINE and not is_tables(value)) or (len(items) == 1 and taken + len(whole) < LINE):
            return whole
        return "[\n" + "".join(f"    {item},\n" for item in items) + "]"
    if isinstance(value, str) and "\n" in value:
        return '"""\n' + escaped(value, keep_lines=True) + '"""'
    return inline(value)


def inline(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {inline(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(inline(each) for each in value)}]"
    if isinstance(value, str):
        return f'"{escaped(value)}"'
    return str(value).lower() if isinstance(value, bool) else str(value)


def escaped(text: str, *, keep_lines: bool = False) -> str:
    """The text as it stands between quotation marks."""
    signs = []
    for sign in text:
        if keep_lines and sign == "\n":
            signs.append(sign)
        elif sign in ESCAPES:
            signs.append(ESCAPES[sign])
        elif ord(sign) < 0x20 or ord(sign) == 0x7F:
            signs.append(f"\\u{ord(sign):04X}")
        else:
            signs.append(sign)
    return "".join(signs)
