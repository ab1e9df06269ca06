"""What the open pages of a hall are told: the screen, everybody's phones, and the moderators' desk."""

import datetime as dt
from typing import Any

from django.utils import timezone

from community.board.actions.telling import tell_topic
from community.board.models import Hall, Question
from community.live.actions import broadcast, forget


def shown_of(hall: Hall | None, at: dt.datetime) -> dict[str, Any]:
    """What stands on the screen: the question put there, else the most liked of the shortlist."""
    if hall is None:
        return {"hall": None, "question": None, "is_open": False}
    shown = hall.questions.on_screen().first() or hall.questions.shortlisted().most_liked().first()
    return {"hall": hall, "question": shown, "is_open": hall.is_open(at)}


def tell_screen(hall: Hall) -> None:
    facts = shown_of(hall, timezone.now())
    about = about_of(facts["question"]) if facts["question"] else ""
    broadcast(hall.live_name, "screen", template="board/live/screen.html", context=facts, about=about)


def tell_doors(hall: Hall) -> None:
    """That questions are taken now, or no longer: on every page that says so."""
    facts = {"hall": hall, "is_open": hall.is_open(timezone.now())}
    for name in (hall.live_name, hall.desk_name):
        broadcast(name, "door", template="board/live/door.html", context=facts)
    tell_screen(hall)
    tell_topic(hall.topic)


def tell_desk(question: Question) -> None:
    context = {"questions": [question]}
    broadcast(question.hall.desk_name, "question", template="board/live/desk.html", context=context)


def tell_everybody(question: Question) -> None:
    """A question that is not let in is taken from the pages, and from what a late page would be sent."""
    hall = question.hall
    if not question.is_let_in:
        forget(hall.live_name, about_of(question))
    facts = {"question": question}
    broadcast(hall.live_name, "question", template="board/live/question.html", context=facts, about=about_of(question))


def tell_likes(question: Question) -> None:
    broadcast(question.hall.live_name, "liked", template="board/live/liked.html", context={"question": question})


def about_of(question: Question) -> str:
    return f"question-{question.pk}"
