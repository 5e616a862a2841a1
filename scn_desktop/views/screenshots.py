"""Pictures of every tab of a file: ``python -m scn_desktop.views.screenshots FILE OUTDIR [--dark] [--scale 1.5]``."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan, Section

WIDTH, HEIGHT = 1366, 688
BLOCKS = ("measures", "steering_documents", "all_indicators")
"""Kinds of block whose first section in the plan gets a picture of its own."""


def take(file: Path, folder: Path, *, dark: bool = False, percent: int = 100) -> list[Path]:
    """Write `start.png`, one picture per tab, named by the tab's key, one per kind in BLOCKS; return their paths."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from scn_desktop.app import Desktop, make_application
    from scn_desktop.settings import Settings
    from scn_desktop.views.theme import Appearance

    application = make_application()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own:
        settings = Settings(Path(own) / "settings.json")
        settings.put("appearance", (Appearance.DARK if dark else Appearance.LIGHT).value)
        settings.put("text_size", percent)
        desktop = Desktop(application, settings)
        written: list[Path] = []

        def grab(name: str) -> None:
            for _ in range(12):
                application.processEvents()
            target = folder / f"{name}.png"
            window.grab().save(str(target))
            written.append(target)

        window = desktop.show_window()
        window.resize(WIDTH, HEIGHT)
        grab("start")
        window.close()
        window = desktop.show_window(file)
        window.resize(WIDTH, HEIGHT)
        for _ in range(12):
            application.processEvents()
        for position, key in enumerate(window.tab_keys):
            window.show_tab(position)
            grab(key)
        for kind in BLOCKS:
            section = first_section_with(window.bridge.plan, kind) if window.bridge is not None else None
            if section is not None:
                window.show_place("plan", section.id)
                grab(f"plan_{kind}")
        window.close()
    return written


def first_section_with(plan: Plan, kind: str) -> Section | None:
    """The first section, as the plan is read, that has a block of the kind."""

    def read(sections: Sequence[Section]) -> Iterator[Section]:
        for section in sections:
            yield section
            yield from read(section.sections)

    found = (section for paper in plan.papers for section in read(paper.sections))
    return next((section for section in found if any(block.kind == kind for block in section.blocks)), None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures and print where they are."""
    parser = argparse.ArgumentParser(description="Tar en bild av varje flik.")
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args(arguments)
    for path in take(options.file, options.folder, dark=options.dark, percent=round(options.scale * 100)):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
