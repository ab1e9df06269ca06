"""Each side is asked how it goes, answers for itself, and is read by nobody who was not let in."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.members.export import gather
from mentoring import actions
from mentoring.models import Feedback, Mentorship, Moment
from mentoring.tasks import ask_how_it_goes
from tests.mentoring.making import make_pair
from tests.racing import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
GOOD = {"gets_on": 5, "helps": 4, "recommends": 5, "words": "She answers within a day."}


def page(pair: Mentorship) -> str:
    return f"/en/lipka/mentoring/mentorships/{pair.pk}/feedback/"


def aged(pair: Mentorship, days: int) -> Mentorship:
    """As if both had said yes so many days ago."""
    at = timezone.now() - days * DAY
    Mentorship.objects.filter(pk=pair.pk).update(mentor_accepted_at=at, mentee_accepted_at=at, proposed_at=at)
    pair.refresh_from_db()
    return pair


def asked(member: Any) -> list[str]:
    return list(Feedback.objects.of(member).order_by("asked_at", "pk").values_list("moment", flat=True))


def given(pair: Mentorship, member: Any, at: Any = None, **answers: Any) -> Feedback:
    row = Feedback.objects.of(member).filter(mentorship=pair).latest("asked_at")
    at = at or timezone.now()
    actions.give_feedback(feedback=row, answers=actions.Answers(**GOOD | answers), by=member, at=at)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(
    ("days", "moments"),
    [(29, []), (30, ["1"]), (90, ["1"]), (91, ["3"]), (181, ["3"]), (182, ["6"]), (400, ["6"])],
)
def test_both_are_asked_at_one_three_and_six_months_once_each(
    days: int, moments: list[str], pair: Mentorship, mentor: Any, mentee: Any, told: Any
) -> None:
    aged(pair, days)
    for _time in range(2):
        ask_how_it_goes.func()
    assert (asked(mentor), asked(mentee)) == (moments, moments)
    assert told("feedback_asked") == ([mentor, mentee] if moments else [])


def test_who_has_not_answered_is_reminded_once_after_a_week(
    pair: Mentorship, mentor: Any, mentee: Any, told: Any
) -> None:
    aged(pair, 40)
    ask_how_it_goes.func()
    given(pair, mentor)
    Feedback.objects.update(asked_at=timezone.now() - 7 * DAY)
    for _time in range(2):
        ask_how_it_goes.func()
    assert told("feedback_reminded") == [mentee]


def test_a_question_is_open_until_the_next_one_is_asked(pair: Mentorship, mentor: Any, client_of: Any) -> None:
    aged(pair, 40)
    ask_how_it_goes.func()
    Feedback.objects.update(asked_at=timezone.now() - 60 * DAY)
    aged(pair, 100)
    ask_how_it_goes.func()
    html = client_of(mentor).get(page(pair)).content.decode()
    assert "three months" in html
    first = Feedback.objects.of(mentor).get(moment=Moment.FIRST)
    with pytest.raises(Exception, match="time for these answers is over"):
        actions.give_feedback(feedback=first, answers=actions.Answers(5, 5, 5), by=mentor, at=timezone.now())


def test_it_is_given_in_a_browser_and_may_be_changed(pair: Mentorship, mentee: Any, client_of: Any) -> None:
    aged(pair, 40)
    ask_how_it_goes.func()
    client = client_of(mentee)
    assert page(pair) in client.get(pair.get_absolute_url()).content.decode()
    client.post(page(pair), GOOD)
    row = Feedback.objects.of(mentee).get()
    assert (row.gets_on, row.helps, row.recommends, row.words, row.opened) == (5, 4, 5, GOOD["words"], False)
    assert page(pair) not in client.get(pair.get_absolute_url()).content.decode()
    client.post(page(pair), GOOD | {"helps": 2, "opened": "on"})
    row.refresh_from_db()
    assert (row.helps, row.opened) == (2, True)


WRONG = [{"gets_on": ""}, {"helps": 6}, {"helps": 0}, {"recommends": "very"}, {"words": "x" * 401}]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong)[:20])
def test_bad_input_is_told_and_what_was_typed_stays(
    wrong: dict[str, Any], pair: Mentorship, mentee: Any, client_of: Any
) -> None:
    aged(pair, 40)
    ask_how_it_goes.func()
    html = client_of(mentee).post(page(pair), GOOD | wrong).content.decode()
    assert "Please look at this again" in html
    assert (GOOD | wrong)["words"] in html
    assert not Feedback.objects.given().exists()


def test_it_is_found_only_by_who_was_asked(
    pair: Mentorship, mentor: Any, mentee: Any, everybody: Any, client_of: Any
) -> None:
    aged(pair, 40)
    ask_how_it_goes.func()
    given(pair, mentee, words="Only mine.")
    people = everybody(mentor=mentor, mentee=mentee)
    del people["stranger"]
    answers = {name: client_of(user).get(page(pair)) for name, user in people.items()}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == {"mentor", "mentee"}
    assert {name for name, answer in answers.items() if "Only mine." in answer.content.decode()} == {"mentee"}
    on_the_page = {
        name
        for name, user in people.items()
        if "Only mine." in client_of(user).get(pair.get_absolute_url()).content.decode()
    }
    assert on_the_page == set()


@pytest.mark.parametrize("over", [False, True])
def test_the_coordinator_reads_a_sentence_only_where_its_writer_opened_it(
    over: bool, pair: Mentorship, mentor: Any, mentee: Any, everybody: Any, client_of: Any
) -> None:
    aged(pair, 40)
    ask_how_it_goes.func()
    given(pair, mentee, words="Please read this.", opened=True)
    given(pair, mentor, words="Not for you.")
    if over:
        actions.end(mentorship=pair, by=mentor, at=timezone.now())
    people = everybody(mentor=mentor, mentee=mentee)
    del people["stranger"]
    pages = {name: client_of(user).get(pair.get_absolute_url()).content.decode() for name, user in people.items()}
    assert {name for name, html in pages.items() if "Please read this." in html} == {"mentor coordinator", "network"}
    assert {name for name, html in pages.items() if "Not for you." in html} == set()


def test_at_the_end_each_is_asked_who_has_not_said_it_within_a_month(
    pair: Mentorship, mentor: Any, mentee: Any, client_of: Any, told: Any
) -> None:
    aged(pair, 40)
    ask_how_it_goes.func()
    given(pair, mentor)
    actions.end(mentorship=pair, by=mentor, at=timezone.now())
    assert (asked(mentor), asked(mentee)) == (["1"], ["1", "end"])
    html = client_of(mentee).get(page(pair)).content.decode()
    assert "These are the last questions about it." in html
    assert "Anna Wraca" not in html
    client_of(mentee).post(page(pair), GOOD)
    assert Feedback.objects.get(moment=Moment.END).given_at


def test_it_closes_sixty_days_after_the_end(pair: Mentorship, mentor: Any, mentee: Any, client_of: Any) -> None:
    actions.end(mentorship=pair, by=mentor, at=timezone.now() - 59 * DAY)
    assert client_of(mentee).get(page(pair)).status_code == 200
    Mentorship.objects.update(ended_at=timezone.now() - 60 * DAY)
    assert client_of(mentee).get(page(pair)).status_code == 404
    assert client_of(mentee).post(page(pair), GOOD).status_code == 404


def test_after_the_end_the_clock_asks_nothing_more(pair: Mentorship, mentor: Any) -> None:
    aged(pair, 40)
    Mentorship.objects.update(ended_at=timezone.now())
    ask_how_it_goes.func()
    assert asked(mentor) == []


def test_a_download_holds_ones_own_answers_and_none_of_the_other_side(
    pair: Mentorship, mentor: Any, mentee: Any
) -> None:
    aged(pair, 40)
    ask_how_it_goes.func()
    given(pair, mentor, words="The mentor answered.")
    given(pair, mentee, words="The mentee answered.")
    actions.draft(
        mentorship=pair, terms=actions.Terms("A common aim.", "weekly", 3), seen=0, by=mentee, at=timezone.now()
    )
    goal = actions.add_goal(mentorship=pair, text="A common goal.", by=mentee, at=timezone.now())
    actions.add_step(goal=goal, text="A first step.", by=mentor, at=timezone.now())
    actions.end(mentorship=pair, by=mentor, at=timezone.now(), reason="fit")
    texts = {
        name: json.dumps(gather(user)["mentoring"], cls=DjangoJSONEncoder)
        for name, user in (("mentor", mentor), ("mentee", mentee))
    }
    words = [
        "The mentor answered.",
        "The mentee answered.",
        "A common aim.",
        "A common goal.",
        "A first step.",
        '"fit"',
    ]
    assert [word for word in words if word in texts["mentor"]] == [words[0], words[4], words[5]]
    assert [word for word in words if word in texts["mentee"]] == words[1:4]


@pytest.mark.engine
def test_the_database_itself_refuses_half_an_answer(pair: Mentorship, mentor: Any) -> None:
    row = Feedback.objects.create(mentorship=pair, by=mentor, side="mentor", moment="1")
    for wrong in ({"gets_on": 3}, {"given_at": timezone.now()}, {"given_at": timezone.now(), **GOOD, "helps": 6}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Feedback.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_clocks_that_strike_together_ask_once(centre: Any, told: Any) -> None:
    pair = aged(make_pair(centre), 40)
    assert at_once([ask_how_it_goes.func] * 3) == []
    assert (Feedback.objects.count(), told("feedback_asked")) == (2, [pair.mentor, pair.mentee])
