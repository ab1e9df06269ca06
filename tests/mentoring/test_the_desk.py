"""The mentor coordinator's home, the list of mentorships, and how much each part of a score counts."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.export import gather
from mentoring import actions
from mentoring.matching import PARTS, Weights
from mentoring.models import Mentorship, Offer, Request, Vetting, Weighing, weights_of
from mentoring.pairing import five_for
from tests.factories import make_member
from tests.mentoring.making import SAID, make_mentor, make_offer, make_request

pytestmark = pytest.mark.django_db
ROOM = "/en/lipka/mentoring/"
DAY = dt.timedelta(days=1)
USUAL = {part: getattr(Weights(), part) for part in PARTS}


def test_the_desk_says_who_waits_to_be_looked_at_and_who_for_a_mentor(
    centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    client = client_of(mentor_coordinator)
    assert "Nobody waits" in client.get(f"{ROOM}desk/").content.decode()
    make_offer(centre)
    make_request(centre, make_member(centre, display_name="Piotr Pyta"), words="Mine alone.")
    asking = make_request(centre, make_member(centre, display_name="Olga Pyta"), wishes={})
    actions.ask(request=asking, offer=make_mentor(centre, wishes={}), total=1, at=timezone.now())
    page = client.get(f"{ROOM}desk/")
    html = page.content.decode()
    counts = {name: page.context[name] for name in ("unvetted", "waiting_count", "ready", "open", "active")}
    assert counts == {"unvetted": 1, "waiting_count": 1, "ready": 1, "open": 1, "active": 0}
    assert ("Piotr Pyta" in html, "Olga Pyta" in html, "Mine alone." in html) == (True, False, False)
    assert "1 person waits for a mentor" in client.get("/en/members/waiting/", follow=True).content.decode()
    actions.propose_pairs(centre=centre, by=mentor_coordinator, at=timezone.now())
    assert "A draft with 1 pair waits since" in client.get(f"{ROOM}desk/").content.decode()
    assert "A draft of pairs waits to be published" in client.get("/en/members/waiting/", follow=True).content.decode()


# --- All mentorships --------------------------------------------------------------------------------------------------

NAMES = ("Ask", "Run", "End", "Nay", "Old", "Back")


@pytest.fixture
def states(centre: Any) -> dict[str, Mentorship]:
    """One mentorship in each state; the mentee is called like the state's sign in NAMES."""
    now = timezone.now()
    made = {}
    for number, name in enumerate(NAMES):
        request = make_request(centre, make_member(centre, display_name=f"{name} Pyta"), wishes={}, words="Secret.")
        offer = make_mentor(centre, make_member(centre, display_name=f"{name} Pomaga"), wishes={}, words="Secret.")
        made[name] = actions.ask(
            request=request, offer=offer, total=1, at=now - (10 if name == "Old" else number) * DAY
        )
    for name in ("Run", "End"):
        actions.accept(mentorship=made[name], by=made[name].mentor, at=made[name].proposed_at)
    actions.end(mentorship=made["End"], by=made["End"].mentee, at=now)
    actions.decline(mentorship=made["Nay"], by=made["Nay"].mentor, at=now)
    actions.end(mentorship=made["Back"], by=made["Back"].mentee, at=now)
    return made


def shown(client: Any, **asked: str) -> list[str]:
    page = client.get(f"{ROOM}mentorships/", asked)
    assert "Secret." not in page.content.decode()
    return [str(row["mentorship"].mentee).split()[0] for row in page.context["rows"]]


def test_the_list_is_narrowed_by_state_and_agrees_with_each_mentorships_own(
    states: dict[str, Mentorship], mentor_coordinator: Any, client_of: Any
) -> None:
    client, now = client_of(mentor_coordinator), timezone.now()
    found = {
        state: shown(client, state=state) for state in ("open", "active", "ended", "declined", "lapsed", "withdrawn")
    }
    assert found == {
        "open": ["Ask"],
        "active": ["Run"],
        "ended": ["End"],
        "declined": ["Nay"],
        "lapsed": ["Old"],
        "withdrawn": ["Back"],
    }
    for state, names in found.items():
        assert {Mentorship.objects.get(pk=states[name].pk).state(now) for name in names} == {state}
    assert len(shown(client)) == len(shown(client, state="nonsense")) == len(NAMES)


def test_what_was_completed_has_a_word_and_a_filter_of_its_own(
    states: dict[str, Mentorship], mentor_coordinator: Any, client_of: Any
) -> None:
    Mentorship.objects.filter(pk=states["End"].pk).update(completed_at=F("ended_at"))
    client = client_of(mentor_coordinator)
    assert (shown(client, state="completed"), shown(client, state="ended")) == (["End"], [])
    row = next(row for row in client.get(f"{ROOM}mentorships/").context["rows"] if row["state"] == "completed")
    assert row["label"] == "completed"


