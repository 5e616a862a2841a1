"""Running text and cell text as runs: what references say, and footnotes numbered through the paper."""

from collections.abc import Callable, Sequence
from itertools import count

from markdown_it.token import Token

from scn_desktop.models.references import References, begins_sentence
from scn_desktop.models.running_text import Reference, is_plain, parse_cell, plain_words, reference_of
from scn_desktop.reports.inline import LINK, REFERENCE, Inside, Note
from scn_desktop.reports.marks import raised
from scn_desktop.reports.theme import NOTE, Face
from scn_desktop.reports.typeset import Run


def section_key(section_id: str) -> str:
    """The name of a section's heading for links."""
    return f"avsnitt-{section_id}"


def block_key(block_id: str) -> str:
    """The name of a block's table, picture or heading for links."""
    return f"block-{block_id}"


class Prose:
    """What all texts of one paper share.

    ``references`` None: references say their descriptions. ``is_draft``: broken ones are boxed. ``identifier`` gives a
    name in the paper that no other element has.
    """

    def __init__(
        self,
        references: References | None = None,
        *,
        is_draft: bool = True,
        identifier: Callable[[str], str] | None = None,
    ) -> None:
        self._references = references
        self._is_draft = is_draft
        self._numbers = count(1)
        names = count(1)
        self._identifier = identifier or (lambda kind: f"{kind}{next(names)}")
        self._in_table: dict[str, Note] = {}

    def begin_table(self) -> None:
        """From here on equal footnotes in cells are the same one, until the next table begins."""
        self._in_table = {}

    def runs(self, tokens: Sequence[Token], face: Face, *, in_note: bool = False) -> list[Run]:
        """The runs of inline tokens of running text."""
        runs: list[Run] = []
        bold = italic = 0
        position = 0
        while position < len(tokens):
            token = tokens[position]
            current = face.bold() if bold else face
            current = current.italic() if italic else current
            reference = reference_of(token)
            if reference is not None:
                end = _closing_link(tokens, position)
                runs.append(self._said(reference, tokens[position + 1 : end], current, runs))
                position = end
            elif token.type in ("strong_open", "strong_close"):
                bold += token.nesting
            elif token.type in ("em_open", "em_close"):
                italic += token.nesting
            elif token.type in ("hardbreak", "softbreak"):
                runs.append(Run("\n" if token.type == "hardbreak" else " ", face))
            elif token.type == "link_open":
                position = self._address(tokens, position, current, runs)
            elif token.type == "footnote_ref" and not in_note:
                runs.append(_mark(self._note(token), current))
            elif token.content:
                runs.append(Run(token.content, current))
            position += 1
        return runs

    def cell_runs(self, content: str, face: Face) -> list[Run]:
        """The runs of a cell's text, line breaks kept."""
        if is_plain(content):
            return [Run(content, face)] if content else []
        runs: list[Run] = []
        tokens = parse_cell(content)
        position = 0
        while position < len(tokens):
            token = tokens[position]
            reference = reference_of(token)
            if reference is not None:
                end = _closing_link(tokens, position)
                runs.append(self._said(reference, tokens[position + 1 : end], face, runs))
                position = end
            elif token.type == "footnote_ref":
                runs.append(_mark(self._cell_note(token.content, token.children or []), face))
            elif token.content:
                runs.append(Run(token.content, face))
            position += 1
        return runs

    def seen(self, content: str) -> str:
        """The words of a cell as they are seen on paper, without footnotes."""
        if is_plain(content):
            return content
        tokens = [token for token in parse_cell(content) if token.type != "footnote_ref"]
        return "".join(run.text for run in self.runs(tokens, NOTE.face))

    def in_words(self, content: str) -> str:
        """A text that stands where no footnote can, as in a note: footnotes in brackets at their places."""
        return content if is_plain(content) else plain_words(content, self._words, in_cell=True)

    def notes(self, content: str) -> list[Note]:
        """The footnotes of a cell, for one whose marks stand outside its text."""
        if is_plain(content):
            return []
        runs = self.cell_runs(content, NOTE.face)
        return [run.inside.note for run in runs if run.inside is not None and run.inside.note is not None]

    def note(self, content: str) -> Note:
        """A footnote of a row or an indicator: ``content`` is cell text, printed in one line."""
        return self._cell_note(content, parse_cell(" ".join(content.split())))

    def _words(self, reference: Reference, description: str) -> str:
        return self._references.say(reference, description).words if self._references is not None else description

    # Parts ---------------------------------------------------------------------------------------------------------

    def _said(self, reference: Reference, words: Sequence[Token], face: Face, before: Sequence[Run]) -> Run:
        description = " ".join("".join(token.content or " " for token in words).split())
        if self._references is None:
            return Run(description, face)
        is_first = begins_sentence("".join(run.text for run in before).rpartition("\n")[2])
        said = self._references.say(reference, description, begins_sentence=is_first)
        if said.is_broken:
            return Run(said.words, face, Inside(is_boxed=self._is_draft))
        key = section_key(said.section) if said.section else block_key(said.block) if said.block else ""
        return Run(said.words, face, Inside(LINK, key=key, spoken=said.words) if key else None)

    def _address(self, tokens: Sequence[Token], position: int, face: Face, runs: list[Run]) -> int:
        """The words of another link, and its address, which on paper would be lost; the place of the link's end."""
        end = _closing_link(tokens, position)
        runs += self.runs(tokens[position + 1 : end], face)
        target = str(tokens[position].attrGet("href") or "")
        runs.append(Run(f" ({target})", face))
        return end

    def _note(self, token: Token) -> Note:
        number = str(next(self._numbers))
        return Note(number, self.runs(token.children or [], NOTE.face, in_note=True), self._identifier("not"))

    def _cell_note(self, source: str, tokens: Sequence[Token]) -> Note:
        found = self._in_table.get(source)
        if found is None:
            number = str(next(self._numbers))
            runs = [run for run in self._note_runs(tokens) if not _is_mark(run)]
            found = self._in_table[source] = Note(number, runs, self._identifier("not"))
        return found

    def _note_runs(self, tokens: Sequence[Token]) -> list[Run]:
        return self.runs([token for token in tokens if token.type != "footnote_ref"], NOTE.face, in_note=True)


def _closing_link(tokens: Sequence[Token], position: int) -> int:
    return next(place for place in range(position, len(tokens)) if tokens[place].type == "link_close")


def _is_mark(run: Run) -> bool:
    return run.inside is not None and run.inside.kind == REFERENCE


def _mark(note: Note, face: Face) -> Run:
    # Read apart from the word it stands on; a digit would run together with it.
    sign, mark_face = raised(note.mark, face)
    return Run(sign, mark_face, Inside(REFERENCE, note=note, spoken=f" {note.mark}"))
