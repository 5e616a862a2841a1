"""Sammanträdeshandlingar: several papers as one PDF, with page numbers that go on and a bookmark over each paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from scn_desktop.reports.page import Contents, NextPaper, Paper, next_paper


@dataclass(frozen=True)
class Part:
    """A paper with its story; ``key`` names the place of its first page, ``name`` is its bookmark."""

    paper: Paper
    story: list[Flowable | Contents]
    key: str
    name: str


def meeting_papers(parts: Sequence[Part]) -> tuple[Paper, list[Flowable | Contents]]:
    """The first paper's running lines under the title of them all, and the stories after each other."""
    first = parts[0]
    story: list[Flowable | Contents] = [NextPaper(first.paper, first.name, first.key), *first.story]
    for part in parts[1:]:
        story += [*next_paper(part.paper, part.name, part.key), *part.story]
    about = first.paper.metadata
    return replace(first.paper, metadata=replace(about, title=f"Sammanträdeshandlingar: {about.title}")), story
