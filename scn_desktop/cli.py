"""The command line: the way other programs and the tests drive the program, and what starts the window.

Errors go to stderr as one line of Swedish with exit code 2; never a traceback for what the world did.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from scn_desktop import __version__
from scn_desktop.errors import ReportError, ScnError, WriteFailed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from scn_desktop.models.plan import Paper

REPORTS = (
    "tjansteskrivelse",
    "verksamhetsplan",
    "internkontrollplan",
    "sammantradeshandlingar",
    "stickprov",
    "stickprov-manad",
    "stickprovssammanstallning",
    "riskmatris",
    "kontrollresultat",
)
PERIODS = ("april", "helar")
BLOCKS = ("measures", "indicators", "table", "budget", "controls")
COMMANDS = ("example", "new", "models", "model", "report", "export", "import", "paste")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window. The exit code: 0, or 2 where something was wrong."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        if not given or given[0] not in (*COMMANDS, "-h", "--help", "--version"):
            return open_window(given)
        chosen = parser().parse_args(given)
        command: str = chosen.command
        RUN[command](chosen)
    except ScnError as error:
        print(f"scn-desktop: {error}".replace("\n", " "), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 2
    return 0


class SwedishParser(argparse.ArgumentParser):
    """Tells in one line of Swedish what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        swedish = message
        for english, own in (
            ("the following arguments are required:", "följande måste anges:"),
            ("unrecognized arguments:", "okända tillägg:"),
            ("invalid choice:", "okänt val:"),
            ("choose from", "välj bland"),
            ("invalid int value:", "inte ett helt tal:"),
            ("expected one argument", "ett värde saknas"),
            ("argument", "tillägget"),
        ):
            swedish = swedish.replace(english, own)
        print(f"scn-desktop: {swedish}. Hjälp: scn-desktop --help", file=sys.stderr)
        raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = SwedishParser(prog="scn-desktop", description="Plan, budget, intern kontroll och stickprov i en fil.")
    top.add_argument("--version", action="version", version=f"scn-desktop {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="KOMMANDO")

    example = commands.add_parser("example", help="skriv exempelplanen till en ny fil")
    example.add_argument("out", type=Path, metavar="UT")

    new = commands.add_parser("new", help="skapa en ny plan")
    new.add_argument("out", type=Path, metavar="UT")
    new.add_argument(
        "--model", required=True, metavar="ID", help="styrmodell: namnet på en som visas av ”models”, eller en fil.toml"
    )
    new.add_argument("--year", required=True, type=int, metavar="ÅR")
    new.add_argument("--committee", required=True, metavar="NÄMND")
    new.add_argument("--municipality", required=True, metavar="KOMMUN")

    commands.add_parser("models", help="visa styrmodellerna som följer med programmet")

    model = commands.add_parser("model", help="spara en plans styrmodell, att skapa andra planer efter")
    model.add_argument("file", type=Path, metavar="FIL")
    model.add_argument("-o", "--output", type=Path, required=True, metavar="UT.toml")
    model.add_argument("--year", type=int, metavar="ÅR", help="det senaste året om inget anges")
    model.add_argument("--id", default="", metavar="ID", help="filens namn om inget anges")
    model.add_argument("--name", default="", metavar="NAMN", help="visas när man väljer styrmodell")
    model.add_argument("--description", default="", metavar="TEXT", help="visas under namnet")
    model.add_argument("--without-texts", action="store_true", help="bara rubriker och tabeller, ingen löpande text")

    report = commands.add_parser("report", help="skriv en handling som PDF")
    report.add_argument("kind", choices=REPORTS, metavar="SORT", help=f"någon av {', '.join(REPORTS)}")
    report.add_argument("file", type=Path, metavar="FIL")
    report.add_argument("-o", "--output", type=Path, required=True, metavar="UT.pdf")
    report.add_argument("--year", type=int, metavar="ÅR", help="det senaste året om inget anges")
    report.add_argument(
        "--meeting", metavar="DATUM", help="sammanträdets datum, ÅÅÅÅ-MM-DD; det senaste om inget anges"
    )
    report.add_argument("--subcommittee", metavar="UTSKOTT", help="utskottet, om flera möts samma dag")
    report.add_argument(
        "--period",
        default="",
        metavar="TID",
        help="stickprovens sammanställning: april eller helar; månadslistans månad: september; "
        "kontrollresultatets uppföljning: april, augusti …",
    )
    report.add_argument(
        "--public", action="store_true", help="för publicering: utan ärenden, kommentarer och små antal"
    )

    export = commands.add_parser("export", help="skriv hela innehållet som JSON")
    export.add_argument("file", type=Path, metavar="FIL")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="UT.json")

    import_ = commands.add_parser("import", help="skapa en fil av JSON")
    import_.add_argument("source", type=Path, metavar="IN.json")
    import_.add_argument("-o", "--output", type=Path, required=True, metavar="FIL")

    paste = commands.add_parser("paste", help="klistra in en tabell från standard in")
    paste.add_argument("file", type=Path, metavar="FIL")
    paste.add_argument("--paper", required=True, metavar="HANDLING", help="handlingens titel, eller hur den börjar")
    paste.add_argument("--section", default="", metavar="VÄG", help="t.ex. ”Inriktningsmål 1/Uppdrag 1.1”")
    paste.add_argument(
        "--block", required=True, choices=BLOCKS, metavar="SORT", help=f"vad tabellen är: {', '.join(BLOCKS)}"
    )
    paste.add_argument("--year", type=int, metavar="ÅR")
    paste.add_argument("--new", action="store_true", help="i en ny tabell, inte den som finns")
    paste.add_argument("--empty-first", choices=("own", "above", "same"), help="vad en tom första cell betyder")
    return top


