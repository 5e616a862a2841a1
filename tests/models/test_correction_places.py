"""What a correction may be about is named as the signature names it, with what was signed beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from scn_desktop.models import queries
from scn_desktop.models.correction_places import place_groups
from scn_desktop.models.edits import corrections
from scn_desktop.models.entities import SpotCheck
from scn_desktop.models.spot_check_minutes import correction_words, minutes_text
from scn_desktop.models.spot_check_seal import short_code
from tests.models.planned import QUESTIONS, new_document
from tests.models.signing import signed_record

NOW = datetime(2027, 9, 8, 13, 42, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[SpotCheck]:
    opened = new_document(tmp_path / "prov.scnplan")
    yield queries.get(opened.session, SpotCheck, signed_record(opened, NOW, remarks=1))
    opened.close()


def test_every_field_and_answer_can_be_corrected(record: SpotCheck) -> None:
    whole, first, *others = place_groups(record)
    assert whole.name == "Hela stickprovet"
    assert ("Föredragande", "enhetschef Olle Brandt") in [(place.title, place.says) for place in whole.places]
    assert [(place.title, place.says) for place in first.places] == [
        ("Ärende 1, ärendenummer", "2027-1184"),
        *((f"Ärende 1, fråga {number}", f"{text} Ja") for number, text in enumerate(QUESTIONS, start=1)),
        ("Ärende 1, kommentar", "Handlingen saknas."),
        ("Ärende 1, bedömning", "Anmärkning"),
    ]
    assert [group.name for group in others] == ["Ärende 2", "Ärende 3"]


def test_the_text_for_the_minutes_tells_each_correction_with_its_code(tmp_path: Path) -> None:
    document = new_document(tmp_path / "prov.scnplan")
    key = signed_record(document, NOW)
    document.do(
        "Rätta",
        lambda session: corrections.add_correction(
            session, key, "Ärende 1, fråga 2", "Svaret är nej", "Fel ruta", "Kerstin Alm", NOW
        ),
        barrier=True,
    )
    record = queries.get(document.session, SpotCheck, key)
    code = short_code(record.corrections[0].fingerprint)
    words = f"Svaret är nej. Skäl: Fel ruta. Rättat av Kerstin Alm 8 september 2027, 13.42. Kontrollsumma {code}."
    assert correction_words(record.corrections[0]) == words
    assert minutes_text(record).splitlines()[-1] == f"Rättelse 1. Ärende 1, fråga 2: {words}"
    document.close()
