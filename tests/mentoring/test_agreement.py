"""One side drafts, the other confirms or changes; nobody writes over what they have not read."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring import actions
from mentoring.models import Agreement, Mentorship
from tests.mentoring.making import make_pair
from tests.racing import at_once

pytestmark = pytest.mark.django_db
TERMS = {"aims": "My diploma counts here.", "rhythm": "fortnightly", "months": 6, "private": "My family stays out."}


def page(pair: Mentorship, end: str = "") -> str:
    return f"/en/lipka/mentoring/mentorships/{pair.pk}/{end}"


def saved(client: Any, pair: Mentorship, seen: int = 0, **changes: Any) -> Any:
    return client.post(page(pair, "agreement/"), TERMS | {"seen": seen} | changes, follow=True)


def confirmed(client: Any, pair: Mentorship, seen: int) -> Any:
    return client.post(page(pair, "agreement/yes/"), {"seen": seen}, follow=True)


def draft(pair: Mentorship, by: Any, seen: int = 0, **changes: Any) -> Agreement:
    terms = actions.Terms(**TERMS | changes)
    return actions.draft(mentorship=pair, terms=terms, seen=seen, by=by, at=timezone.now())


def test_right_after_both_said_yes_the_page_invites_to_agree(pair: Mentorship, mentor: Any, client_of: Any) -> None:
    html = client_of(mentor).get(page(pair)).content.decode()
    assert "Write it down" in html
    assert page(pair, "agreement/") in html


def test_one_drafts_the_other_confirms_and_both_dates_are_kept(
    pair: Mentorship, mentor: Any, mentee: Any, client_of: Any, told: Any
) -> None:
    html = saved(client_of(mentee), pair).content.decode()
    assert "It waits for Anna Wraca’s yes" in html
    assert told("agreement_drafted") == [mentor]
    html = client_of(mentor).get(page(pair)).content.decode()
    assert "My diploma counts here." in html
    assert "Yes, so be it" in html
    assert "You both agree." in confirmed(client_of(mentor), pair, 1).content.decode()
    made = Agreement.objects.get()
    assert (made.mentee_agreed_at, made.drafted_by) == (made.drafted_at, mentee)
    assert made.mentor_agreed_at > made.mentee_agreed_at
    assert told("agreement_confirmed") == [mentee]


def test_a_change_needs_the_others_yes_again_and_until_then_the_former_one_holds(
    pair: Mentorship, mentor: Any, mentee: Any, client_of: Any
) -> None:
    draft(pair, mentee)
    actions.confirm(mentorship=pair, seen=1, by=mentor, at=timezone.now())
    saved(client_of(mentor), pair, seen=1, months=3)
    assert [(row.number, row.months, row.is_confirmed) for row in Agreement.objects.order_by("number")] == [
        (1, 6, True),
        (2, 3, False),
    ]
    html = client_of(mentee).get(page(pair)).content.decode()
    assert "What holds until then" in html
    assert "3 months" in html
    assert "6 months" in html
    confirmed(client_of(mentee), pair, 2)
    assert Agreement.objects.confirmed().count() == 2
    assert "6 months" not in client_of(mentee).get(page(pair)).content.decode()


def test_whoever_saves_over_something_newer_is_told_sees_it_and_loses_nothing_typed(
    pair: Mentorship, mentor: Any, mentee: Any, client_of: Any
) -> None:
    draft(pair, mentor, aims="The mentor was quicker.")
    answer = saved(client_of(mentee), pair, seen=0, aims="The mentee was slower.")
    html = answer.content.decode()
    assert "The other side has changed the agreement meanwhile" in html
    assert "The mentor was quicker." in html
    assert "The mentee was slower." in html
    assert '<input type="hidden" name="seen" value="1"' in html
    assert Agreement.objects.get().aims == "The mentor was quicker."
    saved(client_of(mentee), pair, seen=1, aims="The mentee was slower.")
    assert Agreement.objects.get().aims == "The mentee was slower."


def test_nobody_confirms_what_they_have_not_read(pair: Mentorship, mentor: Any, mentee: Any, client_of: Any) -> None:
    draft(pair, mentee)
    draft(pair, mentee, seen=1, months=9)
    html = confirmed(client_of(mentor), pair, 1).content.decode()
    assert "Please read it again" in html
    for number in ("", "one", "²", "99999999999999999999"):
        confirmed(client_of(mentor), pair, number)  # type: ignore[arg-type]
    assert not Agreement.objects.confirmed().exists()


def test_saving_the_same_words_is_a_yes_to_them(pair: Mentorship, mentor: Any, mentee: Any, client_of: Any) -> None:
    draft(pair, mentee)
    saved(client_of(mentor), pair, seen=1)
    assert Agreement.objects.get().is_confirmed
    saved(client_of(mentor), pair, seen=1)
    assert Agreement.objects.count() == 1


WRONG = [
    {"aims": ""},
    {"aims": "x" * 601},
    {"rhythm": "hourly"},
    {"months": 0},
    {"months": 25},
    {"months": "soon"},
    {"private": "x" * 601},
    {"seen": "-1"},
    {"seen": ""},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong)[:24])
def test_bad_input_is_told_and_what_was_typed_stays(
    wrong: dict[str, Any], pair: Mentorship, mentor: Any, client_of: Any
) -> None:
    html = saved(client_of(mentor), pair, **{"private": "Keep these words."} | wrong).content.decode()
    assert "Please look at this again" in html
    assert not Agreement.objects.exists()
    assert "private" in wrong or "Keep these words." in html


def test_it_is_found_by_both_while_it_runs_and_by_nobody_else_or_afterwards(
    pair: Mentorship, mentor: Any, mentee: Any, everybody: Any, client_of: Any
) -> None:
    draft(pair, mentee)
    people = everybody(mentor=mentor, mentee=mentee)
    del people["stranger"]

    def readers() -> set[str]:
        answers = {name: client_of(user).get(page(pair, "agreement/")) for name, user in people.items()}
        assert {answer.status_code for answer in answers.values()} <= {200, 404}
        return {name for name, answer in answers.items() if answer.status_code == 200}

    assert readers() == {"mentor", "mentee"}
    seen = {name for name, user in people.items() if "My diploma" in client_of(user).get(page(pair)).content.decode()}
    assert seen == {"mentor", "mentee"}
    actions.end(mentorship=pair, by=mentor, at=timezone.now())
    assert readers() == set()
    assert "My diploma" not in client_of(mentee).get(page(pair)).content.decode()
    assert saved(client_of(mentee), pair, seen=1).status_code == 404
    assert confirmed(client_of(mentor), pair, 1).status_code == 404


def test_while_it_is_a_question_there_is_nothing_to_agree_on(
    centre: Any, pair: Mentorship, mentor: Any, client_of: Any
) -> None:
    Mentorship.objects.filter(pk=pair.pk).update(mentor_accepted_at=None)
    assert client_of(mentor).get(page(pair, "agreement/")).status_code == 404


def test_the_page_asks_the_database_as_often_after_ten_changes(
    pair: Mentorship, mentor: Any, mentee: Any, client_of: Any
) -> None:
    counts = []
    client = client_of(mentor)
    for number in range(10):
        draft(pair, mentor, seen=number, months=number + 1)
        actions.confirm(mentorship=pair, seen=number + 1, by=mentee, at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            client.get(page(pair))
        counts.append(len(queries))
    assert len(set(counts[1:])) == 1


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_of_two_who_draft_at_the_same_instant_one_is_told_of_the_other(centre: Any) -> None:
    pair = make_pair(centre, at=timezone.now() - dt.timedelta(days=1))
    failures = at_once(
        [
            lambda: draft(pair, pair.mentor, aims="The mentor's."),
            lambda: draft(pair, pair.mentee, aims="The mentee's."),
        ]
    )
    assert [type(failure) for failure in failures] == [actions.Newer]
    assert Agreement.objects.count() == 1


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_change_at_the_same_instant_leave_no_yes_to_words_unread(centre: Any) -> None:
    pair = make_pair(centre)
    draft(pair, pair.mentee)
    failures = at_once(
        [
            lambda: actions.confirm(mentorship=pair, seen=1, by=pair.mentor, at=timezone.now()),
            lambda: draft(pair, pair.mentee, seen=1, months=12),
        ]
    )
    confirmed_ones = list(Agreement.objects.confirmed())
    assert [row.months for row in confirmed_ones] == ([] if failures else [6])
    assert Agreement.objects.drafts().get().months == 12