def open_window(given: Sequence[str]) -> int:
    """Start the program, with the file given if any."""
    if len(given) > 1 or (given and given[0].startswith("-")):
        raise ScnError(f"Okänt kommando: {' '.join(given)}. Hjälp: scn-desktop --help")
    from scn_desktop.app import run

    return run(Path(given[0]) if given else None)


def require_free(path: Path) -> None:
    """Raises WriteFailed where a file already lies: no command writes over somebody's plan."""
    if path.exists():
        raise WriteFailed(f"”{path}” finns redan. Välj ett annat namn eller ta bort filen först.")


def require_no_plan(path: Path) -> None:
    """Raises WriteFailed where a plan lies: what is written of one may replace an older such, never the plan itself."""
    from scn_desktop.models.document.safety import MAGIC

    try:
        with path.open("rb") as stream:
            occupied = stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return
    if occupied:
        raise WriteFailed(f"På ”{path}” ligger en plan. Välj ett annat namn.")


def write_example(chosen: argparse.Namespace) -> None:
    """``example OUT``"""
    from scn_desktop.exchange.example import create_example

    require_free(chosen.out)
    create_example(chosen.out).close()


def write_new(chosen: argparse.Namespace) -> None:
    """``new OUT --model ID --year Y --committee NAME --municipality NAME``"""
    from scn_desktop.models.document.create import create_document

    require_free(chosen.out)
    create_document(
        chosen.out,
        municipality=chosen.municipality,
        committee=chosen.committee,
        year=chosen.year,
        model=chosen.model,
    ).close()


def list_models(chosen: argparse.Namespace) -> None:
    """``models``"""
    from scn_desktop.models.planning_model_file import shipped_models

    for model in shipped_models():
        print(f"{model.id:<16}{model.name}. {model.description}")


def write_model(chosen: argparse.Namespace) -> None:
    """``model FILE -o OUT.toml``"""
    from scn_desktop.exchange import planning_model_toml
    from scn_desktop.models import queries
    from scn_desktop.models.document.document import Document
    from scn_desktop.models.planning_model_save import model_file

    require_no_plan(chosen.output)
    document = Document.open(chosen.file, writable=False)
    try:
        plan = queries.plan_of_year(document.session, chosen.year)
        if plan is None:
            raise ScnError(f"Filen har ingen plan för {chosen.year}." if chosen.year else "Filen har ingen plan.")
        saved = model_file(
            plan,
            identifier=chosen.id or chosen.output.stem,
            name=chosen.name,
            description=chosen.description,
            with_texts=not chosen.without_texts,
        )
    finally:
        document.close()
    planning_model_toml.write_model(saved, chosen.output)


