"""Tables whose columns the writer chose: in portrait, on turned pages, or as several with the first column in each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from scn_desktop.reports.cells import Column
from scn_desktop.reports.page import new_page
from scn_desktop.reports.printing import Printing
from scn_desktop.reports.table_widths import Fit
from scn_desktop.reports.tables import Table, table_story
from scn_desktop.reports.theme import LANDSCAPE, PORTRAIT, PageFormat


@dataclass(frozen=True)
class Part:
    """One of the tables that the columns became: its title, its columns and their widths, and its pages' format."""

    title: str
    indexes: Sequence[int]
    columns: Sequence[Column]
    layout: PageFormat
    is_last: bool


def spread(fitted: Fit, title: str, printing: Printing, make: Callable[[Part], Table]) -> list[Flowable]:
    """The tables that ``make`` gives for each part, on pages of the format that they need."""
    layout = LANDSCAPE if printing.layout is LANDSCAPE else fitted.layout
    story: list[Flowable] = []
    for place, (indexes, columns) in enumerate(zip(fitted.indexes, fitted.columns, strict=True)):
        name = title if place == 0 else f"{title}, fler kolumner"
        story += table_story(make(Part(name, indexes, columns, layout, place == len(fitted.indexes) - 1)))
    if layout is printing.layout:
        return story
    return [*new_page(LANDSCAPE), *story, *new_page(PORTRAIT)]
