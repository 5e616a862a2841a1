"""The words about a signed stickprov for the utskott's own, secret minutes."""

from __future__ import annotations

from typing import Final

from scn_desktop.law import citation
from scn_desktop.models import recusals
from scn_desktop.models.draw_words import minutes_line
from scn_desktop.models.spot_check import SpotCheck, SpotCheckCorrection
from scn_desktop.models.spot_check_seal import short_code
from scn_desktop.models.spot_check_words import NUMBERS, clock, counted, sentence
from scn_desktop.swedish import format_date

_ASSESSMENTS: Final = {"no_remark": "utan anmärkning", "remark": "anmärkning", "": "inte bedömt"}


def remarks(record: SpotCheck) -> str:
    """ "alla utan anmärkning", "ett med anmärkning", "två med anmärkning"."""
    count = sum(case.assessment == "remark" for case in record.cases)
    if not count:
        return "alla utan anmärkning" if len(record.cases) > 1 else "utan anmärkning"
    return f"{NUMBERS[count] if count < len(NUMBERS) else count} med anmärkning"


def minutes_text(record: SpotCheck) -> str:
    """What the utskott may enter as a paragraph: what was controlled, each case by its reference, the assessment."""
    meeting = record.meeting
    held = format_date(meeting.held_on) if meeting.held_on else ""
    controlled = f"{record.category_title[:1].lower()}{record.category_title[1:]}"
    by = f"Justerare {record.verifier} har inför sammanträdet {held}"
    if record.cases:
        done = f"{by} kontrollerat {counted(len(record.cases))}. Kontrollen gällde {controlled}."
        done = f"{done} Föredrog: {sentence(record.presenter)}"
    else:
        done = f"{by} inte haft något ärende att kontrollera. Kontrollen skulle gälla {controlled}."
    mark = f"OMFATTAS AV SEKRETESS ({citation('secrecy_chapter')})"
    lines = [mark, "", f"Stickprov, {meeting.subcommittee.name}", done]
    if minutes_line(record):
        lines.append(minutes_line(record))
    if record.recused.strip():
        lines.append(f"Jäv: {recusals.told_in_full(record)}")
    if record.fewer_reason.strip():
        lines.append(f"Färre än tre ärenden kontrollerades: {sentence(record.fewer_reason)}")
    for case in record.cases:
        said = f" {sentence(case.comment)}" if case.comment.strip() else ""
        lines.append(f"Ärende {case.reference}: {_ASSESSMENTS[case.assessment]}.{said}")
    if record.cases:
        said = f" {sentence(record.conclusion)}" if record.conclusion.strip() else ""
        lines.append(f"Samlad bedömning: {_ASSESSMENTS[record.assessment]}.{said}")
    if record.signed_at:
        lines.append(
            f"Signerat av {record.signed_by} {clock(record.signed_at)}. Kontrollsumma {short_code(record.fingerprint)}."
        )
    made = enumerate(record.corrections, start=1)
    lines += [f"Rättelse {number}. {each.place}: {correction_words(each)}" for number, each in made]
    return "\n".join(lines)


def correction_words(correction: SpotCheckCorrection) -> str:
    """ "Skälet finns i akten. Skäl: Läst fel. Rättat av Kerstin Alm 8 september 2027, 14.02. Kontrollsumma …"."""
    try:
        made = clock(correction.made_at)
    except ValueError:  # changed with another tool, which ``verify_correction`` tells
        made = correction.made_at
    return (
        f"{sentence(correction.text)} Skäl: {sentence(correction.reason)} "
        f"Rättat av {correction.made_by} {made}. Kontrollsumma {short_code(correction.fingerprint)}."
    )


def summary(record: SpotCheck) -> str:
    """ "Beslut att inte inleda utredning. Tre ärenden, ett med anmärkning. Föredrog: enhetschef Olle Brandt."."""
    if not record.cases:
        return f"{record.category_title}. Inga ärenden."
    counts = f"{counted(len(record.cases)).capitalize()}, {remarks(record)}"
    return f"{record.category_title}. {counts}. Föredrog: {sentence(record.presenter)}"
