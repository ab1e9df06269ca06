"""A resident votes on the desk's screen: nobody else sees the ballot, and nothing of it stays behind."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, Membership, User
from community.notifications.models import Notification
from initiatives.voting import actions
from initiatives.voting.models import Ballot, Round
from initiatives.voting.own import own_ballot
from initiatives.voting.secrecy import receipt_of
from tests.voting.conftest import finished
from tests.voting.papering import hand_out, on_paper

ClientOf = Callable[[User], Client]


@pytest.fixture
def desk(coordinator: User, client_of: ClientOf) -> Client:
    return client_of(coordinator)


def at(view: str, round: Round, **more: object) -> str:
    return reverse(f"voting:{view}", kwargs={"centre": round.centre.slug, "pk": round.pk, **more})


def sit_down(desk: Client, round: Round, member: User) -> str:
    own = Membership.objects.get(member=member, centre=round.centre)
    return desk.post(at("assistance-start", round, membership=own.pk), follow=True).text


def test_a_resident_votes_at_the_desk_and_takes_the_receipt_home(opened: Round, desk: Client, member: User) -> None:
    page = sit_down(desk, opened, member)
    assert "The ballot of Maria Resident" in page
    assert "data-ballot=" not in page, "Half-made choices are kept in no tab of the desk."
    cast = desk.post(at("assistance-cast", opened), {"choices": ["1", "3"]}, follow=True)
    assert cast.redirect_chain == [(at("assistance-receipt", opened), 302)]
    ballot = Ballot.objects.get()
    assert ballot.channel == "desk"
    assert "-".join(re.findall("....", receipt_of(ballot.handle))) in cast.text
    assert "Maria" not in cast.text
    own = own_ballot(round=opened, member=member)
    assert own is not None
    assert own.choices == ["1", "3"]


def test_nothing_of_the_ballot_is_left_when_the_resident_is_done(opened: Round, desk: Client, member: User) -> None:
    sit_down(desk, opened, member)
    desk.post(at("assistance-cast", opened), {"choices": ["1"]})
    receipt = receipt_of(Ballot.objects.get().handle)[:4]
    assert receipt in desk.get(at("assistance-receipt", opened)).text
    ended = desk.post(at("assistance-end", opened), follow=True)
    assert "Nothing of the ballot is left on this screen." in ended.text
    assert "Maria" not in ended.text
    for name in ("assistance-receipt", "assistance-cast"):
        back = desk.get(at(name, opened))
        assert back.headers["Location"] == at("desk", opened)
        assert "no-store" in back.headers["Cache-Control"]
    assert "assisting" not in desk.session


def test_the_desk_never_sees_what_was_chosen_before(opened: Round, desk: Client, member: User) -> None:
    actions.cast(round=opened, member=member, choices=["2"])
    page = sit_down(desk, opened, member)
    assert 'value="2"' in page
    assert " checked" not in page


def test_whoever_is_voted_for_at_the_desk_hears_of_it_each_time(opened: Round, desk: Client, member: User) -> None:
    """Else the desk could replace a ballot that was cast at home without its voter knowing."""
    actions.cast(round=opened, member=member, choices=["2"])
    sit_down(desk, opened, member)
    desk.post(at("assistance-cast", opened), {"choices": ["1"]})
    assert Notification.objects.filter(recipient=member, kind="voting.ballot_cast").count() == 2


def test_wrong_choices_are_told_and_kept_at_the_desk_too(opened: Round, desk: Client, member: User) -> None:
    sit_down(desk, opened, member)
    page = desk.post(at("assistance-cast", opened), {"choices": ["1", "2", "3"]})
    assert "You chose 3 projects, and 2 are allowed." in page.text
    assert page.text.count(" checked") == 3
    assert Ballot.objects.count() == 0


def test_the_seat_is_free_again_after_twenty_minutes(opened: Round, desk: Client, member: User) -> None:
    sit_down(desk, opened, member)
    assert desk.get(at("assistance-cast", opened)).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=21)):
        assert desk.post(at("assistance-cast", opened), {"choices": ["1"]}).status_code == 302
    assert Ballot.objects.count() == 0


def test_a_seat_in_one_vote_is_none_in_another(opened: Round, desk: Client, member: User, centre: Centre) -> None:
    other = on_paper(centre)
    sit_down(desk, opened, member)
    assert desk.get(at("assistance-cast", other)).status_code == 302


def test_whoever_took_paper_or_came_too_late_does_not_vote_at_the_desk(
    centre: Centre, desk: Client, member: User
) -> None:
    round = on_paper(centre)
    hand_out(round, member)
    assert "This person took a paper ballot already" in sit_down(desk, round, member)
    late = finished(on_paper(centre))
    assert "Voting is not open." in sit_down(desk, late, member)
    assert Ballot.objects.count() == 0


def test_turnout_tells_how_many_voted_at_the_desk_and_not_who(opened: Round, desk: Client, member: User) -> None:
    sit_down(desk, opened, member)
    desk.post(at("assistance-cast", opened), {"choices": ["1"]})
    head = actions.publish_head(round=opened, at=timezone.now() + dt.timedelta(days=1))
    assert head.channels == {"desk": 1}
