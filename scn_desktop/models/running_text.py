"""The grammar of running text and of cell text, and of the references and footnotes inside both.

Running text is CommonMark with inline footnotes, ``^[text]``. What looks like HTML is text. Cell text is plain: only
``^[text]`` and links to ``scn:`` addresses mean anything in it, each line break is one, and a backslash is a backslash.

References are links whose words are a description that was true when they were made, shown when the target is gone:

- a live field, ``[Kommunbidrag, budget 2027](scn:amount/ROW/COLUMN)``; ``?form=`` one of ``AMOUNT_FORMS``
- a cross-reference, ``[Uppdrag 4.2](scn:section/ID)``; ``?form=`` one of ``SECTION_FORMS``; ``scn:block/ID``, a table;
  ``scn:attachment/ID``, a bilaga of a tjänsteskrivelse, with the same forms as a section

Everything that reads or writes these goes through this module.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link as _link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline as _footnote_inline

SCHEME: Final = "scn:"
AMOUNT, SECTION, BLOCK, ATTACHMENT = "amount", "section", "block", "attachment"
PARTS: Final = {AMOUNT: 2, SECTION: 1, BLOCK: 1, ATTACHMENT: 1}
"""How many ids the address of each kind of reference holds."""
AMOUNT_FORMS: Final = ("", "absolute", *(unit + sign for unit in ("mnkr", "tkr", "kr") for sign in ("", "-absolute")))
"""The unit of a live field's words (that of the amount where none is said), and whether its minus sign is left out."""
SECTION_FORMS: Final = ("", "number", "title", "both")
"""What a cross-reference says of its section or attachment; its number where nothing is said."""

_KEYS: Final = re.compile(
    rf"(?<={SCHEME})(?:{AMOUNT}/[0-9a-f]{{32}}|{SECTION}|{BLOCK}|{ATTACHMENT})/[0-9a-f]{{32}}(?![0-9a-f])"
)
_LINE_ENDS: Final = re.compile(r"\r\n?|\n")
_SPACES: Final = re.compile(r"[ \t\r\n\v\f\u2028\u2029]+")  # hard spaces stay
_NOTE_OPENS, _ADDRESS_OPENS = "^[", f"]({SCHEME}"
_PUNCTUATION: Final = re.compile(r"([\\`*_\[\]<>&^#|~!-])")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference points at: ``kind``, the target's ``id``, for an amount its ``column``, and ``form``."""

    kind: str
    id: str
    column: str = ""
    form: str = ""

    @property
    def address(self) -> str:
        """ "scn:section/ID?form=title"."""
        ids = "/".join(quote(one, safe="") for one in (self.id, self.column) if one)
        return f"{SCHEME}{self.kind}/{ids}" + (f"?form={quote(self.form, safe='')}" if self.form else "")


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference in a text: its description, and where its source stands (``text[start:end]``).

    ``label_end``: where the source's "](" begins. ``in_note``: it stands inside a footnote.
    """

    reference: Reference
    description: str
    start: int
    label_end: int
    end: int
    in_note: bool = False


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A footnote in a text: the source between its brackets, and where all of it stands (``text[start:end]``)."""

    source: str
    start: int
    end: int


# Addresses -----------------------------------------------------------------------------------------------------------
def read_address(address: str) -> Reference | None:
    """The reference that an address of a link stands for; None where it is another kind of address or unreadable."""
    if not address.startswith(SCHEME):
        return None
    path, _, query = address.removeprefix(SCHEME).partition("?")
    kind, *ids = (unquote(part) for part in path.split("/"))
    if PARTS.get(kind) != len(ids) or not all(ids):
        return None
    form = unquote(query.removeprefix("form=")) if query.startswith("form=") else ""
    return Reference(kind, ids[0], ids[1] if len(ids) > 1 else "", form)


def reference_source(reference: Reference, description: str, *, in_cell: bool = False) -> str:
    """A reference as it is written in running text, or in a cell."""
    words = _in_one_line(description)
    words = _without_brackets(words) if in_cell else escaped(words)
    return f"[{words}]({reference.address})"


def note_source(source: str, *, in_cell: bool = False) -> str:
    """A footnote as it is written: of CommonMark in one line, or of plain text for a cell; "" for one without words."""
    line = _in_one_line(source)
    if in_cell and not _is_balanced(line):
        line = _without_brackets(line)
    return f"^[{line}]" if line else ""


def _in_one_line(words: str) -> str:
    return _SPACES.sub(" ", words).strip(" ")


def escaped(words: str) -> str:
    """Plain words in one line as CommonMark that reads as them, wherever in a line they stand."""
    return _PUNCTUATION.sub(r"\\\1", words)


