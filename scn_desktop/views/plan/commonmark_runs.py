"""Runs of text and inline objects as one CommonMark paragraph that reads as they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markdown_it.token import Token

from scn_desktop.models import running_text

LINE_BREAK: Final = "\u2028"
OBJECT: Final = "\ufffc"
"""What stands in a text where an inline object is: a footnote, a live field or a cross-reference."""

_BLOCK_START: Final = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-+\s*$|~{3,}|\d{1,9}[.)](?=\s|$))")
# Beside marks that are spelled out, where the neighbours of a sign are not what they were.
_EVERY_SIGN: Final = re.compile(r"[\\`*_\[\]&^]")
_SPECIAL: Final = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|\](?=[(:\[])|\^(?=\[|\Z)|&(?=#?\w+;)")
_SPACE: Final = re.compile(r"[ \t\r\n\v\f\u2028\u2029]+")  # hard spaces stay
_IN_NOTE: Final = re.compile(_SPECIAL.pattern + r"|[\[\]]")  # a note ends at the first bracket that has no partner


_SIMPLE: Final = {"text", "strong_open", "strong_close", "em_open", "em_close", "softbreak", "hardbreak"}


class Run(NamedTuple):
    """Text of one kind; LINE_BREAK inside it is a line break. An inline object is OBJECT and its own CommonMark."""

    text: str
    bold: bool
    italic: bool
    source: str = ""


def read(inline: Token) -> Iterator[Run]:
    """The runs of a simple paragraph's inline token, or of a footnote."""
    return _runs(inline.children or [], inline.content)


def read_note(source: str) -> list[Run] | None:
    """The runs of a footnote's own text; None where it holds what the editor does not show formatted."""
    text = f"^[{source}]"
    inline = next((token for token in running_text.parse(text) if token.type == "inline"), None)
    first = inline.children[0] if inline is not None and inline.children else None
    if first is None or first.type != "footnote_ref" or first.content != source or not is_simple(first):
        return None
    return list(_runs(first.children or [], text))


def is_simple(inline: Token) -> bool:
    """Whether the editor shows everything in a paragraph formatted; other links and code it does not."""
    inside = False
    for token in inline.children or []:
        if token.type == "link_open":
            inside = running_text.reference_of(token) is not None
            if not inside:
                return False
        elif token.type == "link_close":
            inside = False
        elif token.type not in _SIMPLE and (inside or token.type != "footnote_ref"):
            return False
    return True


def _runs(tokens: Sequence[Token], text: str) -> Iterator[Run]:
    strong = emphasis = 0
    in_reference = False
    for token in tokens:
        bold, italic = strong > 0, emphasis > 0
        if token.type == "link_close":
            in_reference = False
        elif in_reference:
            continue
        elif token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            emphasis += token.nesting
        elif token.type in ("link_open", "footnote_ref"):
            in_reference = token.type == "link_open"
            yield Run(OBJECT, bold, italic, text[token.meta["start"] : token.meta["end"]])
        else:
            text_of = {"hardbreak": LINE_BREAK, "softbreak": " "}.get(token.type, token.content)
            yield Run(text_of.replace(OBJECT, ""), bold, italic)


# Writing -------------------------------------------------------------------------------------------------------------
def inline(runs: Sequence[Run]) -> str:
    """Runs as one CommonMark paragraph; white space at its ends and at the ends of its lines is dropped."""
    runs = _normal(runs)
    safe = _lines(_marked(runs, _SPECIAL))
    if not any(run.bold or run.italic or run.source for run in runs) or _reads_as(safe) == _flat(runs):
        return safe
    return _lines(_spelled_out(runs))


def note(runs: Sequence[Run]) -> str:
    """Runs as the text of a footnote, in one line; footnotes among them are left out, for there they can't stand."""
    wanted = [Run(run.text.replace(LINE_BREAK, " "), *run[1:]) for run in runs if not run.source.startswith("^[")]
    wanted = _normal(wanted)
    for marked in (_marked(wanted, _SPECIAL), _marked(wanted, _IN_NOTE), _spelled_out(wanted)):
        text = _in_one_line(marked)
        found = read_note(text)
        if found is not None and _flat(found) == _flat(wanted):
            return text
    return running_text.escaped(_in_one_line("".join(run.text for run in wanted).replace(OBJECT, " ")))


