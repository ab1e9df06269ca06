"""A mentor coordinator pairs everybody who waits, looks, fixes, forbids, and publishes what both sides then answer."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from community.members.actions import erase_member
from community.notifications.models import Notification
from mentoring import actions
from mentoring.matching import PARTS
from mentoring.models import Apart, Mentorship, Offer, Request, Run
from mentoring.pairing import five_for
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_request
from tests.racing import at_once

pytestmark = pytest.mark.django_db
ROOM = "/en/lipka/mentoring/"
MATCHING = f"{ROOM}matching/"
PLAIN: dict[str, Any] = {"wishes": {}, "traits": []}


def mentor(centre: Any, name: str, **facts: Any) -> Offer:
    return make_mentor(centre, make_member(centre, display_name=name), **PLAIN | {"capacity": 1} | facts)


def mentee(centre: Any, name: str, **facts: Any) -> Request:
    return make_request(centre, make_member(centre, display_name=name), **PLAIN | facts)


@pytest.fixture
def anna(centre: Any) -> Offer:
    """Helps with both."""
    return mentor(centre, "Anna", topics=["work", "tax"])


@pytest.fixture
def bogdan(centre: Any) -> Offer:
    return mentor(centre, "Bogdan", topics=["work"])


@pytest.fixture
def piotr(centre: Any) -> Request:
    return mentee(centre, "Piotr", first="work", second="tax")


@pytest.fixture
def olga(centre: Any) -> Request:
    return mentee(centre, "Olga", first="work", second="")


@pytest.fixture
def draft(anna: Offer, bogdan: Offer, piotr: Request, olga: Request, mentor_coordinator: Any) -> Run:
    return actions.propose_pairs(centre=anna.centre, by=mentor_coordinator, at=timezone.now())


def pairs_of(run: Run) -> dict[str, str]:
    rows = run.pairs.filter(left="").select_related("request__member", "offer__member")
    return {str(pair.request.member): str(pair.offer.member) for pair in rows}


def alone_in(run: Run) -> dict[str, str]:
    return {str(each.request.member): each.kind for each in run.alone.select_related("request__member")}


def left_out_of(run: Run) -> dict[str, str]:
    return {str(pair.request.member): pair.left for pair in run.pairs.exclude(left="")}


def told(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=f"mentoring.{kind}").order_by("pk")
    return [str(row.recipient) for row in rows.select_related("recipient")]


def pressed(client: Any, run: Run, verb: str, request: Request, offer: Offer) -> Any:
    return client.post(f"{MATCHING}{run.pk}/mentees/{request.pk}/{offer.pk}/{verb}/", follow=True)


def publish(run: Run, by: Any) -> Run:
    return actions.publish(run=run, turn=Run.objects.get(pk=run.pk).turn, by=by, at=timezone.now())


# --- The draft --------------------------------------------------------------------------------------------------------


def test_everybody_is_paired_at_once_with_each_part_in_words_and_nobody_is_told(
    anna: Offer, bogdan: Offer, piotr: Request, olga: Request, mentor_coordinator: Any, client_of: Any
) -> None:
    client = client_of(mentor_coordinator)
    html = client.post(f"{MATCHING}proposal/", follow=True).content.decode()
    run = Run.objects.get()
    assert (pairs_of(run), alone_in(run)) == ({"Piotr": "Anna", "Olga": "Bogdan"}, {})
    assert sorted(run.pairs.get(request=piotr).parts) == sorted(PARTS)
    sentences = [
        *("Piotr with Anna", "Olga with Bogdan", "Can help with all of it: finding work and tax and social insurance"),
        *("Both speak Polish and English", "Both are free: Tuesday evening; Saturday evening"),
        *("They live next to each other", "The same trade: nurse (with a degree)", "Both have lived in United Kingdom"),
    ]
    assert [sentence for sentence in sentences if sentence not in html] == []
    assert not Mentorship.objects.exists()
    assert not Notification.objects.exclude(kind__in=["mentoring.vetted", "mentoring.offered"]).exists()


def test_who_stays_alone_is_told_why_and_what_one_more_mentor_would_change(
    anna: Offer, piotr: Request, centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    mentee(centre, "Ola", first="health", second="", languages={"uk": 6})
    mentee(centre, "Ula", languages={"de": 6})
    mentee(centre, "Iga", first="tax", second="")
    html = client_of(mentor_coordinator).post(f"{MATCHING}proposal/", follow=True).content.decode()
    run = Run.objects.get()
    assert len(pairs_of(run)) == 1
    kinds = alone_in(run)
    assert (kinds.pop("Ola"), kinds.pop("Ula"), [*kinds.values()]) == ("needs", "language", ["full"])
    assert "The one mentor who fits has no free place left." in html
    assert "Whoever could help speaks no language in common well enough (B1)." in html
    assert (
        "One more mentor for doctors and health insurance who speaks this language: Ukrainian. Brings 1 more pair."
        in html
    )


def test_paused_waiting_helped_and_silenced_people_do_not_take_part(
    anna: Offer, bogdan: Offer, piotr: Request, olga: Request, centre: Any, mentor_coordinator: Any, silenced: Any
) -> None:
    actions.pause(olga, at=timezone.now())
    shut_out = mentee(centre, "Zenon")
    silenced(shut_out.member)
    actions.ask(request=piotr, offer=anna, total=1, at=timezone.now())
    other = mentee(centre, "Ewa")
    run = actions.propose_pairs(centre=centre, by=mentor_coordinator, at=timezone.now())
    assert (pairs_of(run), alone_in(run)) == ({str(other.member): "Bogdan"}, {})


def test_a_fixed_pair_stays_whatever_comes_and_may_be_let_go(
    draft: Run, anna: Offer, olga: Request, piotr: Request, mentor_coordinator: Any, client_of: Any, centre: Any
) -> None:
    client = client_of(mentor_coordinator)
    assert "Fixed. This pair stays" in pressed(client, draft, "fix", olga, anna).content.decode()
    assert pairs_of(draft) == {"Olga": "Anna", "Piotr": "Bogdan"}
    client.post(f"{MATCHING}proposal/")
    assert pairs_of(draft) == {"Olga": "Anna", "Piotr": "Bogdan"}
    pressed(client, draft, "release", olga, anna)
    assert pairs_of(draft) == {"Olga": "Bogdan", "Piotr": "Anna"}


def test_a_pair_that_a_condition_or_a_missing_place_rules_out_cannot_be_fixed(
    draft: Run, anna: Offer, olga: Request, piotr: Request, mentor_coordinator: Any, client_of: Any, centre: Any
) -> None:
    client = client_of(mentor_coordinator)
    unfit = mentor(centre, "Celina", topics=["health"])
    assert "These two cannot be a pair" in pressed(client, draft, "fix", olga, unfit).content.decode()
    pressed(client, draft, "fix", piotr, anna)
    assert "These two cannot be a pair" in pressed(client, draft, "fix", olga, anna).content.decode()
    assert pairs_of(draft) == {"Piotr": "Anna", "Olga": "Bogdan"}


def test_a_fixed_pair_that_can_stand_no_longer_is_let_go_and_said(
    draft: Run, anna: Offer, piotr: Request, mentor_coordinator: Any, client_of: Any
) -> None:
    client = client_of(mentor_coordinator)
    pressed(client, draft, "fix", piotr, anna)
    actions.pause(anna, at=timezone.now())
    html = client.post(f"{MATCHING}proposal/", follow=True).content.decode()
    assert "1 fixed pair can stand no longer and was let go." in html
    assert len(pairs_of(draft)) == 1


def test_a_pair_forbidden_this_time_is_not_proposed_until_it_is_allowed_again(
    draft: Run, anna: Offer, piotr: Request, olga: Request, mentor_coordinator: Any, client_of: Any
) -> None:
    client = client_of(mentor_coordinator)
    html = pressed(client, draft, "forbid", piotr, anna).content.decode()
    assert pairs_of(draft) == {"Piotr": "Bogdan", "Olga": "Anna"}
    assert "Forbidden in this run" in html
    assert not Apart.objects.exists()
    pressed(client, draft, "allow", piotr, anna)
    assert pairs_of(draft) == {"Piotr": "Anna", "Olga": "Bogdan"}


def test_a_pair_kept_apart_for_good_is_proposed_nowhere_any_more(
    draft: Run, anna: Offer, piotr: Request, mentor_coordinator: Any, client_of: Any
) -> None:
    pressed(client_of(mentor_coordinator), draft, "set_apart", piotr, anna)
    assert pairs_of(draft) == {"Piotr": "Bogdan", "Olga": "Anna"}
    assert Apart.objects.filter(mentor=anna.member, mentee=piotr.member).exists()
    assert anna not in [each.offer for each in five_for(piotr, at=timezone.now())]
    actions.drop(run=draft, by=mentor_coordinator)
    again = actions.propose_pairs(centre=piotr.centre, by=mentor_coordinator, at=timezone.now())
    assert pairs_of(again)["Piotr"] == "Bogdan"


def test_another_mentor_may_be_chosen_among_those_who_fit(
    draft: Run, anna: Offer, bogdan: Offer, piotr: Request, mentor_coordinator: Any, client_of: Any, centre: Any
) -> None:
    mentor(centre, "Celina", topics=["health"])
    page = client_of(mentor_coordinator).get(f"{MATCHING}{draft.pk}/mentees/{piotr.pk}/")
    assert [str(row["pair"].offer.member) for row in page.context["pairs"]] == ["Anna", "Bogdan"]
    assert "in the draft" in page.content.decode()


# --- Publishing -------------------------------------------------------------------------------------------------------


def test_published_each_pair_is_a_question_to_both_who_are_told(
    draft: Run, anna: Offer, piotr: Request, mentor_coordinator: Any, client_of: Any
) -> None:
    client = client_of(mentor_coordinator)
    assert "Propose 2 mentorships?" in client.get(f"{MATCHING}{draft.pk}/publication/").content.decode()
    html = client.post(f"{MATCHING}{draft.pk}/publication/", {"turn": draft.turn}, follow=True).content.decode()
    assert "Published: 2 mentorships are proposed." in html
    made = Mentorship.objects.get(request=piotr)
    assert (made.mentor, made.mentor_accepted_at, made.mentee_accepted_at) == (anna.member, None, None)
    assert made.expires_at == made.proposed_at + dt.timedelta(days=7)
    assert sorted(told("proposed")) == ["Anna", "Bogdan", "Olga", "Piotr"]
    for member in (piotr.member, anna.member):
        page = client_of(member).get(made.get_absolute_url()).content.decode()
        assert "Proposed to you" in page
        assert [name for name in ("Anna", "Piotr") if name in page and name != str(member)] == []
        waiting = client_of(member).get("/en/members/waiting/", follow=True).content.decode()
        assert "A mentorship is proposed to you: say yes or no" in waiting


@pytest.mark.parametrize("first", ["mentor", "mentee"])
def test_it_runs_once_both_have_said_yes_in_either_order(
    first: str, draft: Run, anna: Offer, piotr: Request, mentor_coordinator: Any, client_of: Any
) -> None:
    publish(draft, mentor_coordinator)
    made = Mentorship.objects.get(request=piotr)
    sides = {"mentor": anna.member, "mentee": piotr.member}
    second = sides["mentee" if first == "mentor" else "mentor"]
    path = f"{made.get_absolute_url()}acceptance/"
    noted = client_of(sides[first]).post(path, follow=True).content.decode()
    assert "You hear from us when the other side has answered" in noted
    assert str(second) not in noted
    assert client_of(sides[first]).post(path).status_code == 403
    made.refresh_from_db()
    assert (made.state(timezone.now()), told("agreed")) == ("open", [])
    both = client_of(second).post(path, follow=True).content.decode()
    assert str(sides[first]) in both
    made.refresh_from_db()
    assert (made.state(timezone.now()), told("agreed")) == ("active", [str(sides[first])])
    assert made.agreed_at == max(made.mentor_accepted_at, made.mentee_accepted_at)


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_one_no_is_enough_and_the_mentee_goes_on_to_the_next_best(
    side: str, draft: Run, anna: Offer, piotr: Request, centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    publish(draft, mentor_coordinator)
    following = mentor(centre, "Celina", topics=["work"])
    made = Mentorship.objects.get(request=piotr)
    by, other = {"mentor": (anna.member, "Piotr"), "mentee": (piotr.member, "Anna")}[side]
    answer = client_of(by).post(f"{made.get_absolute_url()}refusal/")
    made.refresh_from_db()
    assert (made.state(timezone.now()), told("fell_through")) == ("declined", [other])
    assert answer["Location"] == (f"{ROOM}mine/request/best/" if side == "mentee" else made.get_absolute_url())
    page = client_of(piotr.member).get(f"{ROOM}mine/request/best/")
    assert [each.offer for each in page.context["proposals"]] == [following]
    assert f"{ROOM}mine/request/best/" in client_of(piotr.member).get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize("yes", [None, "mentor", "mentee"])
def test_unanswered_for_a_week_it_lapses_and_whoever_hoped_is_told(
    yes: str | None, draft: Run, anna: Offer, piotr: Request, mentor_coordinator: Any
) -> None:
    then = timezone.now() - dt.timedelta(days=8)
    actions.publish(run=draft, turn=draft.turn, by=mentor_coordinator, at=then)
    made = Mentorship.objects.get(request=piotr)
    if yes:
        actions.accept(mentorship=made, by={"mentor": anna, "mentee": piotr}[yes].member, at=then)
    actions.end_lapsed(Mentorship.objects.filter(pk=made.pk), timezone.now())
    made.refresh_from_db()
    assert made.state(timezone.now()) == "lapsed"
    assert told("fell_through") == (["Piotr", "Anna"] if yes == "mentor" else ["Piotr"])


def test_a_yes_may_be_taken_back_until_the_other_side_answers(
    draft: Run, anna: Offer, piotr: Request, mentor_coordinator: Any, client_of: Any
) -> None:
    publish(draft, mentor_coordinator)
    made = Mentorship.objects.get(request=piotr)
    assert client_of(anna.member).post(f"{made.get_absolute_url()}end/").status_code == 403
    actions.accept(mentorship=made, by=anna.member, at=timezone.now())
    client_of(anna.member).post(f"{made.get_absolute_url()}end/")
    made.refresh_from_db()
    assert (made.state(timezone.now()), told("fell_through")) == ("withdrawn", ["Piotr"])


def test_what_was_published_is_not_moved_by_a_later_run(
    draft: Run, piotr: Request, centre: Any, mentor_coordinator: Any
) -> None:
    publish(draft, mentor_coordinator)
    mentor(centre, "Celina", topics=["work", "tax"])
    mentee(centre, "Iga", first="work", second="")
    again = actions.propose_pairs(centre=centre, by=mentor_coordinator, at=timezone.now())
    assert (again.pk != draft.pk, pairs_of(again)) == (True, {"Iga": "Celina"})


CHANGES = {
    "request": lambda piotr, anna, centre: actions.pause(piotr, at=timezone.now()),
    "asked": lambda piotr, anna, centre: actions.ask(
        request=piotr, offer=mentor(centre, "Celina"), total=1, at=timezone.now()
    ),
    "offer": lambda piotr, anna, centre: actions.withdraw(anna, at=timezone.now()),
    "full": lambda piotr, anna, centre: actions.ask(
        request=mentee(centre, "Iga"), offer=anna, total=1, at=timezone.now()
    ),
    "apart": lambda piotr, anna, centre: actions.keep_apart(
        centre=centre, mentor=anna.member, mentee=piotr.member, at=timezone.now()
    ),
    "unfit": lambda piotr, anna, centre: Offer.objects.filter(pk=anna.pk).update(topics=["health"]),
}


@pytest.mark.parametrize("why", CHANGES)
def test_what_has_changed_since_the_draft_is_left_out_with_its_reason_and_the_rest_goes_through(
    why: str, draft: Run, anna: Offer, piotr: Request, centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    CHANGES[why](piotr, anna, centre)
    publish(draft, mentor_coordinator)
    assert (pairs_of(draft), left_out_of(draft)) == ({"Olga": "Bogdan"}, {"Piotr": why})
    assert not Mentorship.objects.filter(request=piotr, run=draft).exists()
    html = client_of(mentor_coordinator).get(draft.get_absolute_url()).content.decode()
    sentence = draft.pairs.get(request=piotr).get_left_display()
    assert sentence[1:] in html


def test_a_lapsed_question_does_not_stand_in_the_way(
    draft: Run, piotr: Request, centre: Any, mentor_coordinator: Any
) -> None:
    long_ago = timezone.now() - dt.timedelta(days=8)
    other = mentor(centre, "Celina")
    actions.ask(request=piotr, offer=other, total=1, at=long_ago)
    publish(draft, mentor_coordinator)
    assert pairs_of(draft)["Piotr"] == "Anna"


def test_nobody_publishes_what_they_have_not_seen_or_twice(
    draft: Run, anna: Offer, piotr: Request, mentor_coordinator: Any, client_of: Any
) -> None:
    client, seen = client_of(mentor_coordinator), draft.turn
    pressed(client, draft, "forbid", piotr, anna)
    path = f"{MATCHING}{draft.pk}/publication/"
    assert "has changed since you opened it" in client.post(path, {"turn": seen}, follow=True).content.decode()
    assert "has changed since you opened it" in client.post(path, follow=True).content.decode()
    assert not Mentorship.objects.exists()
    client.post(path, {"turn": Run.objects.get().turn})
    again = client.post(path, {"turn": Run.objects.get().turn}, follow=True).content.decode()
    assert "has been published or dropped" in again
    assert Mentorship.objects.count() == 2


def test_a_draft_may_be_dropped_and_nothing_of_it_stays(draft: Run, mentor_coordinator: Any, client_of: Any) -> None:
    client = client_of(mentor_coordinator)
    assert "Are you sure?" in client.get(f"{MATCHING}{draft.pk}/drop/").content.decode()
    client.post(f"{MATCHING}{draft.pk}/drop/")
    assert not Run.objects.exists()
    assert client.get(draft.get_absolute_url()).status_code == 404


# --- Who sees it ------------------------------------------------------------------------------------------------------


def test_only_the_centres_mentor_coordinators_see_a_draft_or_act_on_it(
    draft: Run, anna: Offer, piotr: Request, everybody: Any, client_of: Any
) -> None:
    people = everybody(mentor=anna.member, mentee=piotr.member)
    listed = {name for name, user in people.items() if Run.objects.visible_to(user).exists()}
    assert listed == {"mentor coordinator", "network"}
    del people["stranger"]
    pages = [ROOM + path for path in ("desk/", "mentorships/", "weights/", "matching/")]
    pages += [
        draft.get_absolute_url(),
        f"{MATCHING}{draft.pk}/publication/",
        f"{MATCHING}{draft.pk}/mentees/{piotr.pk}/",
    ]
    answers = {name: {client_of(user).get(path).status_code for path in pages} for name, user in people.items()}
    assert {name for name, found in answers.items() if found == {200}} == listed
    assert all(found == {403} for name, found in answers.items() if name not in listed)
    for name, user in people.items():
        if name not in listed:
            assert pressed(client_of(user), draft, "forbid", piotr, anna).status_code == 403
    assert pairs_of(draft) == {"Piotr": "Anna", "Olga": "Bogdan"}


def test_the_coordinator_of_another_centre_reaches_it_through_no_address(
    draft: Run, anna: Offer, piotr: Request, other_centre: Any, client_of: Any
) -> None:
    client = client_of(make_member(other_centre, "mentor_coordinator"))
    there = draft.get_absolute_url().replace("lipka", other_centre.slug)
    assert client.get(there).status_code == 404
    for verb in ("fix", "release", "forbid", "part", "allow"):
        assert client.post(f"{there}mentees/{piotr.pk}/{anna.pk}/{verb}/").status_code == 404
    assert client.post(f"{there}publication/", {"turn": draft.turn}).status_code == 404
    assert pairs_of(draft) == {"Piotr": "Anna", "Olga": "Bogdan"}


def test_nobody_of_another_centre_is_drawn_into_a_draft(
    draft: Run, piotr: Request, other_centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    elsewhere = make_mentor(other_centre, **PLAIN)
    assert pressed(client_of(mentor_coordinator), draft, "fix", piotr, elsewhere).status_code == 404


def test_whoever_erases_their_account_is_gone_from_the_draft_too(
    draft: Run, anna: Offer, mentor_coordinator: Any
) -> None:
    erase_member(member=anna.member, keep_public=True, at=timezone.now())
    assert pairs_of(draft) == {"Olga": "Bogdan"}
    publish(draft, mentor_coordinator)
    erase_member(member=mentor_coordinator, keep_public=True, at=timezone.now())
    draft.refresh_from_db()
    assert (draft.made_by, draft.published_by) == (None, None)


# --- Is it fair? ------------------------------------------------------------------------------------------------------


def test_shares_are_told_of_groups_of_ten_and_of_no_smaller_one(
    centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    mentor(centre, "Anna", capacity=6)
    for number in range(12):
        mentee(
            centre, f"Mentee {number}", traits=["woman"] if number < 9 else [], countries=["GB"] if number < 10 else []
        )
    page = client_of(mentor_coordinator).post(f"{MATCHING}proposal/", follow=True)
    shares = {share.label: (share.size, share.matched) for share in page.context["shares"]}
    assert shares.keys() == {
        *("Everybody who asks", "Have lived abroad", "Speak this language: English", "Speak this language: Polish")
    }
    assert shares["Everybody who asks"] == (12, 50)
    assert "Say that they are women" not in page.content.decode()


def test_with_few_people_no_share_is_shown(draft: Run, mentor_coordinator: Any, client_of: Any) -> None:
    html = client_of(mentor_coordinator).get(draft.get_absolute_url()).content.decode()
    assert "Fewer than ten people wait." in html


# --- At the same instant ----------------------------------------------------------------------------------------------


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_publish_at_once_publish_once(centre: Any) -> None:
    coordinators = [make_member(centre, "mentor_coordinator") for _number in range(3)]
    for number in range(3):
        mentor(centre, f"Mentor {number}")
        mentee(centre, f"Mentee {number}")
    run, now = actions.propose_pairs(centre=centre, by=coordinators[0], at=timezone.now()), timezone.now()
    failures = at_once(
        [lambda by=by: actions.publish(run=run, turn=run.turn, by=by, at=now) for by in coordinators]  # type: ignore[misc]
    )
    assert [type(failure) for failure in failures] == [ValidationError] * 2
    assert Mentorship.objects.count() == 3
    assert len(told("proposed")) == 6


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_mentee_who_asks_while_it_is_published_has_one_question_and_a_place_is_given_once(centre: Any) -> None:
    """Whoever comes first: the pair is left out, or the mentee is told to wait."""
    by, now = make_member(centre, "mentor_coordinator"), timezone.now()
    offers = [mentor(centre, f"Mentor {number}") for number in range(4)]
    requests = [mentee(centre, f"Mentee {number}") for number in range(4)]
    run = actions.propose_pairs(centre=centre, by=by, at=now)
    late = mentee(centre, "Late")
    mentor_of = {pair.request_id: pair.offer_id for pair in run.pairs.all()}
    following = {request.pk: next(each for each in offers if each.pk != mentor_of[request.pk]) for request in requests}
    asking = [
        lambda each=each: actions.ask(request=each, offer=following[each.pk], total=1, at=now) for each in requests
    ]
    asking.append(lambda: actions.ask(request=late, offer=offers[0], total=1, at=now))
    failures = at_once([lambda: actions.publish(run=run, turn=run.turn, by=by, at=now), *asking])
    assert {type(failure) for failure in failures} <= {ValidationError}
    run.refresh_from_db()
    assert not run.is_draft
    standing = Mentorship.objects.standing()
    assert len({each.request_id for each in standing}) == standing.count()
    assert max(standing.filter(offer=offer).count() for offer in offers) == 1
    proposed = {pair.request_id for pair in run.pairs.filter(left="")}
    assert proposed == {each.request_id for each in standing.filter(run=run)}


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_answers_of_both_sides_at_once_are_both_kept(centre: Any) -> None:
    by, offer, request = make_member(centre, "mentor_coordinator"), mentor(centre, "Anna"), mentee(centre, "Piotr")
    now = timezone.now()
    run = actions.propose_pairs(centre=centre, by=by, at=now)
    actions.publish(run=run, turn=run.turn, by=by, at=now)
    made = Mentorship.objects.get()
    answers = [lambda each=each: actions.accept(mentorship=made, by=each.member, at=now) for each in (offer, request)]
    assert at_once(answers) == []
    made.refresh_from_db()
    assert (made.is_active, len(told("agreed"))) == (True, 1)
