"""Reads a PDF back by its tags: the structure tree with the text of each element, as a screen reader has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""The marks of notes are raised figures; they are read as figures."""


@dataclass
class Node:
    """An element: its kind, attributes (values as text), the pages it is drawn on, and its parts in reading order."""

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: "list[Node | str]" = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    actual: str = ""
    identifier: str = ""
    alternative: str = ""

    @property
    def text(self) -> str:
        """All text inside, read from left to right; an ActualText stands for what it covers."""
        if self.actual:
            return self.actual
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def words(self) -> str:
        """The text with every run of white space as one space, also between the element's children."""
        separate = [part if isinstance(part, str) else part._with_spaces() for part in self.parts]
        return " ".join((self.actual or "".join(separate)).split())

    def _with_spaces(self) -> str:
        text = self.actual or "".join(part if isinstance(part, str) else part._with_spaces() for part in self.parts)
        return text if self.kind in ("Span", "Reference", "Link") else f" {text} "

    def find(self, *kinds: str) -> "Iterator[Node]":
        """Every element of these kinds below this one, in reading order."""
        for part in self.parts:
            if isinstance(part, Node):
                if part.kind in kinds:
                    yield part
                yield from part.find(*kinds)

    @property
    def all_pages(self) -> set[int]:
        found = set(self.pages)
        for part in self.parts:
            if isinstance(part, Node):
                found |= part.all_pages
        return found


def read_tags(path: Path) -> Node:
    """The Document element of a tagged PDF."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        contents = [_marked_text(page) for page in pdf.pages]
        return _node(pdf.Root.StructTreeRoot.K, numbers, contents)


def plain_figures(text: str) -> str:
    """The text with raised figures as ordinary ones."""
    return text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))


def artifact_texts(path: Path) -> list[list[str]]:
    """For each page, what is drawn as artifact: running lines, repeated heads, leaders."""
    with pikepdf.open(path) as pdf:
        return [_texts(page)[1] for page in pdf.pages]


def _node(source: Any, numbers: dict[Any, int], contents: list[dict[int, str]]) -> Node:
    node = Node(str(source.S)[1:])
    if "/A" in source:
        node.attributes = {str(name)[1:]: _attribute(value) for name, value in source.A.items()}
    node.actual = str(source.get("/ActualText", ""))
    node.identifier = str(source.get("/ID", ""))
    node.alternative = str(source.get("/Alt", ""))
    for kid in source.get("/K", pikepdf.Array()):
        kind = str(kid.get("/Type", ""))
        if kind == "/MCR":
            page = numbers[kid.Pg.objgen]
            node.pages.append(page)
            node.parts.append(contents[page][int(kid.MCID)])
        elif kind != "/OBJR":
            node.parts.append(_node(kid, numbers, contents))
    return node


def _attribute(value: Any) -> str:
    return " ".join(str(item) for item in value) if isinstance(value, pikepdf.Array) else str(value).lstrip("/")


def _marked_text(page: Any) -> dict[int, str]:
    return _texts(page)[0]


def _texts(page: Any) -> tuple[dict[int, str], list[str]]:
    """The text of each marked content by its number, and the artifacts' texts; text outside both fails."""
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items() if "/ToUnicode" in font}
    marked: dict[int, str] = {}
    artifacts: list[str] = []
    stack: list[int | None] = []
    current: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "BDC":
            is_artifact = str(operands[0]) == "/Artifact"
            stack.append(None if is_artifact else int(operands[1].MCID))
            if is_artifact:
                artifacts.append("")
            else:
                marked[int(operands[1].MCID)] = ""
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            current = fonts[str(operands[0])]
        elif name == "Tj":
            assert stack, "text outside marked content"
            text = "".join(current[code] for code in bytes(operands[0])).translate(_RAISED)
            if stack[-1] is None:
                artifacts[-1] += text
            else:
                marked[stack[-1]] += text
    assert not stack
    return marked, artifacts


def _characters(font: Any) -> dict[int, str]:
    source = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9A-F]{2})> <([0-9A-F]+)>$", source, re.MULTILINE)
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in pairs
        if len(code) == 2 and len(text) > 2
    }