def _in_one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _marked(runs: Sequence[Run], special: re.Pattern[str]) -> str:
    out: list[str] = []
    open_marks: list[str] = []
    for run in runs:
        wanted = [mark for mark, on in (("**", run.bold), ("*", run.italic)) if on]
        while open_marks and open_marks[-1] not in wanted:
            out.append(open_marks.pop())
        missing = [mark for mark in open_marks if mark not in wanted]
        while missing:
            mark = open_marks.pop()
            out.append(mark)
            if mark in missing:
                missing.remove(mark)
        for mark in wanted:
            if mark not in open_marks:
                out.append(mark)
                open_marks.append(mark)
        out.append(run.source or special.sub(_behind_backslash, run.text))
    return "".join([*out, *reversed(open_marks)])


def _normal(runs: Sequence[Run]) -> list[Run]:
    """Runs merged, with emphasis taken off white space at the edges of a run: CommonMark can't begin or end there."""
    pieces: list[Run] = []
    for run in runs:
        text = run.text.replace("\n", LINE_BREAK)
        if run.source or not (run.bold or run.italic):
            pieces.append(run._replace(text=text))
            continue
        core = text.strip()
        start = text.index(core) if core else len(text)
        for part, bold, italic in (
            (text[:start], False, False),
            (core, run.bold, run.italic),
            (text[start + len(core) :], False, False),
        ):
            pieces.append(Run(part, bold, italic))
    merged: list[Run] = []
    for piece in pieces:
        if not piece.text:
            continue
        if merged and not piece.source and merged[-1][1:] == piece[1:]:
            merged[-1] = Run(merged[-1].text + piece.text, piece.bold, piece.italic)
        else:
            merged.append(piece)
    return merged


def _behind_backslash(match: re.Match[str]) -> str:
    return "\\" + match.group(0)


def _lines(text: str) -> str:
    """Lines without white space at their ends, none of which begins like a list, a heading or a quotation."""
    lines = [line.strip(" \t") for line in text.split(LINE_BREAK)]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\\\n".join(_BLOCK_START.sub(_defused, line) if line else "&#32;" for line in lines)


def _defused(match: re.Match[str]) -> str:
    mark = match.group(0)
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"


def _flat(runs: Sequence[Run]) -> str:
    """One character of text and one of style at a time, without white space: what must survive."""
    return "".join(
        f"{character}{int(run.bold)}{int(run.italic)}"
        for run in runs
        for character in run.source + run.text
        if not character.isspace()
    )


def _reads_as(text: str) -> str:
    """`_flat` of what a CommonMark reader makes of the text."""
    blocks = running_text.parse(text)
    return _flat([run for token in blocks if token.type == "inline" for run in read(token)])


def _spelled_out(runs: Sequence[Run]) -> str:
    """Where marks beside punctuation or other marks would not be read as emphasis: neighbours as character references.

    `&#…;` begins and ends with punctuation, which lets a mark beside it open and close.
    """
    out: list[str] = []
    for place, run in enumerate(runs):
        # Neighbours use different signs, or their marks would run together.
        sign = "*_"[place % 2]
        marks = sign * (2 * run.bold + run.italic)
        text = run.text
        beside_start = bool(marks) or place > 0
        beside_end = bool(marks) or place + 1 < len(runs)
        if run.source:
            out.append(marks + run.source + marks)
        elif len(text) == 1:
            out.append(marks + _referred(text, beside_start or beside_end) + marks)
        else:
            start, end = _referred(text[0], beside_start), _referred(text[-1], beside_end)
            out.append(f"{marks}{start}{_EVERY_SIGN.sub(_behind_backslash, text[1:-1])}{end}{marks}")
    return "".join(out)


def _referred(character: str, beside_mark: bool) -> str:
    spelled = beside_mark and not character.isspace()
    return f"&#{ord(character)};" if spelled else _EVERY_SIGN.sub(_behind_backslash, character)