def write_report(chosen: argparse.Namespace) -> None:
    """``report KIND FILE -o OUT.pdf``"""
    from scn_desktop.models.document.document import Document
    from scn_desktop.reports.catalogue import render

    require_no_plan(chosen.output)
    if chosen.meeting is not None:
        try:
            date.fromisoformat(chosen.meeting)
        except ValueError as error:
            raise ReportError(f"”{chosen.meeting}” är inget datum. Skriv som 2027-03-10.") from error
    if chosen.kind == "stickprovssammanstallning" and chosen.period not in ("", *PERIODS):
        raise ReportError(f"”{chosen.period}” är ingen tid att sammanställa stickproven för. Välj april eller helar.")
    document = Document.open(chosen.file, writable=False)
    try:
        render(
            chosen.kind,
            document.session,
            chosen.output,
            year=chosen.year,
            meeting=chosen.meeting,
            subcommittee=chosen.subcommittee,
            public=chosen.public,
            period=chosen.period,
        )
    finally:
        document.close()


def write_export(chosen: argparse.Namespace) -> None:
    """``export FILE -o OUT.json``"""
    from scn_desktop.exchange.json_export import export_json
    from scn_desktop.models.document.document import Document

    require_no_plan(chosen.output)
    document = Document.open(chosen.file, writable=False)
    try:
        text = export_json(document.session)
    finally:
        document.close()
    beside = chosen.output.with_name(f".{chosen.output.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(chosen.output)
    except OSError as error:
        raise WriteFailed(f"”{chosen.output}” kan inte skrivas: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)


def read_import(chosen: argparse.Namespace) -> None:
    """``import IN.json -o FILE``"""
    from scn_desktop.exchange.json_import import import_json

    require_free(chosen.output)
    try:
        text = chosen.source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ScnError(f"”{chosen.source}” är inte sparad som UTF-8.") from error
    except OSError as error:
        raise ScnError(f"”{chosen.source}” kan inte läsas: {error.strerror}.") from error
    import_json(text, chosen.output).close()


def paste_table(chosen: argparse.Namespace) -> None:
    """``paste FILE --paper P --section PATH --block KIND < TABLE.tsv``"""
    from dataclasses import replace

    from scn_desktop.exchange import paste
    from scn_desktop.models.document.document import Document

    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScnError("Tabellen på standard in är inte text i UTF-8.") from error
    document = Document.open(chosen.file)
    try:

        def action(session: Session) -> str:
            path = [part for part in chosen.section.split("/") if part.strip()]
            target = paste.target_in(
                session, paper_called(session, chosen.paper, chosen.year), path, chosen.block, new=chosen.new
            )
            proposal = paste.propose(session, text, target)
            if chosen.empty_first:
                proposal = replace(proposal, empty_first=chosen.empty_first)
            summary = paste.preview(session, proposal).summary
            paste.apply(session, proposal)
            return summary

        print(document.do(paste.LABELS[chosen.block], action))
    finally:
        document.close()


def paper_called(session: Session, name: str, year: int | None) -> Paper:
    """The plan's paper whose title is, or begins with, ``name``. Raises ScnError that names those there are."""
    from scn_desktop.models import queries

    plan = queries.plan_of_year(session, year)
    if plan is None:
        raise ScnError(f"Filen har ingen plan för {year}." if year else "Filen har ingen plan.")
    for paper in plan.papers:
        if paper.title.casefold().startswith(name.casefold()):
            return paper
    raise ScnError(f"Handlingen ”{name}” finns inte. Där finns: {'; '.join(paper.title for paper in plan.papers)}.")


RUN = {
    "example": write_example,
    "new": write_new,
    "models": list_models,
    "model": write_model,
    "report": write_report,
    "export": write_export,
    "import": read_import,
    "paste": paste_table,
}