def test_the_list_is_narrowed_by_name_and_by_each_of_three_dates(
    states: dict[str, Mentorship], mentor_coordinator: Any, client_of: Any
) -> None:
    client, today = client_of(mentor_coordinator), timezone.localdate()
    assert shown(client, who="run pom") == ["Run"]
    before = (today - 9 * DAY).isoformat()
    assert shown(client, date="asked", until=before) == ["Old"]
    assert shown(client, date="agreed", until=today.isoformat()) == ["Run", "End"]
    assert shown(client, date="over", since=(today - DAY).isoformat()) == ["End", "Nay", "Back"]
    assert len(shown(client, since="yesterday")) == len(NAMES)


def test_the_page_of_one_shows_the_coordinator_states_and_dates_only(
    states: dict[str, Mentorship], mentor_coordinator: Any, client_of: Any
) -> None:
    html = client_of(mentor_coordinator).get(states["End"].get_absolute_url()).content.decode()
    assert [word for word in ("Asked", "Agreed", "Over", "End Pyta", "End Pomaga") if word not in html] == []
    assert "Secret." not in html


# --- What counts how much ---------------------------------------------------------------------------------------------


def test_a_centres_weights_change_the_best_five_and_a_run_and_another_centres_stay(
    centre: Any, other_centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    facts = {"wishes": {}, "traits": []}
    skilled = make_mentor(centre, topics=["work", "tax"], hours=[], **facts)
    free = make_mentor(centre, topics=["work"], **facts)
    request = make_request(centre, **facts)
    now = timezone.now()
    assert [each.offer for each in five_for(request, at=now)] == [skilled, free]
    client = client_of(mentor_coordinator)
    page = client.post(f"{ROOM}weights/", USUAL | {"times": 100, "needs": 1}, follow=True).content.decode()
    assert "It counts from now on" in page
    assert "Last changed by Dorota Pairs" in page
    request = Request.objects.select_related("centre").get(pk=request.pk)
    assert [each.offer for each in five_for(request, at=now)] == [free, skilled]
    run = actions.propose_pairs(centre=request.centre, by=mentor_coordinator, at=now)
    assert run.pairs.get().offer == free
    assert weights_of(other_centre) == Weights()
    page = client.post(f"{ROOM}weights/usual/", follow=True).content.decode()
    assert "The usual weights hold" in page
    assert weights_of(type(centre).objects.get(pk=centre.pk)) == Weights()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"needs": 0, "language": 0}, "needs"),
        ({"times": -1}, "times"),
        ({"times": 101}, "times"),
        ({"place": "1.5"}, "place"),
        ({"place": ""}, "place"),
    ],
)
def test_weights_out_of_bounds_are_refused_at_the_field_and_what_was_typed_stays(
    wrong: dict[str, Any], field: str, mentor_coordinator: Any, client_of: Any
) -> None:
    page = client_of(mentor_coordinator).post(f"{ROOM}weights/", USUAL | {"wishes": 77} | wrong)
    assert [*page.context["form"].errors] == [field]
    assert 'value="77"' in page.content.decode()
    assert not Weighing.objects.exists()


def test_weights_are_the_mentor_coordinators(centre: Any, member: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.weigh(centre=centre, weights=Weights(), by=member, at=timezone.now())


# --- Many mentors -----------------------------------------------------------------------------------------------------


def test_the_best_five_out_of_two_thousand_mentors_take_at_most_ten_queries(
    centre: Any, member: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    mentors = two_thousand(centre, mentor_coordinator)
    asked = make_request(centre, member, wishes={})
    client = client_of(member)
    client.get(f"{ROOM}mine/request/best/")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"{ROOM}mine/request/best/")
    assert len(queries) <= 10
    assert Offer.objects.ready(timezone.now()).count() == mentors
    scores = [each.pair.total for each in page.context["proposals"]]
    assert (len(scores), scores) == (5, sorted(scores, reverse=True))
    assert {each.offer.topics[0] for each in page.context["proposals"]} == {asked.first}


def two_thousand(centre: Any, by: Any) -> int:
    """Written in a few strokes; every fifth helps with work."""
    now, user = timezone.now(), type(by)
    number = 2000
    people = user.objects.bulk_create(
        user(handle=f"mentor-{index}", display_name=f"Mentor {index}", language="en") for index in range(number)
    )
    membership = by.memberships.model
    membership.objects.bulk_create(membership(member=person, centre=centre) for person in people)
    topics = ("work", "tax", "school", "health", "housing")
    facts = SAID | {"wishes": {}, "of_age_at": now}
    offers = Offer.objects.bulk_create(
        Offer(centre=centre, member=person, **facts | {"latitude": 49 + index / 4000}, topics=[topics[index % 5]])
        for index, person in enumerate(people)
    )
    kinds = Vetting.Kind.values
    Vetting.objects.bulk_create(
        Vetting(offer=offer, kind=kind, on=now.date(), by=by) for offer in offers for kind in kinds
    )
    return number


def test_everything_a_coordinator_did_here_is_in_their_download(centre: Any, mentor_coordinator: Any) -> None:
    actions.weigh(centre=centre, weights=Weights(), by=mentor_coordinator, at=timezone.now())
    actions.propose_pairs(centre=centre, by=mentor_coordinator, at=timezone.now())
    told = gather(mentor_coordinator)["mentoring"]
    assert (len(told["matchings_worked_out"]), len(told["weights_changed"])) == (1, 1)
