"""Reading, voting, changing and checking in a browser without scripts."""

import datetime as dt
import html
import re
from collections.abc import Callable

import pytest
import segno
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, Membership, User
from initiatives.voting import actions, keys
from initiatives.voting.models import Ballot, Project, Round
from initiatives.voting.own import own_ballot
from initiatives.voting.secrecy import receipt_of
from tests.factories import make_member
from tests.voting.conftest import finished, make_round, start

ClientOf = Callable[[User], Client]


def at(view: str, round: Round, **more: object) -> str:
    return reverse(f"voting:{view}", kwargs={"centre": round.centre.slug, "pk": round.pk, **more})


def ticked(page: str) -> list[str]:
    return sorted(re.findall(r'name="choices" value="(\w+)"[^>]* checked', page))


def test_a_resident_votes_gets_a_receipt_and_changes_the_vote(opened: Round, member: User, client_of: ClientOf) -> None:
    client = client_of(member)
    assert ticked(client.get(at("ballot-cast", opened)).text) == []
    cast = client.post(at("ballot-cast", opened), {"choices": ["1", "3"]}, follow=True)
    assert cast.redirect_chain == [(at("receipt-show", opened), 302)]
    receipt = receipt_of(Ballot.objects.get().handle)
    assert "-".join(re.findall("....", receipt)) in cast.text
    again = client.get(at("ballot-cast", opened))
    assert ticked(again.text) == ["1", "3"]
    assert "Your ballot is in the box." in again.text
    client.post(at("ballot-cast", opened), {"choices": ["2"]})
    own = own_ballot(round=opened, member=member)
    assert own is not None
    assert (own.receipt, own.choices) == (receipt, ["2"])


def test_the_qr_code_carries_the_receipt_behind_the_hash_sign(opened: Round, member: User, client_of: ClientOf) -> None:
    receipt = actions.cast(round=opened, member=member, choices=["1"])
    page = client_of(member).get(at("receipt-show", opened)).text
    picture = re.search(r'src="(data:image/svg\+xml[^"]+)"', page)
    assert picture
    address = f"{settings.BASE_URL}{at('receipt-check', opened)}#{receipt}"
    same = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=3, dark="#000", light="#fff")
    assert html.unescape(picture[1]) == same


@pytest.mark.parametrize("name", ["ballot-cast", "receipt-show", "ballot-withdraw"])
def test_pages_of_a_ballot_are_kept_nowhere(opened: Round, member: User, client_of: ClientOf, name: str) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    for client in (client_of(member), Client()):
        assert "no-store" in client.get(at(name, opened)).headers["Cache-Control"]
    finished(opened)
    assert "no-store" in Client().get(at(name, opened)).headers["Cache-Control"]


def test_a_stranger_reads_the_ballot_and_is_led_to_sign_in_and_back(opened: Round, stranger_client: Client) -> None:
    page = stranger_client.get(at("ballot-cast", opened))
    assert "Benches by the river" in page.text
    assert "<input" not in page.text[page.text.index("<h1") :]
    assert f"/en/accounts/login/?next={at('ballot-cast', opened)}" in page.text
    assert stranger_client.post(at("ballot-cast", opened), {"choices": ["1"]}).headers["Location"] == (
        f"/en/accounts/login/?next={at('ballot-cast', opened)}"
    )
    assert stranger_client.cookies.get("sessionid") is None


def test_a_newcomer_says_in_the_same_form_that_they_live_here(
    opened: Round, newcomer: User, client_of: ClientOf, centre: Centre
) -> None:
    client = client_of(newcomer)
    assert "I live in Lipka." in client.get(at("ballot-cast", opened)).text
    refused = client.post(at("ballot-cast", opened), {"choices": ["1"]})
    assert "Please confirm that you live here: this vote is for residents." in refused.text
    assert ticked(refused.text) == ["1"]
    assert (Ballot.objects.count(), Membership.objects.filter(member=newcomer).count()) == (0, 0)
    client.post(at("ballot-cast", opened), {"choices": ["1"], "lives_here": "on"})
    assert Ballot.objects.count() == 1
    assert Membership.objects.get(member=newcomer, centre=centre).declared_at is not None


def test_a_round_for_verified_residents_leads_others_to_verification(
    centre: Centre, newcomer: User, client_of: ClientOf
) -> None:
    round = start(make_round(centre, eligibility="verified"))
    client = client_of(newcomer)
    page = client.get(at("ballot-cast", round))
    assert reverse("members:residency", kwargs={"centre": "lipka"}) in page.text
    assert "<form" not in page.text[page.text.index("<h1") : page.text.index("<footer")]
    refused = client.post(at("ballot-cast", round), {"choices": ["1"], "lives_here": "on"})
    assert refused.status_code == 403
    assert Ballot.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "told", "kept"),
    [
        (["1", "2", "3"], "You chose 3 projects, and 2 are allowed. Untick some.", ["1", "2", "3"]),
        ([], "You have not chosen anything yet. Tick at least one project.", []),
        (["1", "77"], "One of the choices is not on this ballot.", ["1"]),
        (["2", "2"], "A project was sent twice.", ["2"]),
    ],
    ids=["too many", "none", "unknown", "twice"],
)
def test_wrong_choices_are_told_at_the_field_and_kept(
    opened: Round, member: User, client_of: ClientOf, *, sent: list[str], told: str, kept: list[str]
) -> None:
    page = client_of(member).post(at("ballot-cast", opened), {"choices": sent})
    error = page.text[page.text.index('id="id_choices_error"') :]
    assert told in error[: error.index("</ul>")]
    assert ticked(page.text) == kept
    assert Ballot.objects.count() == 0


