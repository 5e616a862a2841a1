"""Ten years' stickprov in a file against one year's: the tab with its calendar, an edit, the year's numbers, papers.

Each year has four utskott that meet 24 times, with a signed stickprov of three cases for each meeting, and one more in
the last year that is begun. Each run takes both files in turn.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.result import Result
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import plans, spot_checks
from scn_desktop.models.planning_model_file import shipped_model
from scn_desktop.models.spot_check import SpotCheck

RUNS = 5
YEARS = 10
LAST = 2026
UTSKOTT = ("Norr", "Söder", "Väster", "Öster")
MEETINGS = 24
AIM = 1.2

INSIDE = """
import json, sys, tempfile, time
from datetime import date, datetime, timezone
from pathlib import Path
from PySide6.QtWidgets import QApplication
from scn_desktop import app as program
from scn_desktop.settings import Settings

application = program.make_application()
settings = Settings()
settings.put("author", "Karin Lund")
window = program.Desktop(application, settings).show_window(Path(sys.argv[1]))
while window.shown_path is None:
    application.processEvents()
window.repaint()

from scn_desktop.models import queries
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.spot_check_compilation import compile_period
from scn_desktop.reports import catalogue
from scn_desktop.views.files import Files

files, path = window.findChild(Files), window.shown_path
found = {name: [] for name in ("open", "tab", "edit", "numbers", "paper", "compilation")}

def timed(name, action):
    begun = time.process_time()
    action()
    application.processEvents()
    window.repaint()
    found[name].append((time.process_time() - begun) * 1000)

def settle():
    until = time.perf_counter() + 0.5
    while time.perf_counter() < until or (window.bridge is not None and window.bridge.altered is None):
        application.processEvents()
        time.sleep(0.002)

stickprov = window.tab_keys.index("spot_check")
year, today = int(sys.argv[2]), date(int(sys.argv[2]), 12, 31)
for turn in range(4):
    settle()
    window.close_document()
    settle()
    timed("open", lambda: files.open(path))
    settle()
    timed("tab", lambda: window.show_tab(stickprov))
    settle()
    bridge = window.bridge
    record = queries.last_edited_spot_check(bridge.session)
    for number, case in enumerate(record.cases):
        words = f"Kommentar {turn} {number}"
        timed("edit", lambda: bridge.do("Kommentar", lambda s: spot_checks.set_comment(s, case.id, words)))
    if turn == 0:
        found = {name: [] for name in found}  # the first turn imports what the others only use
with tempfile.TemporaryDirectory() as folder:
    target = Path(folder, "papper.pdf")
    meeting = queries.meetings(window.bridge.session, year)[0].id
    for turn in range(4):
        with window.bridge.document.snapshot() as snapshot:
            timed("numbers", lambda: compile_period(queries.meetings(snapshot.session, year), year, "year", today))
        with window.bridge.document.snapshot() as snapshot:
            timed("paper", lambda: catalogue.render("stickprov", snapshot, target, meeting=meeting))
        with window.bridge.document.snapshot() as snapshot:
            options = {"year": str(year), "period": "year"}
            timed("compilation", lambda: catalogue.render("stickprovssammanstallning", snapshot, target, **options))
        if turn == 0:
            for name in ("numbers", "paper", "compilation"):
                found[name].clear()
print(json.dumps(found), flush=True)
"""
"""What a user does in the open program, in milliseconds of the processor: what else the machine does is not counted.
The control of what was signed, which begins when a file is shown and works beside, is waited for.
The papers are made of a snapshot, as the program makes them."""


def measure() -> Iterator[Result]:
    """Each thing in turn for both files; medians over all runs."""
    with tempfile.TemporaryDirectory() as name:
        one, ten = Path(name, "one.scnplan"), Path(name, "ten.scnplan")
        write_years(one, 1)
        write_years(ten, YEARS)
        samples: dict[Path, dict[str, list[float]]] = {one: defaultdict(list), ten: defaultdict(list)}
        for _ in range(RUNS):
            for path in (one, ten):
                for what, values in run_once(path).items():
                    samples[path][what] += values
    for what, said in (
        ("open", "960 stickprov: Ctrl+O to shown, in the open program"),
        ("tab", "960 stickprov: the tab with its calendar"),
        ("edit", "960 stickprov: an edit in a record, shown"),
        ("numbers", "960 stickprov: the year's compilation in numbers"),
        ("paper", "960 stickprov: the paper of a meeting"),
        ("compilation", "960 stickprov: the paper of the year's compilation"),
    ):
        yield Result(said, samples[ten][what], "96 stickprov", samples[one][what], "CPU ms", AIM)


def write_years(path: Path, years: int) -> None:
    """A file with signed stickprov of so many years, the last LAST, and one that is begun."""

    def make(session: Session) -> None:
        committee = plans.create_committee(session, name="Socialnämnden", municipality="Exempelköpings kommun")
        plans.create_plan(session, committee, LAST, shipped_model("uppsala-2021"))

    with closing(Document.new(path, make)) as document:
        utskott = [document.do("Utskott", partial(spot_checks.add_subcommittee, name=name)) for name in UTSKOTT]
        plan = queries.plan_of_year(document.session)
        assert plan is not None
        category = plan.model.categories[0].id
        for year in range(LAST - years + 1, LAST + 1):
            days = [(date(year, 1, 7) + timedelta(days=14 * number)).isoformat() for number in range(MEETINGS)]
            for key in utskott:
                document.do("Möten", partial(spot_checks.add_meetings, subcommittee_id=key, days=days))
            for meeting in queries.meetings(document.session, year):
                document.do("Stickprov", partial(fill, meeting_id=meeting.id, category_id=category), barrier=True)
        extra = document.do("Möte", lambda session: spot_checks.add_meeting(session, utskott[0], f"{LAST}-12-30"))
        document.do("Börja", lambda session: spot_checks.begin(session, extra, category, "Kerstin Alm"))


def fill(session: Session, meeting_id: str, category_id: str) -> None:
    """A signed stickprov of three cases."""
    key = spot_checks.begin(session, meeting_id, category_id, "Kerstin Alm")
    record = queries.get(session, SpotCheck, key)
    for number, case in enumerate(record.cases):
        spot_checks.set_reference(session, case.id, f"{meeting_id[:4]}-{number}")
        for question in record.questions:
            spot_checks.set_answer(session, case.id, question.id, "yes")
        spot_checks.set_case_assessment(session, case.id, "no_remark")
        spot_checks.set_comment(session, case.id, "Beslutet är motiverat och fattat i tid.")
    spot_checks.set_field(session, key, "presenter", "enhetschef")
    spot_checks.set_assessment(session, key, "no_remark")
    session.flush()
    held_on = record.meeting.held_on or ""
    spot_checks.sign(session, key, "Kerstin Alm", datetime.fromisoformat(held_on).replace(tzinfo=UTC))


def run_once(path: Path) -> dict[str, list[float]]:
    """The samples of one process."""
    with tempfile.TemporaryDirectory() as home:
        finished = subprocess.run(
            [sys.executable, "-c", INSIDE, str(path), str(LAST)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=os.environ | {"SCN_DESKTOP_HOME": home},
        )
    found: dict[str, list[float]] = json.loads(finished.stdout)
    return found
