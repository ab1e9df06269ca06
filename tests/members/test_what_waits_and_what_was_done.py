"""One page for all my centres: what waits for me, and what I did."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.members.actions import join
from community.members.models import Centre, User
from community.notifications.actions import notify
from initiatives.proposals import actions as proposals
from initiatives.voting import actions as voting
from initiatives.voting.models import Round
from pages.actions import seat_member
from pages.models import Gathering
from tests.factories import make_member
from tests.proposals.making import make_draft, make_published
from tests.voting.conftest import make_round, start

PAGE = "/en/members/waiting/"
pytestmark = pytest.mark.django_db


def text_of(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_it_is_for_members(stranger_client: Client, newcomer: User, client_of: Any) -> None:
    assert stranger_client.get(PAGE).status_code == 302
    assert "Nothing waits for you" in text_of(client_of(newcomer))


def test_what_waits_in_each_of_my_centres_stands_together(
    centre: Centre, other_centre: Centre, member: User, client_of: Any
) -> None:
    join(member=member, centre=other_centre, at=timezone.now())
    start(make_round(centre, title="Riverbank"))
    make_draft(centre, member, title="My bench")
    page = text_of(client_of(member))
    assert "You have not voted yet: “Riverbank”" in page
    assert "Your draft “My bench”" in page
    assert "Say that you live here" in page
    assert page.index("Lipka") < page.index("Riverbank") < page.index("Javorina") < page.index("Say that you live here")


def test_news_that_waits_is_said_once_however_many_centres_i_have(
    centre: Centre, other_centre: Centre, member: User, client_of: Any
) -> None:
    join(member=member, centre=other_centre, at=timezone.now())
    notify([member], "proposals.backed", make_published(centre, make_member(centre)))
    assert text_of(client_of(member)).count("1 piece of news for you") == 1


def test_moderation_and_confirmation_wait_for_those_who_may(centre: Centre, coordinator: User, client_of: Any) -> None:
    asking = make_member(centre, verified=False)
    asking.memberships.update(declared_at=timezone.now())
    assert "1 person asks to be verified as a resident" in text_of(client_of(coordinator))
    assert "asks to be verified" not in text_of(client_of(asking))


def test_what_i_did_is_listed_the_newest_first(centre: Centre, member: User, client_of: Any) -> None:
    long_ago, lately = timezone.now() - dt.timedelta(days=9), timezone.now() - dt.timedelta(days=2)
    make_published(centre, member, at=long_ago, title="My own bench")
    backed = make_published(centre, make_member(centre), at=long_ago, title="A neighbour's lamp")
    proposals.support(initiative=backed, member=member, at=lately)
    gathering = make_gathering(centre)
    seat_member(gathering=gathering, member=member, at=timezone.now())
    page = text_of(client_of(member))
    places = [page.index(text) for text in ("signed up for “Plums”", "stand behind “A neighbour", "proposed “My own")]
    assert places == sorted(places)


def test_of_a_vote_it_says_that_i_took_part_and_never_what(
    centre: Centre, member: User, client_of: Any, django_assert_num_queries: Any
) -> None:
    round = start(make_round(centre, title="Riverbank"))
    other = make_member(centre)
    voting.cast(round=round, member=member, choices=["1"])
    over = timezone.now() - dt.timedelta(minutes=2)
    Round.objects.filter(pk=round.pk).update(closes_at=over)
    voting.close(round=Round.objects.get(pk=round.pk))
    mine = text_of(client_of(member))
    assert "You took part in the vote “Riverbank”" in mine
    assert "Benches by the river" not in mine
    assert "took part in the vote" not in text_of(client_of(other))


def test_my_drafts_and_what_was_hidden_are_not_among_what_i_did(centre: Centre, member: User, client_of: Any) -> None:
    make_draft(centre, member, title="Only a draft")
    assert "You proposed" not in text_of(client_of(member))


def test_the_page_asks_as_often_for_three_deeds_as_for_one(
    centre: Centre, member: User, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    client, author = client_of(member), make_member(centre)

    def do_one() -> int:
        backed = make_published(centre, author)
        proposals.support(initiative=backed, member=member, at=timezone.now())
        make_published(centre, member)
        with django_assert_max_num_queries(40) as asked:
            client.get(PAGE)
        return len(asked)

    do_one()
    one = do_one()
    do_one()
    assert do_one() == one


def make_gathering(centre: Centre) -> Gathering:
    starts = timezone.now() + dt.timedelta(days=30)
    facts = {"centre": centre, "title": "Plums", "starts_at": starts, "ends_at": starts}
    return Gathering.objects.create(key="00000000-0000-4000-8000-000000000001", **facts)
