"""Real elections go through the import, the count and the results page, and come out as their cities announced them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pabulib.checker import Checker

from community.members.models import Centre, User
from initiatives.voting import actions
from initiatives.voting.counting import pabulib
from initiatives.voting.models import CountedBallot, Project, Round, RoundResult
from initiatives.voting.secrecy import digest
from tests.factories import make_member
from tests.voting.conftest import finished
from tests.voting.counting.elections import REFERENCES, SWIECIE, WIELICZKA, path
from tests.voting.looking import dump

FOLDER = settings.ROOT / "data" / "pabulib"
# The two that ship, and more where somebody put them; the largest is counted by the tests of the engine.
REASONABLE = sorted(name for name, known in REFERENCES.items() if known["votes"] < 10_000)


def imported(centre: Centre, name: str, **facts: Any) -> Round:
    source = (FOLDER / name).read_bytes()
    return actions.import_pabulib(centre=centre, source=source, name=name, at=timezone.now(), **facts)


def results_page(round: Round) -> str:
    return Client().get(reverse("voting:round-results", kwargs={"centre": round.centre.slug, "pk": round.pk})).text


def winning_titles(page: str) -> set[str]:
    won = re.findall(r'<li class="outcome outcome--won">.*?<h3[^>]*>(.*?)</h3>', page, re.S)
    return {re.sub(r"\s+", " ", title).strip() for title in won}


@pytest.mark.parametrize(
    ("name", "facts", "preferring"),
    [(WIELICZKA, {}, (1615, 873)), (SWIECIE, {"comparison": True, "eligibility": 3}, (1245, 363))],
)
def test_a_shipped_election_comes_out_as_its_city_announced(
    centre: Centre, name: str, facts: dict[str, Any], preferring: tuple[int, int]
) -> None:
    round = imported(centre, name, **facts)
    known = REFERENCES[name]
    shares, greedy = (RoundResult.objects.get(round=round, rule=rule) for rule in ("equal-shares", "greedy"))
    assert sorted(shares.winners) == known["official_selected"] == sorted(round.imported["selected"])
    assert sorted(greedy.winners) == known["greedy"]
    assert shares.outcome["cost_minor"] == known["official_cost"] * 100
    assert shares.outcome["endowment"] == known["add1_final_endowment"]
    assert shares.outcome["with_a_winner"] == known["voters_with_a_winner_mes_add1"]
    assert greedy.outcome["with_a_winner"] == known["voters_with_a_winner_greedy"]
    comparison = shares.outcome["comparison"]
    assert (comparison["prefer_equal_shares"], comparison["prefer_greedy"]) == preferring


@pytest.mark.parametrize("name", [WIELICZKA, SWIECIE])
def test_the_results_page_shows_the_winners_by_both_rules(centre: Centre, name: str) -> None:
    round = imported(centre, name)
    page = results_page(round)
    titles = {project.external_id: " ".join(project.title.split()) for project in round.projects.all()}
    known = REFERENCES[name]
    assert winning_titles(page) == {titles[number] for number in known["official_selected"]}
    official, greedy = set(known["official_selected"]), set(known["greedy"])
    assert page.count("would lose by: Most votes first") == len(official - greedy)
    assert page.count("would win by: Most votes first") == len(greedy - official)
    assert "our count names exactly the same ones." in page
    assert "none can be looked up here" in page
    assert page.count('class="bar__whole" width="1000"') == len(titles)
    assert "style=" not in page


def test_every_project_has_a_sentence_with_its_money(centre: Centre) -> None:
    page = results_page(imported(centre, SWIECIE, eligibility=3))
    assert "Left out before the count: for its cost it needed 384 votes and has 375." in page
    assert re.search(r"Missed: its 119 supporters together had PLN[\d,.]+ left of the PLN106,788 it costs.", page)
    assert re.search(r"Bought in round 1: each of its supporters paid PLN[\d.]+\.", page)


@pytest.mark.parametrize("name", [WIELICZKA, SWIECIE])
def test_pabulibs_own_checker_accepts_what_we_publish_of_it(centre: Centre, name: str) -> None:
    published = download(imported(centre, name), "ballots.pb").decode()
    # The checker's own count of Equal Shares takes half a minute; the tests of the engine wait for it.
    stated = re.sub("rule;.*", "rule;unknown", published)
    assert Checker().process_files([stated])[1]["results"]["errors"] == {}
    again = pabulib.parse(published)
    assert pabulib.write(again) == published
    assert sorted(again.official or ()) == REFERENCES[name]["official_selected"]
    assert sorted(map(sorted, ballots_of(again))) == sorted(
        map(sorted, ballots_of(pabulib.parse(path(name).read_bytes())))
    )


def ballots_of(election: pabulib.Election) -> list[list[str]]:
    return [vote.split(",") for vote in election.vote_table.column("vote")]


def test_a_vote_of_our_own_is_published_so_that_the_checker_accepts_it(opened: Round, centre: Centre) -> None:
    for number in range(12):
        actions.cast(round=opened, member=make_member(centre), choices=[["1"], ["2", "3"], ["1", "3"]][number % 3])
    round = finished(opened)
    actions.close(round=round)
    actions.count(round=round)
    published = download(round, "ballots.pb").decode()
    stated = re.sub("rule;.*", "rule;unknown", published)
    assert Checker().process_files([stated])[1]["results"]["errors"] == {}
    election = pabulib.parse(published)
    assert election.profile.voters == 12
    assert election.official is not None
    shares = RoundResult.objects.get(round=round, rule="equal-shares")
    assert set(election.official) == set(shares.winners)


def download(round: Round, name: str) -> bytes:
    address = reverse("voting:round-file", kwargs={"centre": round.centre.slug, "pk": round.pk, "name": name})
    response = Client().get(address)
    assert response.status_code == 200, name
    return response.content


def test_the_checksums_name_the_published_files_and_the_seal_names_the_checksums(opened: Round, centre: Centre) -> None:
    for _number in range(10):
        actions.cast(round=opened, member=make_member(centre), choices=["1"])
    round = finished(opened)
    closure = actions.close(round=round)
    actions.count(round=round)
    sums = download(round, "checksums.txt")
    assert digest(sums) == closure.seal
    for line in sums.decode().splitlines():
        told, name = line.split("  ")
        assert digest(download(round, name)) == told
    assert download(round, "receipts.txt").decode().split() == sorted(download(round, "receipts.txt").decode().split())
    assert download(round, "ballots.csv").decode().splitlines()[:2] == ["number,choices", "1,1"]


def test_of_fewer_than_ten_ballots_only_totals_are_published(opened: Round, centre: Centre) -> None:
    for number in range(9):
        actions.cast(round=opened, member=make_member(centre), choices=[str(number % 3 + 1)])
    round = finished(opened)
    actions.close(round=round)
    actions.count(round=round)
    page = results_page(round)
    assert "Fewer than ten ballots were cast" in page
    assert "supporters" not in page[page.index('class="outcomes"') : page.index("How it was counted")]
    for name in ("ballots.csv", "ballots.pb"):
        address = reverse("voting:round-file", kwargs={"centre": centre.slug, "pk": round.pk, "name": name})
        assert Client().get(address).status_code == 404
    assert "3 votes" in page


def test_the_same_file_twice_makes_one_round(centre: Centre) -> None:
    assert imported(centre, SWIECIE).pk == imported(centre, SWIECIE).pk
    assert Round.objects.count() == 1


def test_a_city_whose_choice_we_do_not_reproduce_is_told_apart(centre: Centre) -> None:
    source = (FOLDER / SWIECIE).read_text().replace("rule;equalshares/add1", "rule;greedy")
    round = actions.import_pabulib(centre=centre, source=source.encode(), name="x.pb", at=timezone.now())
    page = results_page(round)
    assert "our count by this rule comes out differently" in page
    # In the list and nowhere else, once for each project that the city chose.
    assert page.count("the city's choice</span>") == 17 or page.count("the city&#x27;s choice</span>") == 17


def test_the_command_imports_and_says_where_the_results_are(centre: Centre, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_pabulib", str(FOLDER / SWIECIE), centre="lipka", title="Our neighbours", eligibility=3)
    round = Round.objects.get()
    assert capsys.readouterr().out == f"Our neighbours: 2553 ballots, /en/lipka/votes/{round.pk}/\n"
    assert (round.title, round.threshold, round.phase(at=timezone.now())) == ("Our neighbours", 3, "closed")


HEADER = "META\nkey;value\nbudget;100\nvote_type;approval\nnum_projects;2\nnum_votes;1\nrule;greedy\n"
BODY = "PROJECTS\nproject_id;cost;name\n1;50;Bench\n2;60;Lamp\nVOTES\nvoter_id;vote\na;1\n"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", "Section META is missing"),
        ("half", "num_votes 2553, but VOTES has"),
        (HEADER, "Section PROJECTS is missing"),
        (HEADER + BODY.replace("a;1", "a;7"), "names project '7', which is not in PROJECTS"),
        (HEADER + BODY.replace("1;50", "1;-50"), "it must be more than nothing"),
        (HEADER + BODY.replace("1;50", "1;0"), "it must be more than nothing"),
        (HEADER + BODY.replace("1;50", "1;500"), "more than the whole budget"),
        (HEADER + BODY.replace("2;60", "1;60"), "has the project_id '1' twice"),
        (HEADER + BODY.replace("1;50", "=cmd;50").replace("a;1", "a;2"), "characters that break a table"),
        (HEADER + BODY.replace("1;50", "1;50.001"), "more decimals than PLN has"),
        (HEADER + "currency;złoty\n" + BODY, "is not a code of three capital letters"),
        ("\x00\x01\x02", "not a text file"),
    ],
    ids=[
        "empty",
        "cut in half",
        "no projects",
        "unknown",
        "negative",
        "free",
        "too dear",
        "twice",
        "formula",
        "decimals",
        "currency",
        "binary",
    ],
)
def test_a_broken_file_gets_one_sentence_exit_code_2_and_writes_nothing(
    centre: Centre, tmp_path: Path, source: str, told: str
) -> None:
    content = source.encode()
    if source == "half":
        whole = (FOLDER / SWIECIE).read_bytes()
        content = whole[: len(whole) // 2]
    broken = tmp_path / "broken.pb"
    broken.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("import_pabulib", str(broken), centre="lipka")
    assert told in str(refusal.value)
    assert str(refusal.value).startswith("broken.pb: ")
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 2
    assert (Round.objects.count(), Project.objects.count(), CountedBallot.objects.count()) == (0, 0, 0)
    assert dump() == b""


@pytest.mark.parametrize(
    ("file", "slug", "told"),
    [("nowhere.pb", "lipka", "cannot be read"), (str(FOLDER / SWIECIE), "atlantis", "There is no centre 'atlantis'.")],
)
def test_a_missing_file_or_centre_is_told(centre: Centre, file: str, slug: str, told: str) -> None:
    with pytest.raises(CommandError, match=told) as refusal:
        call_command("import_pabulib", file, centre=slug)
    assert refusal.value.returncode == 2


@pytest.mark.parametrize("name", REASONABLE)
def test_elections_of_every_kind_are_imported_counted_and_shown(centre: Centre, name: str) -> None:
    round = actions.import_pabulib(centre=centre, source=path(name).read_bytes(), name=name, at=timezone.now())
    known = REFERENCES[name]
    greedy = RoundResult.objects.get(round=round, rule="greedy")
    stated = {"greedy-threshold": "greedy_threshold", "greedy-no-skip": "greedy_no_skip"}
    key = stated.get(round.imported["meta"]["rule"], "greedy")
    expected = known.get(key) or known.get("greedy") or known["greedy_by_score"]
    assert round.closure.ballots == known["votes"]
    assert sorted(greedy.winners) == sorted(expected)
    assert results_page(round).count('<li class="outcome') == known["projects"]


def test_the_page_reads_the_same_for_members(centre: Centre, member: User, client_of: Callable[[User], Client]) -> None:
    round = imported(centre, SWIECIE)
    address = reverse("voting:round-results", kwargs={"centre": "lipka", "pk": round.pk})
    assert winning_titles(client_of(member).get(address).text) == winning_titles(Client().get(address).text)
