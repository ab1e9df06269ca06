"""The desk and the urn in a browser without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, Membership, User
from initiatives.voting import actions, keys
from initiatives.voting.models import Ballot, PaperBallot, PaperVoter, Round
from tests.factories import make_member
from tests.voting.conftest import DAY, finished, make_round, start
from tests.voting.papering import confirm, hand_out, on_paper, out_of_the_urn

ClientOf = Callable[[User], Client]


def at(view: str, round: Round, **more: object) -> str:
    return reverse(f"voting:{view}", kwargs={"centre": round.centre.slug, "pk": round.pk, **more})


@pytest.fixture
def round(centre: Centre) -> Round:
    return on_paper(centre)


@pytest.fixture
def desk(coordinator: User, client_of: ClientOf) -> Client:
    return client_of(coordinator)


def test_a_coordinator_prints_ballots_that_come_as_a_file(round: Round, desk: Client) -> None:
    assert "Shuffle the sheets" in desk.get(at("paper-print", round)).text
    printed = desk.post(at("paper-print", round), {"size": "2"})
    assert printed.headers["Content-Type"] == "application/pdf"
    assert "no-store" in printed.headers["Cache-Control"]
    assert printed.content.startswith(b"%PDF")
    assert PaperBallot.objects.count() == 7


def test_paper_goes_from_the_desk_through_the_urn_into_the_box(
    round: Round, desk: Client, editor: User, member: User, client_of: ClientOf
) -> None:
    found = desk.get(at("desk", round), {"q": "maria"})
    assert "Maria Resident" in found.text
    own = Membership.objects.get(member=member)
    told = desk.post(at("paper-issue", round, membership=own.pk), follow=True)
    assert "may draw one paper ballot from the shuffled pile" in told.text
    assert "1 sheet received." in desk.post(at("paper-receive", round), {"numbers": "3"}, follow=True).text
    read = desk.post(at("paper-key", round, number=3), {"choices": ["1", "3"]}, follow=True)
    assert "Another person confirms it." in read.text
    again = desk.get(at("paper-key", round, number=3), follow=True)
    assert "the second reading is another person&#x27;s" in again.text
    second = client_of(editor)
    blind = second.get(at("paper-key", round, number=3)).text
    assert "You do not see the first" in blind
    assert " checked" not in blind
    confirmed = second.post(at("paper-key", round, number=3), {"choices": ["1", "3"]}, follow=True)
    assert "number 3 is in the box" in confirmed.text
    assert Ballot.objects.get().channel == "paper"


def test_two_readings_that_differ_are_told_without_saying_what_they_were(
    round: Round, desk: Client, editor: User, client_of: ClientOf
) -> None:
    out_of_the_urn(round, 1)
    desk.post(at("paper-key", round, number=1), {"choices": ["1"]})
    differed = client_of(editor).post(at("paper-key", round, number=1), {"choices": ["2"]}, follow=True)
    assert "The two readings of number 1 differ." in differed.text
    assert PaperBallot.objects.get(round=round, number=1).state == "received"


def test_whoever_took_paper_is_told_so_kindly_on_the_ballots_page(
    round: Round, member: User, client_of: ClientOf
) -> None:
    client = client_of(member)
    page = client.get(at("ballot-cast", round))
    assert 'name="choices"' in page.text
    hand_out(round, member)
    page = client.get(at("ballot-cast", round))
    assert page.status_code == 200
    assert "You vote on paper" in page.text
    assert 'name="choices"' not in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert client.post(at("ballot-cast", round), {"choices": ["1"]}).status_code == 409
    assert "You took a paper ballot at the desk" in client.get(round.get_absolute_url()).text
    assert Ballot.objects.count() == 0


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("", "This field is required."),
        ("4x", "“4x” is not the number of a ballot."),
        ("1, 99", "No ballot of this vote was printed with the number: 99."),
        ("9" * 400, "is not the number of a ballot."),
        ("-1", "“-1” is not the number of a ballot."),
        ("²", "“²” is not the number of a ballot."),
        ("1 2 3", "Only 2 people took a paper ballot"),
        ("0", "No ballot of this vote was printed with the number: 0."),
    ],
)
def test_wrong_numbers_are_told_at_the_field_and_kept(
    round: Round, desk: Client, centre: Centre, *, numbers: str, told: str
) -> None:
    hand_out(round, make_member(centre), make_member(centre))
    page = desk.post(at("paper-receive", round), {"numbers": numbers})
    error = page.text[page.text.index('id="id_numbers_error"') :]
    assert told in error[: error.index("</form>")]
    assert f'value="{numbers}"' in page.text or not numbers
    assert not PaperBallot.objects.exclude(state="printed").exists()


@pytest.mark.parametrize("choices", [[], ["9"], ["1", "1"], ["1", "2", "3"], ["\x00"], ["1" * 5000]])
def test_a_reading_that_breaks_the_rules_is_told_and_nothing_is_kept(
    round: Round, desk: Client, choices: list[str]
) -> None:
    out_of_the_urn(round, 1)
    page = desk.post(at("paper-key", round, number=1), {"choices": choices})
    assert page.status_code == 200
    assert 'id="id_choices_error"' in page.text
    assert PaperBallot.objects.get(round=round, number=1).state == "received"


def test_a_number_that_was_never_printed_has_no_page(round: Round, desk: Client) -> None:
    for number in (99, 10**30):
        assert desk.get(at("paper-key", round, number=number)).status_code == 404
        assert desk.post(at("paper-set-aside", round, number=number), {"reason": "x"}).status_code == 404


def test_a_sheet_is_set_aside_with_a_reason_that_everybody_of_the_staff_reads(round: Round, desk: Client) -> None:
    out_of_the_urn(round, 2)
    assert "This field is required." in desk.post(at("paper-set-aside", round, number=2), {"reason": " "}).text
    told = desk.post(at("paper-set-aside", round, number=2), {"reason": "Left blank"}, follow=True)
    assert "№ 2: Left blank" in told.text
    assert "has been set aside as invalid" in desk.get(at("paper-key", round, number=2), follow=True).text


def test_staff_without_the_coordinators_role_keys_in_but_hands_nothing_out(
    round: Round, editor: User, member: User, client_of: ClientOf
) -> None:
    out_of_the_urn(round, 1)
    client = client_of(editor)
    assert client.get(at("paper-list", round)).status_code == 200
    own = Membership.objects.get(member=member)
    for name, more in (
        ("desk", {}),
        ("paper-print", {}),
        ("paper-settle", {}),
        ("paper-issue", {"membership": own.pk}),
        ("paper-set-aside", {"number": 1}),
    ):
        assert client.post(at(name, round, **more)).status_code == 403
    assert PaperVoter.objects.count() == 1


def test_somebody_of_another_centre_is_not_found_at_the_desk(round: Round, desk: Client, outsider: User) -> None:
    assert "Nobody of that name may vote here" in desk.get(at("desk", round), {"q": "ondrej"}).text
    elsewhere = Membership.objects.get(member=outsider)
    assert desk.post(at("paper-issue", round, membership=elsewhere.pk)).status_code == 404


def test_the_desk_lists_nobody_before_somebody_is_looked_for(round: Round, desk: Client, member: User) -> None:
    for words in ("", "a", "  ma "):
        assert "Maria Resident" not in desk.get(at("desk", round), {"q": words}).text
    assert "Maria Resident" in desk.get(at("desk", round), {"q": "Mar"}).text


def test_without_the_key_the_desk_says_that_voting_is_paused(round: Round, desk: Client, member: User) -> None:
    keys.path_of(round.pk).unlink()
    own = Membership.objects.get(member=member)
    assert "Voting is paused" in desk.post(at("paper-issue", round, membership=own.pk), follow=True).text
    assert "Voting is paused" in desk.post(at("paper-print", round), {"size": "1"}, follow=True).text
    assert PaperVoter.objects.count() == 0


def test_after_the_close_the_page_settles_paper(round: Round, desk: Client) -> None:
    assert "Is the urn empty?" not in desk.get(at("paper-list", round)).text
    Round.objects.filter(pk=round.pk).update(closes_at=timezone.now())
    assert "Is the urn empty?" in desk.get(at("paper-list", round)).text
    assert "All paper is settled." in desk.post(at("paper-settle", round), follow=True).text
    assert "This is not the time for it" in desk.post(at("paper-settle", round), follow=True).text


def test_a_vote_without_paper_has_no_paper_pages(centre: Centre, desk: Client) -> None:
    without = start(make_round(centre))
    assert desk.get(at("paper-list", without)).status_code == 403
    assert "Hand out paper" not in desk.get(at("desk", without)).text


def test_the_sheets_that_wait_ask_as_much_for_one_as_for_three(round: Round, desk: Client, editor: User) -> None:
    counts = []
    for numbers in ((1,), (2, 3)):
        out_of_the_urn(round, *numbers)
        for number in numbers:
            actions.key_in(round=round, number=number, choices=["1"], by=editor)
        with CaptureQueriesContext(connection) as captured:
            desk.get(at("paper-list", round))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_turnout_is_told_by_day_and_channel_and_no_result_before_the_close(
    round: Round, centre: Centre, coordinator: User, editor: User
) -> None:
    actions.cast(round=round, member=make_member(centre), choices=["1"])
    actions.cast(round=round, member=make_member(centre), choices=["1"], channel="desk")
    out_of_the_urn(round, 1)
    confirm(round, 1, ["2"], (coordinator, editor))
    head = actions.publish_head(round=round, at=timezone.now() + DAY)
    assert head.turnout == [("online", 1), ("at the desk", 1), ("on paper", 1)]
    stranger = Client()
    for address in (
        round.get_absolute_url(),
        at("notice-list", round),
        at("notice-detail", round, date=head.date),
    ):
        assert "online 1 · at the desk 1 · on paper 1" in stranger.get(address).text
    assert stranger.get(at("round-results", round)).headers["Location"] == round.get_absolute_url()
    Round.objects.filter(pk=round.pk).update(closes_at=timezone.now())
    waiting = stranger.get(at("round-results", round)).text
    assert "Paper ballots are still keyed in" in waiting
    assert stranger.get(at("round-file", round, name="ballots.csv")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "sent", "kept"),
    [
        ("points", {"choices-1": "7", "choices-3": "3"}, [["1", 7], ["3", 3]]),
        ("ranking", {"choices-3": "1", "choices-1": "2"}, ["3", "1"]),
    ],
)
def test_sheets_of_other_kinds_are_keyed_in_too(
    centre: Centre, desk: Client, editor: User, client_of: ClientOf, *, kind: str, sent: dict[str, str], kept: list[Any]
) -> None:
    round = start(make_round(centre, ballot_kind=kind, paper="paper"))
    actions.print_papers(round=round, size=1, typeset=lambda *_: b"")
    out_of_the_urn(round, 1)
    assert 'name="choices-1"' in desk.get(at("paper-key", round, number=1)).text
    for client in (desk, client_of(editor)):
        assert client.post(at("paper-key", round, number=1), sent).status_code == 302
    actions.close(round=finished(round))
    assert round.contents.get().choices == kept