def _without_brackets(words: str) -> str:
    return words.replace("[", "(").replace("]", ")")


def _is_balanced(words: str) -> bool:
    depth = 0
    for sign in words:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0


def without_keys(text: str) -> str:
    """The text without the keys in the addresses of references: some would be taken for numbers of persons."""
    return _KEYS.sub("", text)


# Parsing -------------------------------------------------------------------------------------------------------------
@cache
def parser() -> MarkdownIt:
    """The parser of running text.

    A ``footnote_ref`` token holds the note: ``children`` its tokens, ``content`` its source. It and a ``link_open`` of
    a reference hold their place in the block's own text: ``meta`` "start", "end", and "label_end" of a reference.
    """
    made = MarkdownIt("commonmark", {"html": False}).use(footnote_plugin, move_to_end=False)
    # No links made of bare addresses; indented code is off, since people indent paragraphs. Notes stand in the text.
    made.disable(["code", "html_block", "html_inline", "image", "autolink", "footnote_def", "footnote_ref"])
    made.inline.ruler.at("link", _placed_link)
    made.inline.ruler.at("footnote_inline", _placed_note)
    return made


@cache
def _cell_parser() -> MarkdownIt:
    made = MarkdownIt("zero").use(footnote_plugin, move_to_end=False)
    made.inline.ruler.at("link", _placed_reference)
    made.inline.ruler.at("footnote_inline", _placed_note)
    made.inline.ruler.enableOnly(["text", "link", "footnote_inline"])
    return made


def parse(text: str) -> list[Token]:
    """Running text as block tokens, as ``parser`` says."""
    return parser().parse(text)


def is_plain(text: str) -> bool:
    """Whether a text surely holds neither footnotes nor references: quick to ask of every cell."""
    return _NOTE_OPENS not in text and _ADDRESS_OPENS not in text


def parse_cell(text: str) -> list[Token]:
    """Cell text as inline tokens: ``text`` with its line breaks, ``link_open``/``link_close``, ``footnote_ref``."""
    tokens: list[Token] = []
    if not is_plain(text):
        made = _cell_parser()
        made.inline.parse(text, made, {}, tokens)
        _join_texts(tokens)
    elif text:
        tokens.append(Token("text", "", 0, content=text))
    return tokens


def reference_of(token: Token) -> Reference | None:
    """The reference that a ``link_open`` token begins; None for another link."""
    return read_address(str(token.attrGet("href") or "")) if token.type == "link_open" else None


