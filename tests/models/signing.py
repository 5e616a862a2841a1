"""A signed stickprov on the small plan, for tests of what comes after the signature."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import spot_checks
from scn_desktop.models.entities import SpotCheck


def signed_record(
    document: Document, now: datetime, meeting_id: str = "", category: int = 0, remarks: int = 0, cases: int = 3
) -> str:
    """Fill in and sign a stickprov of a meeting, the first if none is named; its key.

    The first ``remarks`` of its cases have a remark.
    """
    plan = queries.plan_of_year(document.session)
    assert plan is not None
    chosen = plan.model.categories[category].id
    meeting = meeting_id or queries.meetings(document.session)[0].id

    def fill(session: Session) -> str:
        key = spot_checks.begin(session, meeting, chosen, "Kerstin Alm")
        session.expire_all()
        record = queries.get(session, SpotCheck, key)
        while len(record.cases) < cases:
            spot_checks.add_case(session, key)
            session.expire_all()
        if cases < 3:
            for case in record.cases[cases:]:
                spot_checks.remove_case(session, case.id)
            spot_checks.set_field(session, key, "fewer_reason", "Fler fanns inte.")
        session.flush()
        session.expire_all()
        for number, case in enumerate(record.cases):
            spot_checks.set_reference(session, case.id, f"2027-{1184 + number}")
            for question in record.questions:
                spot_checks.set_answer(session, case.id, question.id, "yes")
            remark = number < remarks
            spot_checks.set_case_assessment(session, case.id, "remark" if remark else "no_remark")
            spot_checks.set_comment(session, case.id, "Handlingen saknas." if remark else "")
        spot_checks.set_field(session, key, "presenter", "enhetschef Olle Brandt")
        spot_checks.set_assessment(session, key, "remark" if remarks else "no_remark")
        return key

    record_id = document.do("Fyll i", fill)
    document.do("Signera", lambda session: spot_checks.sign(session, record_id, "Kerstin Alm", now), barrier=True)
    return record_id
