"""How the cases of a stickprov were chosen: a line on its page, and every draw of the meeting for who may see them."""

from reportlab.platypus import Flowable

from scn_desktop.models.draw_rules import RULE, drawn_cases, verify_draw
from scn_desktop.models.draw_words import draw_facts, public_words, selection_words, title
from scn_desktop.models.spot_check import Meeting, SpotCheck
from scn_desktop.reports.boxes import Pairs
from scn_desktop.reports.flowables import Heading, TextBlock
from scn_desktop.reports.page import Contents, new_page
from scn_desktop.reports.theme import BODY, CELL_BOLD, PORTRAIT
from scn_desktop.reports.typeset import Run
from scn_desktop.swedish import plural

_HEADING = "Så drogs ärendena"
_METHOD = (
    "Programmet har dragit ärenden ur en lista som är sparad tillsammans med stickprovet. Ärendena dras i den ordning "
    "som SHA-256 av frö, radbyte och ärendenummer ger, lägst först; listans fingeravtryck är SHA-256 av salt, radbyte "
    f"och listan. Metoden heter {RULE}. Den som får se listan kan göra om varje dragning. Varje dragning för "
    "sammanträdet redovisas här."
)


def chosen_words(record: SpotCheck, *, is_public: bool) -> str:
    """ "3 ärenden" and how they were chosen, where the record tells it."""
    counted = plural(len(record.cases), "ärende", "ärenden")
    words = public_words(record) if is_public else selection_words(record)
    if not is_public and record.cases and drawn_cases(record) == len(record.cases):
        return words
    return f"{counted}. {words}".removesuffix(". ")


def draws_story(meeting: Meeting) -> list[Flowable | Contents]:
    """A page with every draw that was made for the meeting; nothing where none was. Covered by secrecy."""
    if not meeting.draws:
        return []
    story: list[Flowable | Contents] = [
        *new_page(PORTRAIT),
        Heading(_HEADING, 1, "dragningar", indent=0.0),
        TextBlock([Run(_METHOD, BODY.face)], BODY),
    ]
    for draw in meeting.draws:
        story.append(Heading(title(draw), 3, f"dragning-{draw.id}", indent=0.0))
        altered = verify_draw(draw)
        if altered:
            words = f"Ändrad utanför programmet: {', '.join(altered).lower()}."
            story.append(TextBlock([Run(words, CELL_BOLD.face)], CELL_BOLD))
        story.append(Pairs(draw_facts(draw)))
    return story