def _placed_note(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if "offset" in state.env:
        # Notes don't stand in notes: no page has a place for them, and a file could nest them without end.
        return False
    state.env["offset"] = start + len(_NOTE_OPENS)
    found = _footnote_inline(state, silent)
    del state.env["offset"]
    if found and not silent:
        token = state.tokens[-1]
        note = state.env["footnotes"]["list"][token.meta["id"]]
        token.children, token.content = note["tokens"], note["content"]
        _join_texts(note["tokens"])
        token.meta = {"start": start, "end": state.pos}
    return found


def _placed_link(state: StateInline, silent: bool) -> bool:
    start, before = state.pos, len(state.tokens)
    found = _link(state, silent)
    if found and not silent:
        opening = next(token for token in state.tokens[before:] if token.type == "link_open")
        if str(opening.attrGet("href") or "").startswith(SCHEME):
            end, state.pos = state.pos, start
            label_end = parseLinkLabel(state, start, True)
            state.pos = end
            offset = state.env.get("offset", 0)
            opening.meta = {"start": offset + start, "label_end": offset + label_end, "end": offset + end}
    return found


def _placed_reference(state: StateInline, silent: bool) -> bool:
    """In a cell: a link to any other address is plain text."""
    if state.src[state.pos] != "[":
        return False
    label_end = parseLinkLabel(state, state.pos, True)
    return label_end >= 0 and state.src.startswith(_ADDRESS_OPENS, label_end) and _placed_link(state, silent)


def _join_texts(tokens: list[Token]) -> None:
    """As the parser does for the text around a note: escaped signs and neighbours become one text."""
    joined: list[Token] = []
    for token in tokens:
        if token.type == "text_special":
            token.type = "text"
        if joined and token.type == joined[-1].type == "text":
            joined[-1].content += token.content
        else:
            joined.append(token)
    tokens[:] = joined


# Finding -------------------------------------------------------------------------------------------------------------
def _inlines(text: str, in_cell: bool) -> Iterator[tuple[Sequence[Token], Callable[[int], int]]]:
    """The inline tokens of each block, and what turns a place in the block's text into one in the whole."""
    if is_plain(text):
        return
    if in_cell:
        yield parse_cell(text), lambda place: place
        return
    starts = [0, *(match.end() for match in _LINE_ENDS.finditer(text))]
    lines = _LINE_ENDS.split(text)
    for token in parse(text):
        if token.type == "inline" and token.map is not None:
            yield token.children or [], places_in_whole(token, starts, lines)


def places_in_whole(inline: Token, starts: Sequence[int], lines: Sequence[str]) -> Callable[[int], int]:
    """From a place in a block's own text to one in the whole, whose ``lines`` begin at ``starts``."""
    first = (inline.map or [0])[0]
    begins: list[int] = []
    shifts: list[int] = []
    begin = 0
    for number, line in enumerate(inline.content.split("\n")):
        core = line.lstrip()
        column = lines[first + number].replace("\0", "\ufffd").rfind(core) - (len(line) - len(core))
        begins.append(begin)
        shifts.append(starts[first + number] + column - begin)
        begin += len(line) + 1
    return lambda place: place + shifts[bisect_right(begins, place) - 1]


def references_in(text: str, *, in_cell: bool = False) -> list[FoundReference]:
    """The references of a text in their order, also those inside footnotes."""
    found: list[FoundReference] = []
    for tokens, place in _inlines(text, in_cell):
        _collect(tokens, place, found, in_note=False)
    return found


def _collect(
    tokens: Sequence[Token], place: Callable[[int], int], found: list[FoundReference], *, in_note: bool
) -> None:
    for index, token in enumerate(tokens):
        reference = reference_of(token)
        if reference is not None:
            closing = next(each for each in range(index, len(tokens)) if tokens[each].type == "link_close")
            words = "".join(_words(tokens[index + 1 : closing], None))
            start, label_end, end = (token.meta[name] for name in ("start", "label_end", "end"))
            places = (place(start), place(label_end), place(end - 1) + 1)
            found.append(FoundReference(reference, " ".join(words.split()), *places, in_note))
        elif token.type == "footnote_ref":
            _collect(token.children or [], place, found, in_note=True)


def notes_in(text: str, *, in_cell: bool = False) -> list[FoundNote]:
    """The footnotes of a text in their order."""
    return [
        FoundNote(token.content, place(token.meta["start"]), place(token.meta["end"] - 1) + 1)
        for tokens, place in _inlines(text, in_cell)
        for token in outside_references(tokens)
        if token.type == "footnote_ref"
    ]


def outside_references(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the descriptions of references, which are not shown while the target is there."""
    inside = False
    for token in tokens:
        if inside:
            inside = token.type != "link_close"
            if not inside:
                yield token
            continue
        inside = reference_of(token) is not None
        yield token


# Changing ------------------------------------------------------------------------------------------------------------
def with_references(text: str, changed: Callable[[FoundReference], Reference | None], *, in_cell: bool = False) -> str:
    """The text with references pointing elsewhere; where ``changed`` gives None a reference is left as it is."""
    for found in sorted(references_in(text, in_cell=in_cell), key=lambda each: -each.start):
        new = changed(found)
        if new is not None and new != found.reference:
            text = f"{text[: found.label_end]}]({new.address}){text[found.end :]}"
    return text


def with_ids(text: str, ids: Callable[[str, str], str | None], *, in_cell: bool = False) -> str:
    """The text with new ids in its references. ``ids``: the new id of (kind, id), None to leave it.

    The kind of an amount's row and column are "amount" and "column".
    """

    def changed(found: FoundReference) -> Reference:
        old = found.reference
        column = (ids("column", old.column) or old.column) if old.column else ""
        return replace(old, id=ids(old.kind, old.id) or old.id, column=column)

    return with_references(text, changed, in_cell=in_cell)


# Reading -------------------------------------------------------------------------------------------------------------
def plain_words(text: str, words_of: Callable[[Reference, str], str] | None = None, *, in_cell: bool = False) -> str:
    """The text as words without marks, a line for each paragraph and item; a footnote stands in brackets at its place.

    ``words_of``: what a reference says, given its description; its description where None.
    """
    if in_cell:
        return "".join(_words(parse_cell(text), words_of))
    lines = []
    for token in parse(text):
        if token.type == "inline":
            lines.append("".join(_words(token.children or [], words_of)))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(line for line in lines if line)


def _words(tokens: Sequence[Token], words_of: Callable[[Reference, str], str] | None) -> Iterator[str]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        reference = reference_of(token)
        if reference is not None and words_of is not None:
            closing = next(each for each in range(position, len(tokens)) if tokens[each].type == "link_close")
            yield words_of(reference, "".join(_words(tokens[position + 1 : closing], None)))
            position = closing
        elif token.type == "footnote_ref":
            yield f" ({''.join(_words(token.children or [], words_of)).strip()})"
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        else:
            yield token.content
        position += 1