def test_a_vote_after_the_close_gets_a_clear_page(opened: Round, member: User, client_of: ClientOf) -> None:
    client = client_of(member)
    finished(opened)
    late = client.post(at("ballot-cast", opened), {"choices": ["1"]})
    assert late.status_code == 409
    assert "Your ballot was not stored" in late.text
    assert "Voting is closed" in client.get(at("ballot-cast", opened)).text
    assert Ballot.objects.count() == 0


def test_the_database_clock_decides_even_when_the_page_still_thinks_it_is_open(
    opened: Round, member: User, client_of: ClientOf
) -> None:
    """A web process whose clock runs behind sees an open vote; the database does not."""
    past = timezone.now()
    Round.objects.filter(pk=opened.pk).update(closes_at=past - dt.timedelta(seconds=5))
    client = client_of(member)
    with time_machine.travel(past - dt.timedelta(minutes=5)):
        late = client.post(at("ballot-cast", opened), {"choices": ["1"]})
    assert late.status_code == 409
    assert Ballot.objects.count() == 0


def test_a_vote_before_the_opening_is_told_when_it_opens(draft: Round, member: User, client_of: ClientOf) -> None:
    round = actions.open_round(round=draft, at=timezone.now())
    client = client_of(member)
    assert "Voting is not open yet" in client.get(at("ballot-cast", round)).text
    assert client.post(at("ballot-cast", round), {"choices": ["1"]}).status_code == 409
    assert Ballot.objects.count() == 0


def test_without_the_key_the_pages_say_that_voting_is_paused(opened: Round, member: User, client_of: ClientOf) -> None:
    keys.path_of(opened.pk).unlink()
    for client in (client_of(member), Client()):
        page = client.get(at("ballot-cast", opened))
        assert page.status_code == 503
        assert "Voting is paused" in page.text
        assert "Voting is paused" in client.get(at("round-detail", opened)).text
    assert client_of(member).post(at("ballot-cast", opened), {"choices": ["1"]}).status_code == 503


def test_a_ballot_is_taken_out_by_post_only(opened: Round, member: User, client_of: ClientOf) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    client = client_of(member)
    client.get(at("ballot-withdraw", opened))
    assert Ballot.objects.count() == 1
    done = client.post(at("ballot-withdraw", opened), follow=True)
    assert "Your ballot is out of the box." in done.text
    assert Ballot.objects.count() == 0
    assert client.get(at("receipt-show", opened)).headers["Location"] == at("ballot-cast", opened)


def test_projects_stand_in_an_order_of_the_readers_own_that_stays(
    centre: Centre, member: User, client_of: ClientOf
) -> None:
    round = make_round(centre)
    for number in range(12):
        actions.save_project(project=Project(round=round, title=f"Project {number}", cost=100))
    round = start(round)
    neighbour = make_member(centre)

    def order(client: Client) -> list[str]:
        return re.findall(r'name="choices" value="(\d+)"', client.get(at("ballot-cast", round)).text)

    mine, theirs = client_of(member), client_of(neighbour)
    assert order(mine) == order(mine) == order(client_of(member))
    assert sorted(order(mine)) == sorted(order(theirs))
    assert order(mine) != order(theirs)
    assert order(mine) != sorted(order(mine), key=int)


def test_a_receipt_is_checked_before_and_after_the_close(opened: Round, member: User, client_of: ClientOf) -> None:
    receipt = actions.cast(round=opened, member=member, choices=["1"])
    client, address = Client(), at("receipt-check", opened)
    assert "Not on the last daily notice" in client.post(address, {"receipt": receipt}).text
    actions.publish_head(round=opened, at=timezone.now() + dt.timedelta(days=1))
    assert "stands on the last daily notice" in client.post(address, {"receipt": receipt.lower()}).text
    actions.close(round=finished(opened))
    assert "was in the box at the close and was counted." in client.post(address, {"receipt": f" {receipt} "}).text
    assert "Not found" in client.post(address, {"receipt": "0" * 16}).text
    assert "A receipt has sixteen letters and digits" in client.post(address, {"receipt": "abc"}).text
    assert receipt not in client.get(address).text


def test_an_uncounted_receipt_is_told_with_its_reason(opened: Round, member: User) -> None:
    receipt = actions.cast(round=opened, member=member, choices=["1"])
    Ballot.objects.update(box=b"x" * 60)
    actions.close(round=finished(opened))
    page = Client().post(at("receipt-check", opened), {"receipt": receipt})
    assert "was not counted: the box does not open" in page.text


def test_a_live_list_of_receipts_is_shown_nowhere_while_voting_is_open(
    opened: Round, member: User, client_of: ClientOf
) -> None:
    receipt = actions.cast(round=opened, member=member, choices=["1"])
    for name in ("round-detail", "notice-list", "receipt-check", "ballot-cast"):
        assert receipt not in Client().get(at(name, opened)).text
    for name in ("receipts.txt", "ballots.csv", "ballots.pb", "seed.txt", "uncounted.csv", "checksums.txt"):
        assert Client().get(at("round-file", opened, name=name)).status_code == 404
    assert receipt not in Client().get(at("round-file", opened, name="notices.json")).text


def test_a_draft_is_seen_by_the_coordinator_alone(
    draft: Round, member: User, coordinator: User, client_of: ClientOf
) -> None:
    assert client_of(coordinator).get(draft.get_absolute_url()).status_code == 200
    for client in (client_of(member), Client()):
        assert client.get(draft.get_absolute_url()).status_code == 404
        listing = client.get(reverse("voting:round-list", kwargs={"centre": "lipka"}))
        assert "Budget of the riverbank" not in listing.text


def test_a_round_is_found_under_its_own_centre_only(opened: Round, other_centre: Centre) -> None:
    assert Client().get(f"/en/{other_centre.slug}/votes/{opened.pk}/").status_code == 404
