"""Points, places, yes or no, one answer; pools; letters and registers: every way a round may ask."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from community.members.actions import upload_register
from community.members.models import Centre, User
from initiatives.voting import actions, exports
from initiatives.voting.choosing import WrongChoices, checked_choices, longest_choice, may_stand
from initiatives.voting.forms.identified import TRIES
from initiatives.voting.models import Ballot, CountedBallot, Pool, Project, Round
from initiatives.voting.secrecy import canonical
from tests.factories import make_member
from tests.voting.conftest import DAY, finished, make_round, start

IDS = ["3", "1", "2"]


def asked(kind: str, **facts: Any) -> Round:
    ballot = {"kind": kind, "min": 1, "max": 2, "points": 10} | facts
    return Round(rules={"ballot": ballot, "projects": [{"id": name} for name in IDS]})


@pytest.mark.parametrize(
    ("kind", "sent", "sealed"),
    [
        ("choice", ["2"], ["2"]),
        ("ranking", ["2", "3"], ["2", "3"]),
        ("points", [["2", 4], ["3", 6], ["1", 0]], [["3", 6], ["2", 4]]),
        ("yesno", [["2", "no"], ["3", "yes"], ["1", ""]], [["3", "yes"], ["2", "no"]]),
    ],
)
def test_each_way_has_one_spelling(kind: str, sent: list[Any], sealed: list[Any]) -> None:
    round = asked(kind)
    assert checked_choices(round, sent) == sealed
    assert may_stand(round, sealed)


@pytest.mark.parametrize(
    ("kind", "sent", "told"),
    [
        ("choice", [], "Please choose one answer."),
        ("choice", ["1", "2"], "Please choose one answer."),
        ("choice", ["7"], "not on this ballot"),
        ("ranking", [], "You have not put anything in order yet."),
        ("ranking", ["1", "2", "3"], "You chose 3 projects, and 2 are allowed."),
        ("ranking", ["1", "1"], "A project was sent twice."),
        ("points", [], "You have not given any points yet."),
        ("points", [["1", 11]], "You gave 11 points, and there are 10 to give."),
        ("points", [["1", -1]], "Points are whole numbers from 0 up."),
        ("points", [["1", "ten"]], "Points are whole numbers from 0 up."),
        ("points", [["1", True]], "Points are whole numbers from 0 up."),
        ("points", [["1", 1], ["1", 2]], "A project was sent twice."),
        ("yesno", [], "You have not answered anything yet."),
        ("yesno", [["1", "maybe"]], "An answer is yes or no."),
    ],
)
def test_what_breaks_the_rules_is_told(kind: str, sent: list[Any], told: str) -> None:
    with pytest.raises(WrongChoices, match=told):
        checked_choices(asked(kind), sent)


JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 20), st.sampled_from(["1", "2", "3", "yes", "no", ""])),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(["approval", "choice", "ranking", "points", "yesno"]), st.lists(JUNK, max_size=4))
def test_whatever_comes_out_of_a_box_is_judged_and_fits_its_length(kind: str, sent: list[Any]) -> None:
    round = asked(kind)
    if may_stand(round, sent):
        assert checked_choices(round, sent) == sent
        assert len(canonical(sent)) <= len(canonical(longest_choice(round.rules)))


POOLS = [
    {"id": "1", "title": "Commune", "kind": "whole", "budget": 100, "max": 1},
    {"id": "2", "title": "Upper village", "kind": "village", "budget": 100, "max": 2},
    {"id": "3", "title": "Lower village", "kind": "village", "budget": 100, "max": 2},
]


def pooled(chosen: list[str]) -> list[Any]:
    listed = [{"id": str(number), "pool": str(1 + number // 3)} for number in range(9)]
    ballot = {"kind": "approval", "min": 1, "max": 5}
    return checked_choices(Round(rules={"ballot": ballot, "pools": POOLS, "projects": listed}), chosen)


def test_each_pool_has_its_own_most() -> None:
    assert pooled(["0", "3", "4"]) == ["0", "3", "4"]
    with pytest.raises(WrongChoices, match="“Commune”: you chose 2, and 1 is allowed"):
        pooled(["0", "1"])
    with pytest.raises(WrongChoices, match="“Upper village”: you chose 3, and 2 are allowed"):
        pooled(["3", "4", "5"])


def test_whoever_chooses_for_one_village_does_not_choose_for_another() -> None:
    with pytest.raises(WrongChoices, match="Choose for one village only: you chose for Upper village, Lower village."):
        pooled(["3", "6"])


def ballot_of(round: Round) -> str:
    return reverse("voting:ballot-cast", kwargs={"centre": round.centre.slug, "pk": round.pk})


FORMS: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "points": ({"choices-1": "6", "choices-3": "4"}, [["1", 6], ["3", 4]]),
    "ranking": ({"choices-1": "2", "choices-3": "1"}, ["3", "1"]),
    "yesno": ({"choices-1": "yes", "choices-2": "no", "choices-3": ""}, [["1", "yes"], ["2", "no"]]),
    "choice": ({"choices": "2"}, ["2"]),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FORMS)
def test_a_voter_votes_sees_it_again_and_it_is_counted(
    centre: Centre, member: User, client_of: Callable[[User], Client], kind: str
) -> None:
    poll = {"purpose": "poll", "budget": 1} if kind in ("yesno", "choice") else {}
    rule = {"rule": "majority"} if kind == "yesno" else {"rule": "greedy"} if poll else {}
    round = start(make_round(centre, ballot_kind=kind, **poll, **rule))
    client, (sent, sealed) = client_of(member), FORMS[kind]
    empty = client.post(ballot_of(round), {}).text
    assert "field__error" in empty
    assert client.post(ballot_of(round), sent).status_code == 302
    shown = client.get(ballot_of(round)).text
    for name, value in sent.items():
        if kind in ("points", "ranking"):
            assert f'name="{name}" id="id_{name}_{name[-1]}" value="{value}"' in shown
    over = finished(round)
    actions.close(round=over)
    assert CountedBallot.objects.get().choices == sealed
    assert len(actions.count(round=over)) == (1 if poll else 2)
    page = client.get(f"{round.get_absolute_url()}results/")
    assert page.status_code == 200
    if kind == "yesno":
        assert "1 yes, 0 no" in page.text
    if kind == "choice":
        assert over.results.get().winners == ["2"]


@pytest.mark.django_db
def test_two_on_one_place_are_told_and_what_was_typed_stays(
    centre: Centre, member: User, client_of: Callable[[User], Client]
) -> None:
    round = start(make_round(centre, ballot_kind="ranking"))
    page = client_of(member).post(ballot_of(round), {"choices-1": "1", "choices-2": "1", "choices-3": "x"}).text
    assert "A place is a whole number: 1 comes first." in page
    assert 'value="x"' in page
    page = client_of(member).post(ballot_of(round), {"choices-1": "1", "choices-2": "1"}).text
    assert "Two stand on the same place." in page


def letters(centre: Centre, number: int = 2) -> tuple[Round, list[str]]:
    draft = make_round(centre, eligibility="letter", identifier="letter")
    codes = actions.print_codes(round=draft, number=number)
    return start(draft), codes


@pytest.mark.django_db
def test_a_letter_votes_without_an_account_and_may_change_its_vote(centre: Centre, stranger_client: Client) -> None:
    round, codes = letters(centre)
    assert "Code from your letter" in stranger_client.get(ballot_of(round)).text
    typed = f"{codes[0][:5].lower()}-{codes[0][5:]}"
    first = stranger_client.post(ballot_of(round), {"code": typed, "choices": ["1"]})
    assert "Your ballot is in the box" in first.text
    assert "no-store" in first.headers["Cache-Control"]
    again = stranger_client.post(ballot_of(round), {"code": codes[0], "choices": ["2"]})
    assert again.context["receipt"] == first.context["receipt"]
    assert stranger_client.post(ballot_of(round), {"code": codes[1], "choices": ["3"]}).status_code == 200
    over = finished(round)
    actions.close(round=over)
    assert sorted(CountedBallot.objects.values_list("choices", flat=True)) == [["2"], ["3"]]
    assert (over.participations.count(), over.code_participations.count()) == (0, 2)


@pytest.mark.django_db
def test_a_wrong_code_opens_nothing_and_guessing_is_slow(centre: Centre, stranger_client: Client) -> None:
    round, codes = letters(centre, 1)
    other, _codes = letters(centre, 1)
    for code, told in (
        ("", "This field is required."),
        ("12", "A code has ten letters and digits"),
        ("0000000000", "This code does not open this vote."),
    ):
        page = stranger_client.post(ballot_of(round), {"code": code, "choices": ["2"]})
        assert told in page.text
        assert 'value="2" id="id_choices_2" data-cost="450000" checked' in page.text
    assert "does not open" in stranger_client.post(ballot_of(other), {"code": codes[0], "choices": ["2"]}).text
    for _try in range(TRIES):
        last = stranger_client.post(ballot_of(round), {"code": "0000000000", "choices": ["2"]})
        if last.status_code != 200:
            break
    assert last.status_code == 429
    assert "Too many tries." in last.text
    assert not Ballot.objects.exists()


@pytest.mark.django_db
def test_an_entry_of_the_register_votes_once_and_shared_ones_are_sent_to_the_desk(
    centre: Centre, coordinator: User, stranger_client: Client
) -> None:
    rows = [["Anna Wrona", "1980"], ["Jan Kos", "1971"], ["Jan Kos", "1971"]]
    register = upload_register(
        centre=centre, label="2026", columns=["Name", "Year of birth"], rows=rows, by=coordinator, at=timezone.now()
    )
    round = start(make_round(centre, eligibility="register", identifier="register", register=register))
    typed = {"fact_0": "anna  WRONA", "fact_1": "1980", "choices": ["1"]}
    assert "Your ballot is in the box" in stranger_client.post(ballot_of(round), typed).text
    assert "Your ballot is in the box" in stranger_client.post(ballot_of(round), typed | {"choices": ["2"]}).text
    shared = stranger_client.post(ballot_of(round), {"fact_0": "Jan Kos", "fact_1": "1971", "choices": ["1"]})
    assert "or two people share them" in shared.text
    actions.close(round=finished(round))
    assert CountedBallot.objects.get().choices == ["2"]
    round.refresh_from_db()
    assert round.register is None


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["letter", "register"])
def test_whoever_shows_their_letter_or_stands_in_the_register_takes_paper_at_the_desk(
    centre: Centre, coordinator: User, client_of: Callable[[User], Client], stranger_client: Client, kind: str
) -> None:
    facts: dict[str, Any] = {"eligibility": kind, "identifier": kind, "paper": "paper"}
    if kind == "register":
        rows, columns = [["Anna Wrona", "1980"], ["Jan Kos", "1971"]], ["Name", "Year of birth"]
        facts["register"] = upload_register(
            centre=centre, label="2026", columns=columns, rows=rows, by=coordinator, at=timezone.now()
        )
    draft = make_round(centre, papers_until=timezone.now() + 2 * DAY, **facts)
    typed: dict[str, Any] = {"fact_0": "Anna Wrona", "fact_1": "1980"}
    wrong = {"fact_0": "Eve", "fact_1": "1980"}
    if kind == "letter":
        typed, wrong = {"code": actions.print_codes(round=draft, number=1)[0]}, {"code": "0000000000"}
    round = start(draft)
    where = {"centre": centre.slug, "pk": round.pk}
    desk, opened = reverse("voting:desk", kwargs=where), reverse("voting:desk-open", kwargs=where)
    assert stranger_client.post(ballot_of(round), typed | {"choices": ["1"]}).status_code == 200
    assert stranger_client.get(opened).status_code == 302
    assert client_of(make_member(centre, "editor")).get(opened).status_code == 403
    staff = client_of(coordinator)
    assert staff.get(desk).headers["Location"] == opened
    assert f'href="{ballot_of(round)}"' in staff.get(opened).text
    refused = staff.post(opened, wrong)
    assert 'aria-invalid="true"' in refused.text
    assert Ballot.objects.count() == 1
    given = staff.post(opened, typed, follow=True).text
    assert "They may draw one paper ballot" in given
    assert "out of the box" in given
    assert Ballot.objects.count() == 0
    assert "has taken a paper ballot already" in staff.post(opened, typed, follow=True).text
    blocked = stranger_client.post(ballot_of(round), typed | {"choices": ["1"]})
    assert blocked.status_code == 409
    assert Ballot.objects.count() == 0


@pytest.mark.django_db
def test_an_age_that_a_law_sets_is_declared_on_the_ballot(
    centre: Centre, member: User, client_of: Callable[[User], Client]
) -> None:
    round = start(make_round(centre, min_age=16, age_grounds="Act <b>7</b>, article 2"))
    client = client_of(member)
    page = client.get(ballot_of(round)).text
    assert "I am at least 16 years old." in page
    assert "Act &lt;b&gt;7&lt;/b&gt;" in page
    assert "Please confirm your age" in client.post(ballot_of(round), {"choices": ["1"]}).text
    assert client.post(ballot_of(round), {"choices": ["1"], "old_enough": "on"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"ballot_kind": "yesno"}, "Money cannot be divided by this kind of ballot."),
        ({"purpose": "poll", "rule": "greedy", "budget": 3}, "All answers would win. Let fewer win."),
        ({"eligibility": "register", "identifier": "register"}, "Say which register decides who may vote."),
        ({"eligibility": "letter", "identifier": "letter"}, "No letters with voting codes have been printed yet."),
        ({"min_choices": 4, "max_choices": 5}, "Voters must choose more than there is on the ballot."),
    ],
)
def test_what_does_not_go_together_is_told_before_the_rules_are_frozen(
    centre: Centre, fields: dict[str, Any], told: str
) -> None:
    round = make_round(centre, **fields)
    reasons = actions.obstacles(round=round, at=timezone.now())
    assert any(told in reason for reason in reasons), reasons


@pytest.mark.django_db
def test_pools_are_filled_before_the_rules_are_frozen(centre: Centre) -> None:
    round = make_round(centre)
    upper = actions.save_pool(pool=Pool(round=round, title="Upper village", kind="village", budget=400_000))
    actions.save_pool(pool=Pool(round=round, title="Lower village", kind="village", budget=900_000, max_choices=2))
    round.refresh_from_db()
    assert round.budget == 1_300_000
    round.projects.update(pool=upper)
    Project.objects.filter(external_id="1").update(alternative="the river", pool=None)
    reasons = actions.obstacles(round=round, at=timezone.now())
    for told in (
        "“Benches by the river” stands in no pool.",
        "“A drying rack for plums” costs more than there is for “Upper village”.",
        "The pool “Lower village” has no project.",
        "Only one project has the label “the river”",
    ):
        assert any(told in reason for reason in reasons), reasons
    with pytest.raises(actions.PoolInUse):
        actions.remove_pool(pool=upper)


def test_days_of_a_round_come_one_after_another() -> None:
    now = timezone.now()
    round = Round(
        collects_from=now,
        collects_until=now - dt.timedelta(1),
        appeals_until=now + dt.timedelta(9),
        opens_at=now + dt.timedelta(2),
        closes_at=now + dt.timedelta(3),
        objections_until=now + dt.timedelta(3),
        delivers_until=now,
    )
    with pytest.raises(Exception) as refused:  # noqa: PT011
        round.clean()
    assert set(refused.value.message_dict) == {"collects_until", "appeals_until", "objections_until", "delivers_until"}


def divided(centre: Centre) -> Round:
    """Two villages: the upper one has money for the benches or the rack, the lower one for the lamps."""
    round = make_round(centre)
    upper = actions.save_pool(pool=Pool(round=round, title="Upper village", kind="village", budget=500_000))
    lower = actions.save_pool(pool=Pool(round=round, title="Lower village", kind="village", budget=900_000))
    round.projects.exclude(external_id="3").update(pool=upper, alternative="the river")
    round.projects.filter(external_id="3").update(pool=lower)
    return start(Round.objects.select_related("centre").get(pk=round.pk))


@pytest.mark.django_db
def test_each_pool_is_counted_shown_and_published_by_itself(
    centre: Centre, stranger_client: Client, client_of: Callable[[User], Client]
) -> None:
    round = divided(centre)
    voters = [make_member(centre) for _voter in range(15)]
    for place, voter in enumerate(voters):
        actions.cast(round=round, member=voter, choices=["3" if place < 4 else "2" if place < 12 else "1"])
    assert "Upper village" in client_of(voters[0]).get(ballot_of(round)).text
    over = finished(round)
    actions.close(round=over)
    for result in actions.count(round=over):
        assert result.winners == ["2", "3"]
        assert result.outcome["pools"]["1"]["cost_minor"] == 450_000
    page = stranger_client.get(f"{round.get_absolute_url()}results/").text
    assert "11 voters; PLN4,500 of PLN5,000 spent." in page
    assert "4 voters; PLN8,000 of PLN9,000 spent." in page
    # Four people chose in the lower village: of them only totals are told.
    files = exports.published(Round.objects.select_related("centre").get(pk=round.pk))
    assert {"ballots-1.pb", "withheld.csv", "ballots.csv"} <= set(files)
    assert "ballots-2.pb" not in files
    assert files["withheld.csv"](over) == b"pool,ballots\n2,4\n"
    listed = files["ballots.csv"](over).decode().splitlines()
    assert listed[-4:] == ["12,", "13,", "14,", "15,"]
    assert b"subunit;Upper village" in files["ballots-1.pb"](over)
    assert b"budget;5000" in files["ballots-1.pb"](over)
