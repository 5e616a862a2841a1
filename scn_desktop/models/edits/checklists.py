"""What a stickprov may concern, the questions of each checklist, and the ready phrases for comments.

A signed record keeps its questions whatever is done here; one that is begun keeps its own until ``take_questions``.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.checklist_changes import kept_questions
from scn_desktop.models.comment_phrases import PHRASES
from scn_desktop.models.entities import (
    ChecklistQuestion,
    CommentPhrase,
    PlanningModel,
    SpotCheck,
    SpotCheckCategory,
    SpotCheckQuestion,
)
from scn_desktop.models.ordering import keys_for, last_key, put_at


def add_category(session: Session, model_id: str, title: str) -> str:
    """Something more that a stickprov may concern, last; its key. Raises InputError where it has no title."""
    siblings = queries.get(session, PlanningModel, model_id).categories
    made = SpotCheckCategory(model_id=model_id, order_key=last_key(siblings), title=said(title))
    session.add(made)
    session.flush()
    return made.id


def rename_category(session: Session, category_id: str, title: str) -> None:
    """Another title; records keep the one they began with."""
    queries.get(session, SpotCheckCategory, category_id).title = said(title)


def move_category(session: Session, category_id: str, index: int) -> None:
    """Give a category the place ``index`` among the others."""
    category = queries.get(session, SpotCheckCategory, category_id)
    put_at(category, category.model.categories, index)


def delete_category(session: Session, category_id: str) -> None:
    """Remove a category with its checklist; the records that used it keep its title and their questions."""
    session.delete(queries.get(session, SpotCheckCategory, category_id))


def add_question(session: Session, category_id: str, text: str) -> str:
    """A question more, last; its key. Raises InputError where it is empty."""
    siblings = queries.get(session, SpotCheckCategory, category_id).questions
    made = ChecklistQuestion(category_id=category_id, order_key=last_key(siblings), text=said(text))
    session.add(made)
    session.flush()
    return made.id


def set_question(session: Session, question_id: str, text: str) -> None:
    """Ask it in other words."""
    queries.get(session, ChecklistQuestion, question_id).text = said(text)


def move_question(session: Session, question_id: str, index: int) -> None:
    """Give a question the place ``index`` among the others of its checklist."""
    question = queries.get(session, ChecklistQuestion, question_id)
    put_at(question, question.category.questions, index)


def delete_question(session: Session, question_id: str) -> None:
    """Ask it no more."""
    session.delete(queries.get(session, ChecklistQuestion, question_id))


def add_phrase(session: Session, model_id: str, text: str) -> str:
    """A ready phrase more, last; its key. Raises InputError where it is empty."""
    siblings = queries.get(session, PlanningModel, model_id).comment_phrases
    made = CommentPhrase(model_id=model_id, order_key=last_key(siblings), text=said(text))
    session.add(made)
    session.flush()
    return made.id


def take_own_phrases(session: Session, model_id: str) -> None:
    """Put the program's phrases in the plan, where they can be changed; those that it has already are not doubled."""
    siblings = queries.get(session, PlanningModel, model_id).comment_phrases
    missing = [text for text in PHRASES if text not in {each.text for each in siblings}]
    keys = keys_for(len(siblings) + len(missing))
    for sibling, key in zip(siblings, keys, strict=False):
        sibling.order_key = key
    for text, key in zip(missing, keys[len(siblings) :], strict=True):
        session.add(CommentPhrase(model_id=model_id, order_key=key, text=text))


def set_phrase(session: Session, phrase_id: str, text: str) -> None:
    """Say it in other words; comments that hold it are left as they are."""
    queries.get(session, CommentPhrase, phrase_id).text = said(text)


def move_phrase(session: Session, phrase_id: str, index: int) -> None:
    """Give a phrase the place ``index`` among the others."""
    phrase = queries.get(session, CommentPhrase, phrase_id)
    put_at(phrase, phrase.model.comment_phrases, index)


def delete_phrase(session: Session, phrase_id: str) -> None:
    """Offer it no more."""
    session.delete(queries.get(session, CommentPhrase, phrase_id))


def take_questions(session: Session, record_id: str) -> None:
    """Let a begun record ask what the plan asks now; answers to questions with the same text stay.

    Raises InputError where its category is gone from the plan.
    """
    record = queries.get(session, SpotCheck, record_id)
    category = record.category
    if category is None:
        raise InputError("Det som kontrolleras finns inte kvar i planen. Stickprovet behåller sina frågor.")
    wanted = [question.text for question in category.questions]
    kept = kept_questions(record.questions, wanted)
    for question in record.questions:
        if question not in kept:
            session.delete(question)
    session.flush()
    for text, same, key in zip(wanted, kept, keys_for(len(wanted)), strict=True):
        if same is None:
            session.add(SpotCheckQuestion(spot_check_id=record_id, order_key=key, text=text))
        else:
            same.order_key = key
    record.category_title = category.title


def said(text: str) -> str:
    """The text on one line. Raises InputError where there is none."""
    words = " ".join(text.split())
    if not words:
        raise InputError("Skriv en text. Det som inte ska finnas kvar tas bort med papperskorgen.")
    return words
