"""The words about a stickprov that an utskott enters in its secret minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scn_desktop.law import citation
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import recusals, spot_checks
from scn_desktop.models.entities import SpotCheck
from scn_desktop.models.spot_check_minutes import minutes_text, summary
from scn_desktop.models.spot_check_seal import short_code
from tests.models.planned import new_document


@pytest.fixture
def record(tmp_path: Path) -> Iterator[SpotCheck]:
    """Three cases, the second with a remark, signed."""
    document = new_document(tmp_path / "prov.scnplan")
    yield signed(document, 3)
    document.close()


def signed(document: Document, count: int) -> SpotCheck:
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    meeting, category = queries.meetings(document.session)[0], plan.model.categories[0]

    def fill(session: Session) -> str:
        made = spot_checks.begin(session, meeting.id, category.id, "Kerstin Alm")
        session.flush()
        session.expire_all()
        record = queries.get(session, SpotCheck, made)
        if not count:
            spot_checks.set_fewer_reason(session, made, "Inga sådana beslut fattades")
        for number, case in enumerate(record.cases if count else []):
            spot_checks.set_reference(session, case.id, f"2027-{1184 + number}")
            for question in record.questions:
                spot_checks.set_answer(session, case.id, question.id, "yes")
            spot_checks.set_case_assessment(session, case.id, "remark" if number == 1 else "no_remark")
            spot_checks.set_comment(session, case.id, "Skälet saknas" if number == 1 else "")
        spot_checks.set_field(session, made, "presenter", "Olle Brandt")
        spot_checks.set_assessment(session, made, "remark")
        return made

    made = document.do("Fyll i", fill)
    now = datetime(2027, 9, 8, 8, 40, tzinfo=UTC)
    document.do("Signera", lambda session: spot_checks.sign(session, made, "Kerstin Alm", now), barrier=True)
    return queries.get(document.session, SpotCheck, made)


def test_the_text_begins_with_its_secrecy_and_says_each_case(record: SpotCheck) -> None:
    assert minutes_text(record).splitlines() == [
        f"OMFATTAS AV SEKRETESS ({citation('secrecy_chapter')})",
        "",
        "Stickprov, Utskott Norr",
        "Justerare Kerstin Alm har inför sammanträdet 8 september 2027 kontrollerat tre ärenden. "
        "Kontrollen gällde beslut att inte inleda utredning. Föredrog: Olle Brandt.",
        "Ärende 2027-1184: utan anmärkning.",
        "Ärende 2027-1185: anmärkning. Skälet saknas.",
        "Ärende 2027-1186: utan anmärkning.",
        "Samlad bedömning: anmärkning.",
        f"Signerat av Kerstin Alm 8 september 2027, 08.40. Kontrollsumma {short_code(record.fingerprint)}.",
    ]


def test_jav_is_told_with_its_reason_and_who_took_the_stickprov(tmp_path: Path) -> None:
    document = new_document(tmp_path / "prov.scnplan")
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    meeting, category = queries.meetings(document.session)[0].id, plan.model.categories[0].id
    made = document.do("Börja", lambda session: spot_checks.begin(session, meeting, category, "Kerstin Alm"))
    document.do("Jäv", lambda session: recusals.recuse(session, made, "Ett ärende rör en närstående", "Olle Brandt"))
    told = minutes_text(queries.get(document.session, SpotCheck, made)).splitlines()
    assert told[3].startswith("Justerare Olle Brandt har inför sammanträdet")
    assert told[4] == (
        "Jäv: Kerstin Alm var jävig och deltog inte. Ett ärende rör en närstående. Olle Brandt tog stickprovet."
    )
    document.close()


def test_a_record_is_summed_up_in_a_sentence(record: SpotCheck) -> None:
    assert summary(record) == (
        "Beslut att inte inleda utredning. Tre ärenden, ett med anmärkning. Föredrog: Olle Brandt."
    )


def test_a_meeting_without_cases_says_why(tmp_path: Path) -> None:
    document = new_document(tmp_path / "prov.scnplan")
    record = signed(document, 0)
    text = minutes_text(record)
    assert "inte haft något ärende att kontrollera" in text
    assert "Färre än tre ärenden kontrollerades: Inga sådana beslut fattades." in text
    assert "Föredrog" not in text
    assert summary(record) == "Beslut att inte inleda utredning. Inga ärenden."
    document.close()
