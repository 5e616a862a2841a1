"""A process that is killed in the middle of its edits loses none that were acknowledged."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from scn_desktop.models import queries
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document

KILLS = 20

WRITER = """
import sys
from pathlib import Path
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, sections

document = Document.open(Path(sys.argv[1]))
assert not document.read_only, document.read_only_reason
paper = queries.plans(document.session)[0].papers[0]
number = int(sys.argv[2])
while True:
    goal = document.do("Nytt mål", lambda s: sections.add(s, paper.id, None, 0, "goal", f"Mål {number}"))
    block = queries.get(document.session, sections.Section, goal).blocks[0]
    document.do("Skriv", lambda s: blocks.set_field(s, block.id, "text", f"Text {number} " * 400))
    print(number, flush=True)
    number += 1
"""


def test_every_acknowledged_edit_survives_being_killed(tmp_path: Path) -> None:
    path = tmp_path / "plan.scnplan"
    create_document(path, municipality="Exempelköping", committee="Socialnämnden", year=2027, model="enkel").close()
    choice = random.Random(20261122)
    acknowledged = 0
    for _ in range(KILLS):
        acknowledged = write_until_killed(path, acknowledged, choice.randrange(1, 12))
        with closing(sqlite3.connect(path)) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        document = Document.open(path)
        assert not document.read_only
        written = {
            (section.title, section.blocks[0].text)
            for section in queries.plans(document.session)[0].papers[0].sections
            if section.blocks
        }
        assert {(f"Mål {number}", f"Text {number} " * 400) for number in range(acknowledged)} <= written
        document.close()
    assert acknowledged > KILLS


def write_until_killed(path: Path, first: int, edits: int) -> int:
    """Let a process write, kill it soon after ``edits`` acknowledgements; how many there are in all."""
    command = [sys.executable, "-c", WRITER, str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        seen = [writer.stdout.readline() for _ in range(edits)]
        writer.kill()
        seen += writer.stdout.readlines()
    return max(int(line) for line in seen if line.endswith("\n")) + 1
