"""Whether the plan's checklist has changed since a record copied it, and what of the record then stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scn_desktop.models.spot_check import SpotCheck, SpotCheckQuestion


def has_changed(record: SpotCheck) -> bool:
    """Whether an unsigned record asks other questions, or in another order, than its category does now."""
    category = record.category
    if record.signed or category is None:
        return False
    asked = [question.text for question in record.questions]
    return record.category_title != category.title or asked != [question.text for question in category.questions]


def kept_questions(asked: Sequence[SpotCheckQuestion], wanted: Sequence[str]) -> list[SpotCheckQuestion | None]:
    """For each wanted text the question that asks it already, None where it is new; none is given twice."""
    left: dict[str, list[SpotCheckQuestion]] = {}
    for question in asked:
        left.setdefault(question.text, []).append(question)
    return [left[text].pop(0) if left.get(text) else None for text in wanted]


def lost_answers(record: SpotCheck) -> int:
    """How many questions of the record are asked no longer and have an answer that would go with them."""
    if record.category is None:
        return 0
    asked_now = Counter(question.text for question in record.category.questions)
    lost = 0
    for question in record.questions:
        if asked_now[question.text] > 0:
            asked_now[question.text] -= 1
        else:
            lost += any(case.answer_to(question) for case in record.cases)
    return lost
