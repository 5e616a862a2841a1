"""Runs of text as CommonMark: what a reader of it makes of the result is what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markdown_it.token import Token

from scn_desktop.models import running_text

LINE_BREAK: Final = "\u2028"
_SPECIAL: Final = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|\](?=[(:\[])|&(?=#?\w+;)|\^(?=\[)")
_BLOCK_START: Final = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-+\s*$|~{3,}|\d{1,9}[.)](?=\s|$))")


@dataclass(frozen=True)
class Run:
    """Text of one kind, with LINE_BREAK where a line ends. ``address``: of the page that it links to.

    ``note`` instead of text: a footnote's own CommonMark, in one line.
    """

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""
    note: str = ""


def written(runs: Sequence[Run]) -> str:
    """The runs as one paragraph; bold and italic are left out where CommonMark has no way to write them."""
    runs = _normal(runs)
    wanted = _flat(runs)
    plain = [replace(run, bold=False, italic=False) for run in runs]
    for tried, thoroughly in ((runs, False), (runs, True), (plain, False)):
        text = _write(tried, thoroughly)
        if _flat(_read(text)) == wanted:
            return text
    return _write(plain, True)


def _normal(runs: Sequence[Run]) -> list[Run]:
    """Runs with white space at the edges of emphasis and links taken out of them, and neighbours of a kind as one."""
    merged: list[Run] = []
    for run in runs:
        core = run.text.strip(f" {LINE_BREAK}")
        start = run.text.index(core) if core else len(run.text)
        bare = Run("")
        for piece in (
            replace(bare, text=run.text[:start]),
            replace(run, text=core),
            replace(bare, text=run.text[start + len(core) :]),
        ):
            if not piece.text and not piece.note:
                continue
            if merged and not piece.note and replace(merged[-1], text="") == replace(piece, text=""):
                merged[-1] = replace(merged[-1], text=merged[-1].text + piece.text)
            else:
                merged.append(piece)
    return merged


def _write(runs: Sequence[Run], thoroughly: bool) -> str:
    """``thoroughly``: every sign is escaped, and letters beside marks are spelled as references, which let marks be."""
    out: list[str] = []
    for place, run in enumerate(runs):
        if run.note:
            out.append(f"^[{run.note}]")
            continue
        sign = "*_"[thoroughly and place % 2]  # neighbours use different signs, or their marks would run together
        marks = sign * (2 * run.bold + run.italic)
        text = _SPECIAL.sub(_behind_backslash, run.text)
        if thoroughly:
            text = _spelled_out(run.text, bool(marks) or place > 0, bool(marks) or place + 1 < len(runs))
        if run.address:
            text = f"[{text}](<{run.address}>)"
        out.append(f"{marks}{text}{marks[::-1]}")
    return _lines("".join(out))


def _spelled_out(text: str, first: bool, last: bool) -> str:
    """Every sign escaped, the first and the last letter as references where other runs stand beside them."""
    letters = [running_text.escaped(letter) for letter in text]
    for place in {*([0] if first else []), *([len(text) - 1] if last else [])}:
        if not text[place].isspace():
            letters[place] = f"&#{ord(text[place])};"
    return "".join(letters)


def _lines(text: str) -> str:
    """Lines without white space at their ends, none of which begins like a list, a heading or a quotation."""
    lines = [line.strip(" \t") for line in text.split(LINE_BREAK)]
    return "\\\n".join(_BLOCK_START.sub(_defused, line) for line in lines if line)


def _behind_backslash(match: re.Match[str]) -> str:
    return "\\" + match.group(0)


def _defused(match: re.Match[str]) -> str:
    mark = match.group(0)
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"


def _flat(runs: Sequence[Run]) -> list[tuple[str, bool, bool, str]]:
    """One character at a time with its style, without white space: what must survive."""
    return [
        (each, run.bold, run.italic, run.address)
        for run in runs
        for each in ([f"^{run.note}"] if run.note else run.text)
        if not each.isspace()
    ]


def _read(text: str) -> list[Run]:
    tokens = running_text.parse(text)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return [Run(token.type) for token in tokens]
    return list(_read_inline(tokens[1].children or []))


def _read_inline(tokens: Sequence[Token]) -> Iterator[Run]:
    bold = italic = 0
    address = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type in ("link_open", "link_close"):
            address = str(token.attrGet("href") or "") if token.nesting > 0 else ""
        elif token.type == "footnote_ref":
            yield Run("", note=token.content)
        elif token.type not in ("softbreak", "hardbreak"):
            yield Run(token.content, bold > 0, italic > 0, address)
