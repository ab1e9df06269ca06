"""A mentee asks one of the five; the mentor says yes or no; who sees what of whom in which state."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from rules import has_perm

from community.members.actions import erase_member
from community.members.export import gather
from community.notifications.models import Notification
from mentoring import actions
from mentoring.models import Apart, Mentorship, Offer, Request
from mentoring.pairing import five_for
from mentoring.tasks import end_unanswered_questions, forget_withdrawn
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_request
from tests.racing import at_once

pytestmark = pytest.mark.django_db
ROOM = "/en/lipka/mentoring/"
BEST = f"{ROOM}mine/request/best/"
WEEK = dt.timedelta(days=7)


@pytest.fixture
def mentor(centre: Any) -> Any:
    return make_member(centre, display_name="Anna Wraca")


@pytest.fixture
def mentee(centre: Any) -> Any:
    return make_member(centre, display_name="Piotr Pyta")


@pytest.fixture
def offer(centre: Any, mentor: Any) -> Offer:
    return make_mentor(centre, mentor, wishes={}, words="The mentor's own words.", capacity=1)


@pytest.fixture
def request_for_help(centre: Any, mentee: Any) -> Request:
    return make_request(centre, mentee, wishes={}, words="The mentee's own words.")


def asked(request: Request, offer: Offer, at: Any = None) -> Mentorship:
    return actions.ask(request=request, offer=offer, total=8000, at=at or timezone.now())


def pressed(client: Any, mentorship: Mentorship, verb: str) -> Any:
    return client.post(f"{ROOM}mentorships/{mentorship.pk}/{verb}/", follow=True)


def told(kind: str) -> list[Any]:
    return [row.recipient for row in Notification.objects.filter(kind=f"mentoring.{kind}").order_by("pk")]


def test_a_mentee_asks_one_of_the_five_and_the_mentor_says_yes(
    offer: Offer, request_for_help: Request, mentor: Any, mentee: Any, client_of: Any
) -> None:
    page = client_of(mentee).post(f"{BEST}{offer.pk}/ask/", follow=True).content.decode()
    made = Mentorship.objects.get()
    assert (made.mentee_accepted_at, made.expires_at) == (made.proposed_at, made.proposed_at + WEEK)
    assert (made.mentor_accepted_at, made.state(timezone.now())) == (None, "open")
    assert "An answer comes until" in page
    assert told("asked") == [mentor]
    assert "Somebody asks for your help" in client_of(mentor).get(made.get_absolute_url()).content.decode()
    answer = pressed(client_of(mentor), made, "acceptance").content.decode()
    made.refresh_from_db()
    assert made.state(timezone.now()) == "active"
    assert "Piotr Pyta" in answer
    assert "Anna Wraca" in client_of(mentee).get(made.get_absolute_url()).content.decode()
    assert told("accepted") == [mentee]


def test_a_mentor_who_says_no_gives_no_reason_and_is_never_proposed_again(
    offer: Offer, request_for_help: Request, mentor: Any, mentee: Any, client_of: Any
) -> None:
    made = asked(request_for_help, offer)
    pressed(client_of(mentor), made, "refusal")
    made.refresh_from_db()
    assert (made.state(timezone.now()), told("declined")) == ("declined", [mentee])
    actions.withdraw(request_for_help, at=timezone.now())
    again = make_request(request_for_help.centre, mentee, wishes={})
    assert five_for(again, at=timezone.now()) == []
    with pytest.raises(ValidationError, match="cannot be asked"):
        asked(again, offer)


# --- Who sees what ----------------------------------------------------------------------------------------------------

WORDS = {"mentor": "The mentor&#x27;s own words.", "mentee": "The mentee&#x27;s own words."}
NAMES = {"mentor": "Anna Wraca", "mentee": "Piotr Pyta"}
OPENED = {"hours": "Tuesday evening", "countries": "United Kingdom", "occupations": "knitting", "distance": "Dolna"}


@pytest.mark.parametrize("reader", ["mentor", "mentee"])
@pytest.mark.parametrize("part", [None, "name", "words", *OPENED])
def test_while_the_question_is_open_each_side_sees_what_the_other_opened(
    part: str | None, reader: str, centre: Any, mentor: Any, mentee: Any, client_of: Any
) -> None:
    shown = [part] if part else []
    offer = make_mentor(centre, mentor, wishes={}, words="The mentor's own words.", shown=shown)
    request = make_request(centre, mentee, wishes={}, words="The mentee's own words.", shown=shown)
    made = asked(request, offer)
    other = {"mentor": "mentee", "mentee": "mentor"}[reader]
    html = client_of({"mentor": mentor, "mentee": mentee}[reader]).get(made.get_absolute_url()).content.decode()
    signs = {"name": NAMES[other], "words": WORDS[other]} | OPENED
    assert {name for name, sign in signs.items() if sign in html} == {*shown}


@pytest.mark.parametrize("reader", ["mentor", "mentee"])
def test_once_both_said_yes_each_sees_name_and_sentences_and_still_no_part_that_is_closed(
    reader: str, offer: Offer, request_for_help: Request, mentor: Any, mentee: Any, client_of: Any
) -> None:
    made = asked(request_for_help, offer)
    actions.accept(mentorship=made, by=mentor, at=timezone.now())
    other = {"mentor": "mentee", "mentee": "mentor"}[reader]
    html = client_of({"mentor": mentor, "mentee": mentee}[reader]).get(made.get_absolute_url()).content.decode()
    assert NAMES[other] in html
    assert WORDS[other] in html
    assert [sign for sign in OPENED.values() if sign in html] == []


@pytest.mark.parametrize("ending", ["declined", "lapsed", "ended", "withdrawn"])
def test_when_it_is_over_neither_side_sees_anything_of_the_other(
    ending: str, centre: Any, mentor: Any, mentee: Any, client_of: Any
) -> None:
    shown = ["name", "words", *OPENED]
    offer = make_mentor(centre, mentor, wishes={}, words="The mentor's own words.", shown=shown)
    request = make_request(centre, mentee, wishes={}, words="The mentee's own words.", shown=shown)
    now = timezone.now()
    made = asked(request, offer, at=now - 2 * WEEK if ending == "lapsed" else now)
    if ending == "declined":
        actions.decline(mentorship=made, by=mentor, at=now)
    elif ending == "ended":
        actions.accept(mentorship=made, by=mentor, at=now)
        actions.end(mentorship=made, by=mentee, at=now)
    elif ending == "withdrawn":
        actions.withdraw(offer, at=now)
    signs = [*WORDS.values(), *OPENED.values()]
    for reader, other in ((mentor, NAMES["mentee"]), (mentee, NAMES["mentor"])):
        page = client_of(reader).get(made.get_absolute_url())
        assert page.status_code == 200
        assert [sign for sign in [*signs, other] if sign in page.content.decode()] == []


def test_before_the_question_a_mentor_sees_nothing_of_a_mentee(
    offer: Offer, request_for_help: Request, mentor: Any, client_of: Any
) -> None:
    pages = [f"{ROOM}mine/", f"{ROOM}mine/request/best/", ROOM, f"{ROOM}mentorships/1/"]
    for page in pages:
        html = client_of(mentor).get(page).content.decode()
        assert "Piotr" not in html
        assert WORDS["mentee"] not in html
    assert not has_perm("mentoring.view_request", mentor, request_for_help)


def test_the_coordinator_sees_names_states_and_dates_and_nobody_else_finds_it(
    offer: Offer, request_for_help: Request, everybody: Any, client_of: Any
) -> None:
    made = asked(request_for_help, offer)
    people = everybody(mentor=offer.member, mentee=request_for_help.member)
    listed = {name for name, user in people.items() if Mentorship.objects.visible_to(user).exists()}
    assert listed == {"mentor", "mentee", "mentor coordinator", "network"}
    assert {name for name, user in people.items() if has_perm("mentoring.view_mentorship", user, made)} == listed
    del people["stranger"]
    answers = {name: client_of(user).get(made.get_absolute_url()) for name, user in people.items()}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == listed
    assert {answer.status_code for name, answer in answers.items() if name not in listed} == {404}
    html = answers["mentor coordinator"].content.decode()
    assert NAMES["mentor"] in html
    assert NAMES["mentee"] in html
    assert [sign for sign in [*WORDS.values(), *OPENED.values()] if sign in html] == []


def test_only_the_mentor_answers(
    offer: Offer, request_for_help: Request, mentee: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    made = asked(request_for_help, offer)
    for user in (mentee, mentor_coordinator):
        for verb in ("acceptance", "refusal"):
            assert pressed(client_of(user), made, verb).status_code == 403
    made.refresh_from_db()
    assert made.state(timezone.now()) == "open"


# --- Places and time --------------------------------------------------------------------------------------------------


def test_nobody_is_asked_who_is_not_among_the_five(
    centre: Any, other_centre: Any, request_for_help: Request, mentee: Any, client_of: Any
) -> None:
    elsewhere, unfit = make_mentor(other_centre), make_mentor(centre, topics=["health"])
    for each in (elsewhere, unfit):
        assert client_of(mentee).post(f"{BEST}{each.pk}/ask/").status_code == 404
    assert not Mentorship.objects.exists()


def test_one_asks_one_at_a_time_and_a_question_takes_the_place(
    centre: Any, offer: Offer, request_for_help: Request
) -> None:
    asked(request_for_help, offer)
    with pytest.raises(ValidationError, match="One at a time"):
        asked(request_for_help, make_mentor(centre, wishes={}))
    other = make_request(centre, wishes={})
    assert offer not in [each.offer for each in five_for(other, at=timezone.now())]
    with pytest.raises(ValidationError, match="Somebody else was quicker"):
        asked(other, offer)


def test_unanswered_for_a_week_a_question_ends_its_mentee_is_told_and_may_ask_the_next(
    centre: Any, offer: Offer, request_for_help: Request, mentee: Any, mentor: Any, client_of: Any
) -> None:
    made = asked(request_for_help, offer, at=timezone.now() - WEEK)
    following = make_mentor(centre, wishes={})
    assert "has been answered or has ended" in pressed(client_of(mentor), made, "acceptance").content.decode()
    assert [each.offer for each in five_for(request_for_help, at=timezone.now())] == [following]
    for _time in range(2):
        end_unanswered_questions.func()
    made.refresh_from_db()
    assert (made.ended_at, made.mentor_accepted_at, told("lapsed")) == (made.expires_at, None, [mentee])
    assert asked(request_for_help, following).state(timezone.now()) == "open"


def test_a_question_taken_back_frees_the_place_quietly(
    centre: Any, offer: Offer, request_for_help: Request, mentee: Any, client_of: Any
) -> None:
    made = asked(request_for_help, offer)
    client_of(mentee).post(f"{ROOM}mentorships/{made.pk}/end/")
    made.refresh_from_db()
    assert made.state(timezone.now()) == "withdrawn"
    assert told("left") == []
    assert asked(make_request(centre, wishes={}), offer).state(timezone.now()) == "open"


def test_a_mentor_who_withdraws_lets_nobody_wait(offer: Offer, request_for_help: Request, mentee: Any) -> None:
    made = asked(request_for_help, offer)
    actions.withdraw(offer, at=timezone.now())
    made.refresh_from_db()
    assert made.is_over
    assert told("declined") == [mentee]


@pytest.mark.parametrize("leaving", ["mentor", "mentee"])
@pytest.mark.parametrize("is_agreed", [True, False])
def test_whoever_erases_their_account_leaves_nothing_and_the_other_side_is_told(
    leaving: str, is_agreed: bool, offer: Offer, request_for_help: Request, mentor: Any, mentee: Any
) -> None:
    now = timezone.now()
    made = asked(request_for_help, offer)
    if is_agreed:
        actions.accept(mentorship=made, by=mentor, at=now)
    gone, other = (mentor, mentee) if leaving == "mentor" else (mentee, mentor)
    erase_member(member=gone, keep_public=True, at=now)
    made.refresh_from_db()
    assert (made.is_over, getattr(made, leaving), told("left")) == (True, None, [other])
    assert (Offer.objects.filter(member=gone).count(), Request.objects.filter(member=gone).count()) == (0, 0)
    assert not Apart.objects.exists()


def test_a_download_holds_what_one_said_and_nobody_of_the_other_side(
    offer: Offer, request_for_help: Request, mentor: Any, mentee: Any
) -> None:
    asked(request_for_help, offer)
    for member, other in ((mentor, mentee), (mentee, mentor)):
        data = json.loads(json.dumps(gather(member)["mentoring"], cls=DjangoJSONEncoder))
        text = json.dumps(data, ensure_ascii=False)
        own, others = ("mentor", "mentee") if member == mentor else ("mentee", "mentor")
        assert f"The {own}'s own words." in text
        assert f"The {others}'s own words." not in text
        assert other.display_name not in text
        assert other.handle not in text


def test_what_was_withdrawn_half_a_year_ago_is_forgotten(
    centre: Any, offer: Offer, request_for_help: Request, mentor: Any
) -> None:
    now, long_ago = timezone.now(), timezone.now() - dt.timedelta(days=190)
    made = asked(request_for_help, offer, at=long_ago)
    actions.accept(mentorship=made, by=mentor, at=long_ago)
    actions.withdraw(request_for_help, at=long_ago)
    forgotten = make_request(centre)
    actions.withdraw(forgotten, at=long_ago)
    kept = make_request(centre)
    actions.withdraw(kept, at=now)
    forget_withdrawn.func()
    assert set(Request.objects.all()) == {request_for_help, kept}
    assert Offer.objects.get() == offer


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once_however_many_ask_at_the_same_instant(centre: Any) -> None:
    offer = make_mentor(centre, capacity=2)
    requests = [make_request(centre, wishes={}) for _number in range(6)]
    now = timezone.now()
    failures = at_once([lambda request=request: asked(request, offer, now) for request in requests])
    assert {str(failure) for failure in failures} == {
        str(["Somebody else was quicker: this mentor has no free place now."])
    }
    assert (len(failures), Mentorship.objects.live(now).count()) == (4, 2)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_one_request_asks_one_mentor_however_often_it_is_pressed(centre: Any) -> None:
    request, now = make_request(centre, wishes={}), timezone.now()
    offers = [make_mentor(centre, wishes={}) for _number in range(5)]
    failures = at_once([lambda offer=offer: asked(request, offer, now) for offer in offers])
    assert len(failures) == 4
    assert Mentorship.objects.count() == 1


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("side", ["offer", "request"])
@pytest.mark.parametrize("leaving", ["withdraws", "erases the account"])
def test_nobody_is_left_waiting_for_who_leaves_at_the_instant_of_the_question(
    leaving: str, side: str, centre: Any
) -> None:
    now = timezone.now()
    for _time in range(3):
        offer, request = make_mentor(centre, wishes={}), make_request(centre, wishes={})
        said: Any = {"offer": offer, "request": request}[side]
        leave = {
            "withdraws": lambda said=said: actions.withdraw(said, at=now),
            "erases the account": lambda said=said: erase_member(member=said.member, keep_public=True, at=now),
        }[leaving]
        failures = at_once([lambda offer=offer, request=request: asked(request, offer, now), leave])
        assert [failure for failure in failures if not isinstance(failure, ValidationError)] == []
        assert not Mentorship.objects.standing().exists()


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_yes_at_the_last_instant_is_not_ended_as_unanswered(centre: Any) -> None:
    offer, now = make_mentor(centre), timezone.now()
    made = asked(make_request(centre, wishes={}), offer, at=now - WEEK + dt.timedelta(seconds=1))
    yes = {"mentorship": made, "by": offer.member, "at": now}
    later = now + dt.timedelta(seconds=2)
    failures = at_once(
        [lambda: actions.accept(**yes), lambda: actions.end_lapsed(Mentorship.objects.all(), later)],
    )
    made.refresh_from_db()
    assert (made.mentor_accepted_at is None) == (made.ended_at is not None) == bool(failures)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_no_at_the_same_instant_leave_one_of_them(centre: Any) -> None:
    offer = make_mentor(centre)
    made = asked(make_request(centre, wishes={}), offer)
    answer = {"mentorship": made, "by": offer.member, "at": timezone.now()}
    failures = at_once([lambda: actions.accept(**answer), lambda: actions.decline(**answer)])
    made.refresh_from_db()
    assert len(failures) == 1
    assert (made.mentor_accepted_at is None) != (made.declined_at is None)
