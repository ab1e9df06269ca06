"""Paper beside the box: handed out instead of a ballot here, keyed in by two, counted like any other."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.notifications.models import Notification
from initiatives.voting import actions
from initiatives.voting.actions import Keyed
from initiatives.voting.choosing import WrongChoices
from initiatives.voting.models import (
    Ballot,
    CountedBallot,
    PaperBallot,
    PaperVoter,
    Participation,
    Round,
    Uncounted,
    Withdrawal,
)
from initiatives.voting.own import own_ballot
from initiatives.voting.personal import VotingContribution
from initiatives.voting.prints import ballots as papers
from tests.factories import LIPKA, make_centre, make_member
from tests.racing import at_once
from tests.voting.conftest import DAY, finished, make_round, start
from tests.voting.looking import dump
from tests.voting.papering import confirm, hand_out, on_paper, out_of_the_urn
from tests.voting.worlds import World

Clerks = tuple[User, User]


@pytest.fixture
def clerks(coordinator: User, editor: User) -> Clerks:
    return coordinator, editor


def state(round: Round, number: int) -> str:
    return round.papers.get(number=number).state


def test_numbers_run_on_and_a_stub_carries_the_receipt_of_its_sheet(centre: Centre, clerks: Clerks) -> None:
    round = on_paper(centre, printed=3)
    more: list[tuple[int, str]] = []
    actions.print_papers(round=round, size=2, typeset=lambda _round, ballots: more.extend(ballots))
    assert [number for number, _receipt in more] == [4, 5]
    out_of_the_urn(round, 4)
    confirm(round, 4, ["1"], clerks)
    actions.close(round=finished(round))
    assert list(round.receipts.values_list("receipt", flat=True)) == [more[0][1]]


def test_the_sheet_says_its_number_and_the_stub_does_not(centre: Centre) -> None:
    round = on_paper(centre)
    sheet = papers.ballot(round, 4711, "ABCD1234EFGH5678")
    assert sheet["qr"] == papers.square("4711")
    assert sheet["receipt"] == "ABCD-1234-EFGH-5678"
    assert "4711" not in sheet["receipt_qr"] + papers.check_address(round)
    content = papers.sheets(round, [(1, "ABCD1234EFGH5678")])
    assert content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in content


@pytest.mark.parametrize("kind", ["approval", "points", "ranking", "yesno", "choice"])
def test_every_kind_of_ballot_can_be_typeset(centre: Centre, kind: str) -> None:
    round = on_paper(centre)
    round.rules["ballot"] |= {"kind": kind, "points": 10}
    assert papers.sheets(round, [(1, "ABCD1234EFGH5678")]).startswith(b"%PDF")


def test_whoever_takes_paper_gives_up_the_ballot_cast_here(centre: Centre, member: User) -> None:
    round = on_paper(centre)
    receipt = actions.cast(round=round, member=member, choices=["1"])
    hand_out(round, member)
    assert own_ballot(round=round, member=member) is None
    assert list(Withdrawal.objects.values_list("receipt", flat=True)) == [receipt]
    with pytest.raises(actions.TookPaper):
        actions.cast(round=round, member=member, choices=["2"])
    assert Ballot.objects.count() == 0


def test_where_voting_here_comes_first_no_paper_follows_it(centre: Centre, member: User) -> None:
    round = on_paper(centre, "online")
    actions.cast(round=round, member=member, choices=["1"])
    with pytest.raises(actions.PaperRefused, match="by the rules of this vote that comes first"):
        hand_out(round, member)
    assert (Ballot.objects.count(), PaperVoter.objects.count()) == (1, 0)
    neighbour = make_member(centre)
    hand_out(round, neighbour)
    with pytest.raises(actions.TookPaper):
        actions.cast(round=round, member=neighbour, choices=["1"])


def test_one_person_gets_one_paper_and_nobody_who_may_not_vote(centre: Centre, member: User, outsider: User) -> None:
    round = on_paper(centre)
    hand_out(round, member)
    with pytest.raises(actions.PaperRefused, match="has taken a paper ballot already"):
        hand_out(round, member)
    with pytest.raises(actions.NotEligible):
        hand_out(round, outsider)
    assert PaperVoter.objects.count() == 1


def test_no_paper_is_handed_out_after_the_close_or_where_none_is_taken(centre: Centre, member: User) -> None:
    without = start(make_round(centre))
    with pytest.raises(actions.PaperRefused, match="takes no paper ballots"):
        hand_out(without, member)
    with pytest.raises(actions.VotingClosed):
        actions.print_papers(round=without, size=1, typeset=lambda *_: b"")
    round = finished(on_paper(centre))
    with pytest.raises(actions.VotingClosed):
        hand_out(round, member)
    with pytest.raises(actions.VotingClosed):
        actions.print_papers(round=round, size=1, typeset=lambda *_: b"")


def test_nothing_joins_a_number_to_a_name_or_a_time() -> None:
    assert [field.column for field in PaperVoter._meta.concrete_fields] == ["round_id", "handle"]
    timed = [field.name for field in PaperBallot._meta.concrete_fields if "Date" in type(field).__name__]
    assert timed == []


def test_the_voter_learns_that_paper_was_handed_out_and_the_day_only(centre: Centre, member: User) -> None:
    round = on_paper(centre)
    hand_out(round, member)
    told = Notification.objects.get(recipient=member)
    assert told.kind == "voting.paper_issued"
    local = told.created_at.astimezone(centre.zone)
    assert (local.hour, local.minute, local.second) == (0, 0, 0)


def test_whoever_took_paper_is_not_reminded_to_vote_and_finds_it_in_their_data(centre: Centre, member: User) -> None:
    round = on_paper(centre)
    assert any("You have not voted yet" in line.text for line in waiting_for(member, centre))
    hand_out(round, member)
    assert not any("You have not voted yet" in line.text for line in waiting_for(member, centre))
    exported = VotingContribution().export(member)
    assert [each["vote"] for each in exported["paper_taken_in_open_votes"]] == [round.title]


def test_two_people_who_read_alike_put_the_sheet_into_the_box(centre: Centre, clerks: Clerks) -> None:
    round = on_paper(centre)
    out_of_the_urn(round, 2)
    first, second = clerks
    assert actions.key_in(round=round, number=2, choices=["3", "1"], by=first) is Keyed.FIRST
    assert (state(round, 2), Ballot.objects.count()) == ("read", 0)
    assert actions.key_in(round=round, number=2, choices=["1", "3"], by=second) is Keyed.AGREED
    paper = round.papers.get(number=2)
    assert (paper.state, bytes(paper.reading), paper.read_by, paper.confirmed_by) == ("confirmed", b"", first, second)
    assert Ballot.objects.get().channel == "paper"
    actions.close(round=finished(round))
    assert CountedBallot.objects.get().choices == ["1", "3"]


def test_two_readings_that_differ_are_both_forgotten(centre: Centre, clerks: Clerks) -> None:
    round = on_paper(centre)
    out_of_the_urn(round, 1)
    first, second = clerks
    actions.key_in(round=round, number=1, choices=["1"], by=first)
    assert actions.key_in(round=round, number=1, choices=["2"], by=second) is Keyed.DIFFERED
    paper = round.papers.get(number=1)
    assert (paper.state, bytes(paper.reading), paper.read_by) == ("received", b"", None)
    assert Ballot.objects.count() == 0
    confirm(round, 1, ["2"], (second, first))
    assert state(round, 1) == "confirmed"


def test_the_same_person_never_confirms_their_own_reading(centre: Centre, clerks: Clerks) -> None:
    round = on_paper(centre)
    out_of_the_urn(round, 1)
    actions.key_in(round=round, number=1, choices=["1"], by=clerks[0])
    with pytest.raises(actions.PaperRefused, match="the second reading is another person's"):
        actions.key_in(round=round, number=1, choices=["1"], by=clerks[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        round.papers.filter(number=1).update(confirmed_by=clerks[0])
    assert Ballot.objects.count() == 0


def test_a_sheet_keyed_in_twice_is_not_keyed_in_again(centre: Centre, clerks: Clerks, moderator: User) -> None:
    round = on_paper(centre)
    out_of_the_urn(round, 1)
    confirm(round, 1, ["1"], clerks)
    for person in (*clerks, moderator):
        with pytest.raises(actions.PaperRefused, match="keyed in twice already"):
            actions.key_in(round=round, number=1, choices=["2"], by=person)
    with pytest.raises(actions.PaperRefused, match="is confirmed and in the box"):
        actions.set_aside(round=round, number=1, reason="Blank")
    actions.close(round=finished(round))
    assert CountedBallot.objects.get().choices == ["1"]


def test_unknown_numbers_and_those_of_another_round_are_told(centre: Centre, clerks: Clerks) -> None:
    round, other = on_paper(centre, printed=2), on_paper(centre, printed=9)
    hand_out(round, *(make_member(centre) for _number in range(3)))
    with pytest.raises(actions.PaperRefused, match="printed with the number: 7"):
        actions.receive_papers(round=round, numbers=[1, 7])
    assert state(round, 1) == "printed"
    with pytest.raises(actions.PaperRefused, match="printed with the number: 7"):
        actions.key_in(round=round, number=7, choices=["1"], by=clerks[0])
    assert state(other, 7) == "printed"
    with pytest.raises(actions.PaperRefused, match="is not received yet"):
        actions.key_in(round=round, number=1, choices=["1"], by=clerks[0])
    actions.receive_papers(round=round, numbers=[1, 1])
    with pytest.raises(actions.PaperRefused, match="Received before, each number counts once: 1"):
        actions.receive_papers(round=round, numbers=[2, 1])


def test_no_more_sheets_come_out_of_the_urn_than_people_took(centre: Centre, member: User, clerks: Clerks) -> None:
    round = on_paper(centre)
    hand_out(round, member)
    with pytest.raises(actions.PaperRefused, match="Only 1 person took a paper ballot"):
        actions.receive_papers(round=round, numbers=[1, 2])
    actions.receive_papers(round=round, numbers=[1])
    with pytest.raises(actions.PaperRefused, match="Only 1 person"):
        actions.receive_papers(round=round, numbers=[2])
    actions.set_aside(round=round, number=1, reason="Spoiled and exchanged")
    actions.receive_papers(round=round, numbers=[2])
    confirm(round, 2, ["1"], clerks)
    actions.close(round=finished(round))
    assert (round.closure.papers, round.closure.papers_taken) == (1, 1)


def test_choices_that_the_rules_forbid_are_told_to_whoever_keys_in(centre: Centre, clerks: Clerks) -> None:
    round = on_paper(centre)
    out_of_the_urn(round, 1)
    for wrong in ([], ["1", "1"], ["9"], ["1", "2", "3"]):
        with pytest.raises(WrongChoices):
            actions.key_in(round=round, number=1, choices=wrong, by=clerks[0])
    assert state(round, 1) == "received"


def test_paper_is_keyed_in_after_the_close_while_nobody_votes_here_any_more(
    centre: Centre, member: User, clerks: Clerks
) -> None:
    round = on_paper(centre)
    out_of_the_urn(round, 1)
    past = timezone.now() - dt.timedelta(minutes=5)
    Round.objects.filter(pk=round.pk).update(closes_at=past)
    with pytest.raises(actions.VotingClosed):
        actions.cast(round=round, member=member, choices=["1"])
    with pytest.raises(actions.TooEarly):
        actions.close(round=round)
    confirm(round, 1, ["1"], clerks)
    Round.objects.filter(pk=round.pk).update(papers_until=past)
    for late in (
        lambda: actions.key_in(round=round, number=1, choices=["1"], by=clerks[0]),
        lambda: actions.receive_papers(round=round, numbers=[2]),
        lambda: actions.set_aside(round=round, number=2, reason="Late"),
        lambda: actions.settle_papers(round=round),
    ):
        with pytest.raises(actions.VotingClosed):
            late()
    assert actions.close(round=round).papers == 1


def test_a_coordinator_declares_paper_settled_and_the_box_need_not_wait(centre: Centre, clerks: Clerks) -> None:
    round = on_paper(centre)
    out_of_the_urn(round, 1, 2)
    with pytest.raises(actions.PaperRefused, match="Voting is still open"):
        actions.settle_papers(round=round)
    Round.objects.filter(pk=round.pk).update(closes_at=timezone.now() - dt.timedelta(minutes=5))
    confirm(round, 1, ["1"], clerks)
    with pytest.raises(actions.PaperRefused, match="1 received ballot is neither confirmed nor set aside"):
        actions.settle_papers(round=round)
    actions.set_aside(round=round, number=2, reason="Blank")
    actions.settle_papers(round=round)
    with pytest.raises(actions.VotingClosed):
        actions.key_in(round=round, number=2, choices=["1"], by=clerks[0])
    with pytest.raises(actions.TooEarly):
        actions.close(round=round)
    Round.objects.filter(pk=round.pk).update(papers_settled_at=timezone.now() - dt.timedelta(minutes=2))
    assert actions.close(round=Round.objects.get(pk=round.pk)).papers == 1


def test_the_rules_say_how_paper_counts_and_until_when_it_is_keyed_in(centre: Centre) -> None:
    round = on_paper(centre, "online")
    assert round.rules["paper"] == "online"
    assert round.papers_until == round.closes_at + 3 * DAY
    assert round.rules["dates"]["papers_until"] == round.papers_until.isoformat()
    actions.extend(round=round, closes_at=round.closes_at + DAY, reason="Flood", by=make_member(centre))
    prolonged = Round.objects.get(pk=round.pk)
    assert prolonged.papers_until == round.papers_until + DAY


def test_people_receipts_and_contents_are_equally_many_with_paper(centre: Centre, clerks: Clerks) -> None:
    round = on_paper(centre)
    voters = [make_member(centre) for _number in range(3)]
    for voter in voters:
        actions.cast(round=round, member=voter, choices=["1"])
    actions.cast(round=round, member=voters[0], choices=["2"], channel="desk")
    out_of_the_urn(round, 3, 1)
    confirm(round, 1, ["3"], clerks)
    confirm(round, 3, ["3"], clerks)
    closure = actions.close(round=finished(round))
    assert (closure.ballots, closure.papers, closure.papers_taken) == (5, 2, 2)
    assert closure.channels == {"desk": 1, "online": 2, "paper": 2}
    assert Participation.objects.count() == 3
    assert (round.receipts.count(), round.contents.count()) == (5, 5)
    assert (PaperVoter.objects.count(), Ballot.objects.count()) == (0, 0)


def test_a_ballot_that_slipped_in_beside_paper_is_named_and_not_counted(centre: Centre, member: User) -> None:
    """The last line of defence: a row restored from a copy after its voter had taken paper."""
    round = on_paper(centre)
    receipt = actions.cast(round=round, member=member, choices=["1"])
    copy = Ballot.objects.get()
    hand_out(round, member)
    copy.save(force_insert=True)
    actions.close(round=finished(round))
    assert list(Uncounted.objects.values_list("receipt", "reason")) == [(receipt, "paper")]
    assert CountedBallot.objects.count() == 0


def test_sheets_that_do_not_count_are_named_by_the_receipts_on_their_stubs(centre: Centre, clerks: Clerks) -> None:
    round = on_paper(centre, printed=1)
    stubs: dict[int, str] = {}
    actions.print_papers(round=round, size=4, typeset=lambda _round, ballots: stubs.update(ballots))
    out_of_the_urn(round, 2, 3, 4)
    actions.set_aside(round=round, number=2, reason="Blank")
    actions.key_in(round=round, number=3, choices=["1"], by=clerks[0])
    confirm(round, 4, ["1"], clerks)
    Ballot.objects.all().delete()  # by somebody with the database, not by withdrawing
    actions.close(round=finished(round))
    named = dict(Uncounted.objects.values_list("receipt", "reason"))
    assert named == {stubs[2]: "unfit", stubs[3]: "unkeyed", stubs[4]: "vanished"}
    assert [bytes(reading) for reading in round.papers.values_list("reading", flat=True)] == [b""] * 5


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_paper_voters_who_swap_their_choices_leave_the_same_bytes(
    centre: Centre, clerks: Clerks, world: World
) -> None:
    round = on_paper(centre)
    out_of_the_urn(round, 1, 2, 3)
    noon = timezone.now()
    readings = {
        "one": {1: ["1"], 2: ["2", "3"], 3: ["1"]},
        "swapped": {1: ["2", "3"], 2: ["1"], 3: ["1"]},
        "changed": {1: ["1"], 2: ["1"], 3: ["1"]},
    }
    seen = {}
    for name, read in readings.items():
        with world(name):
            seen[name] = keyed_and_counted(round, read, clerks, noon)
    assert seen["one"] == seen["swapped"]
    assert seen["one"][1] != seen["changed"][1]


def keyed_and_counted(
    round: Round, read: dict[int, list[str]], clerks: Clerks, noon: dt.datetime
) -> tuple[bytes, bytes]:
    """What an intruder finds while keying is under way and after the close."""
    for number, choices in read.items():
        actions.key_in(round=round, number=number, choices=choices, by=clerks[0])
    between = dump()
    for number, choices in read.items():
        actions.key_in(round=round, number=number, choices=choices, by=clerks[1])
    over = finished(round, at=noon)
    actions.close(round=over)
    actions.count(round=over)
    return between, dump()


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_paper_handed_out_while_its_voter_casts_leaves_one_ballot() -> None:
    round = on_paper(make_centre(**LIPKA))
    seen = Round.objects.select_related("centre")
    for _try in range(6):
        member = make_member(round.centre)
        paper = partial(actions.issue_paper, round=seen.get(pk=round.pk), member=member, at=timezone.now())
        here = partial(actions.cast, round=seen.get(pk=round.pk), member=member, choices=["1"])
        refused = at_once([paper, here])
        assert {type(error) for error in refused} <= {actions.TookPaper}, "Paper comes first."
        assert own_ballot(round=round, member=member) is None
    assert PaperVoter.objects.count() == 6


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_second_readings_at_once_put_one_ballot_into_the_box() -> None:
    centre = make_centre(**LIPKA)
    round = on_paper(centre)
    out_of_the_urn(round, 1)
    clerks = [make_member(centre, "editor") for _number in range(3)]
    actions.key_in(round=round, number=1, choices=["1"], by=clerks[0])
    seen = Round.objects.select_related("centre")  # by each, before anybody reads
    reading = partial(actions.key_in, number=1, choices=["1"])
    readings = [partial(reading, round=seen.get(pk=round.pk), by=clerk) for clerk in clerks[1:]]
    assert [type(error) for error in at_once(readings)] == [actions.PaperRefused]
    assert Ballot.objects.count() == 1
