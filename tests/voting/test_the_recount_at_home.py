"""recount.py: what a sceptic runs on the downloaded files, without any of our code."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from community.members.models import Centre
from initiatives.voting import counting, recount
from initiatives.voting.counting import Parameters, Profile, pabulib
from initiatives.voting.models import Round

from .counting.elections import REFERENCES, ROOT, SWIECIE, WIELICZKA, Small, count_real, path, small_elections
from .counting.pabulib_texts import APPROVAL, points
from .counting.test_counts_are_fair import RULES
from .files_of import counted_round, download

SCRIPT = ROOT / "initiatives" / "voting" / "recount.py"
HUGE = "Poland_Warszawa_2026.pb"
WAYS: list[dict[str, Any]] = [
    {"rule": "greedy"},
    {"rule": "greedy", "at_first_misfit": "stop"},
    {"rule": "equal-shares", "completion": "none"},
    {"rule": "equal-shares", "completion": "add1", "comparison": True},
    {"rule": "equal-shares", "completion": "add1u", "eligibility": 3, "seed": "wierzba"},
]


# --- The same count ---


@pytest.mark.parametrize("name", [name for name in sorted(REFERENCES) if name != HUGE])
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_real_election_is_counted_as_by_the_engine(
    name: str, way: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    options = [f"--{key.replace('_', '-')}" + ("" if value is True else f"={value}") for key, value in way.items()]
    assert recount.main([str(path(name)), *options, "--json"]) == 0
    answer, outcome = json.loads(capsys.readouterr().out), count_real(name, **way)
    expected = outcome.as_dict()
    compared = expected["comparison"]
    assert answer == {
        **{key: expected[key] for key in ("winners", "cost", "budget", "voters", "endowment", "steps")},
        "increment": outcome.increment,
        "comparison": compared and [compared["prefer_equal_shares"], compared["prefer_greedy"]],
    }


@pytest.mark.skipif(HUGE not in REFERENCES, reason="the largest file is not shipped")
def test_the_largest_election_has_the_reference_around_the_end_of_add1() -> None:
    """All 185 steps take minutes: here the one that stands, and the next, which overspends."""
    election, reference = recount.Pabulib(path(HUGE).read_bytes()), REFERENCES[HUGE]
    count = recount.Count(election.projects, election.ballots, election.budget, recount.Rule("equal-shares"))
    last = reference["add1_final_endowment"]
    assert sorted(election.projects[one].id for one in count.shares(Fraction(last))) == reference["mes_add1"]
    assert count.spent(count.shares(Fraction(last + 1))) > election.budget


@pytest.mark.parametrize("rule", [*RULES, {"rule": "majority"}], ids=lambda rule: " ".join(map(str, rule.values())))
@given(small=small_elections(most_points=3), data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_small_election_is_counted_as_by_the_engine(
    rule: dict[str, Any], small: Small, data: st.DataObject
) -> None:
    labels = {id_: data.draw(st.sampled_from(["", "", "x"])) for id_ in small.costs}
    seed = data.draw(st.sampled_from([None, "wierzba"]))
    signs = data.draw(st.lists(st.sampled_from([1, -1]), min_size=40, max_size=40))
    ballots = [
        {one: given * signs[(place + n) % 40] for n, (one, given) in enumerate(ballot.items())}
        for place, ballot in enumerate(small.ballots)
    ]
    projects = [counting.Project(one, cost, alternative=labels[one]) for one, cost in small.costs.items()]
    profile = Profile.from_points(list(small.costs), ballots)
    outcome = counting.count(projects, profile, small.budget, Parameters(**rule, seed=seed))
    places = {one: place for place, one in enumerate(small.costs)}
    count = recount.Count(
        [recount.Project(one, cost, "", labels[one], "") for one, cost in small.costs.items()],
        [{places[one]: given for one, given in ballot.items()} for ballot in ballots],
        small.budget,
        recount.Rule(**{"rule": "equal-shares", **rule, "seed": seed or ""}),
    )
    result = count.result()
    assert tuple(projects[winner].id for winner in result.winners) == outcome.winners
    assert (result.endowment, result.steps) == (outcome.endowment, outcome.steps)


@pytest.mark.parametrize(
    "text",
    [
        APPROVAL,
        "\ufeff" + APPROVAL.replace("\n", "\r\n"),
        APPROVAL.replace(";60;", ";60.25;"),
        APPROVAL.replace("b;2;", "b;;"),
        points("cumulative", "1,2;0.5,1.25 1;0.25 2;3"),
        points("scoring", "1,2;5,-2 3;1", "default_score;2"),
        points("ordinal", "2,1 2 3,2", "max_length;2"),
        points("choose-1", "1 2 2"),
    ],
)
def test_other_ballots_are_read_as_by_the_engine(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "some.pb"
    file.write_bytes(text.encode())
    election = pabulib.parse(text)
    for rule in ("greedy", "equal-shares"):
        assert recount.main([str(file), "--rule", rule, "--json"]) == 0
        parameters = Parameters(rule=rule, unit=election.scale)  # type: ignore[arg-type]
        outcome = counting.count(election.projects, election.profile, election.budget, parameters)
        answer = json.loads(capsys.readouterr().out)
        assert (answer["winners"], answer["cost"]) == (list(outcome.winners), outcome.as_dict()["cost"])


def test_without_a_rule_the_files_own_is_followed(capsys: pytest.CaptureFixture[str]) -> None:
    assert recount.main([str(path(WIELICZKA))]) == 0
    told = capsys.readouterr().out
    assert "30 won, for 995079." in told
    assert told.endswith("The file marks the same winners.\n")


def test_it_is_one_file_for_any_python_since_3_9_with_nothing_but_its_library() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 9))
    used = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    used |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in used} <= sys.stdlib_module_names
    alone = [sys.executable, "-I", "-S", str(SCRIPT), str(path(SWIECIE)), "--json"]
    answer = subprocess.run(alone, capture_output=True, check=True)
    assert sorted(json.loads(answer.stdout)["winners"]) == REFERENCES[SWIECIE]["mes_add1"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "has not the three sections"),
        (b"PNG", "does not begin with the section META"),
        (APPROVAL.replace("1;60;", "1;-60;").encode(), "it must be more than nothing"),
        (APPROVAL.replace("1;60;", "1;101;").encode(), "costs more than the whole budget"),
        (APPROVAL.replace("3;40;", "1;40;").encode(), "'1' is there twice"),
        (APPROVAL.replace("d;1;80", "d;4;80").encode(), "names '4', which is not in the election"),
        (APPROVAL.replace("d;1;80", "d;1,1;80").encode(), "contradicts itself"),
        (APPROVAL.replace("d;1;80\n", "").encode(), "says num_votes '4', but has 3"),
        (points("cumulative", "1;1000000", "max_sum_points;5").encode(), "more or fewer points than are allowed"),
        (APPROVAL.replace("rule;greedy", "rule;unknown").encode(), "give one with --rule"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_election_is_refused_with_a_sentence(
    content: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "some.pb"
    file.write_bytes(content)
    assert recount.main([str(file)]) == 2
    assert told in capsys.readouterr().err


# --- The files of a round ---


@pytest.fixture
def files(centre: Centre, tmp_path: Path) -> Path:
    return download(counted_round(centre), tmp_path / "round")


def run(files: Path, *options: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code = recount.main([str(files), *options, "--json"])
    return code, json.loads(capsys.readouterr().out)


def named(files: Path, name: str) -> Path:
    return next(file for file in files.iterdir() if file.name.endswith(name))


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{}, {"rule": "greedy", "min_votes": 5}, {"completion": "add1u"}], ids=str)
def test_an_untouched_round_agrees_with_its_page(
    centre: Centre, fields: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round = counted_round(centre, **fields)
    receipt = round.receipts.first()
    assert receipt is not None
    options = ("--receipt", receipt.receipt.lower(), "--seal", round.closure.seal)
    code, answer = run(download(round, tmp_path / "round"), *options, capsys=capsys)
    assert (code, answer["differences"]) == (0, [])
    assert answer["counts"][0]["winners"] == round.results.get(rule=round.rule).winners
    assert answer["agreed"] == [
        "The 6 files are those that checksums.txt names.",
        "The seal over them is the one that you gave.",
        "The 3 daily notices follow each other from the frozen rules on.",
        "As many receipts as ballots: 12.",
        "The lot for ties is the one that was promised before the vote.",
        "The winners are those that ballots.pb marks as selected.",
        f"Your receipt {receipt.receipt} is among those counted.",
    ]


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(files: Path) -> None:
        file = named(files, name)
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))

    return change


def drop_a_line(name: str) -> Callable[[Path], None]:
    def change(files: Path) -> None:
        file = named(files, name)
        file.write_text("".join(file.read_text().splitlines(keepends=True)[:-1]))

    return change


def also_in_the_checksums(change: Callable[[Path], None], name: str) -> Callable[[Path], None]:
    """A forger who knows that a changed file needs a changed checksum."""

    def forge(files: Path) -> None:
        before = sha256(named(files, name).read_bytes()).hexdigest()
        change(files)
        edit("checksums.txt", before, sha256(named(files, name).read_bytes()).hexdigest())(files)

    return forge


TAMPERED = {
    "a ballot changed": (edit("ballots.csv", "\n5,1\n", "\n5,2\n"), "ballots.csv is not the file"),
    "a ballot dropped": (drop_a_line("ballots.csv"), "There are 12 receipts, but 11 ballots."),
    "a receipt dropped": (drop_a_line("receipts.txt"), "There are 11 receipts, but 12 ballots."),
    "the budget changed": (edit("rules.json", '"budget":1000000', '"budget":9000000'), "not follow the frozen rules"),
    "another lot": (edit("seed.txt", "", "x"), "seed.txt is not the lot that the rules promised"),
    "a notice's number": (edit("notices.json", '"count":12', '"count":11'), "says 11 ballots and lists 12 receipts"),
    "a notice dropped": (
        lambda files: named(files, "notices.json").write_text(
            json.dumps(json.loads(named(files, "notices.json").read_text())[1:])
        ),
        "does not follow the frozen rules",
    ),
    "a withdrawal hidden": (
        lambda files: named(files, "notices.json").write_text(
            json.dumps([{**one, "withdrawn": []} for one in json.loads(named(files, "notices.json").read_text())])
        ),
        "and nobody had withdrawn it",
    ),
    "a vote for nothing": (edit("ballots.csv", "\n5,1\n", "\n5,9\n"), "Ballot 5 breaks the rules: '9' is not"),
    "a vote too many": (edit("ballots.csv", "\n5,1\n", "\n5,1 2 3\n"), "Ballot 5 breaks the rules: it names 3, and 2"),
    "a vote twice": (edit("ballots.csv", "\n5,1\n", "\n5,1 1\n"), "Ballot 5 breaks the rules: it names '1' twice"),
    "an empty vote": (edit("ballots.csv", "\n5,1\n", "\n5,\n"), "Ballot 5 breaks the rules: it names 0, and 1"),
    "another number": (edit("ballots.csv", "\n2,", "\n7,"), "not numbered from 1 on"),
    "other winners": (edit("ballots.pb", ";1;nature", ";0;nature"), "ballots.pb marks other winners"),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "told"), TAMPERED.values(), ids=TAMPERED.keys())
def test_whatever_was_tampered_with_is_named(
    change: Callable[[Path], None], told: str, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(files)
    code, answer = run(files, capsys=capsys)
    assert code == 1
    assert [one for one in answer["differences"] if told in one]
    assert recount.main([str(files)]) == 1
    assert "DIFFERS: " in capsys.readouterr().out


@pytest.mark.django_db
def test_a_forger_who_mends_the_checksums_is_betrayed_by_the_seal_on_paper(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round = counted_round(centre)
    files = download(round, tmp_path / "round")
    also_in_the_checksums(edit("ballots.csv", "\n5,1\n", "\n5,2\n"), "ballots.csv")(files)
    named(files, "ballots.pb").unlink()
    assert run(files, capsys=capsys)[1]["differences"] == []
    code, answer = run(files, "--seal", round.closure.seal, capsys=capsys)
    assert (code, len(answer["differences"])) == (1, 1)
    assert "not the one that you gave" in answer["differences"][0]


@pytest.mark.django_db
def test_a_receipt_that_is_nowhere_is_said(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = run(files, "--receipt", "0000-0000-0000-0000", capsys=capsys)
    assert (code, answer["differences"]) == (1, ["Your receipt 0000000000000000 is not among those counted."])
    assert answer["agreed"][-1] == "Your receipt stood on 0 daily notices."


@pytest.mark.django_db
def test_a_vanished_ballot_is_told_by_its_receipt(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round = counted_round(centre)
    files = download(round, tmp_path / "round")
    gone = json.loads(named(files, "notices.json").read_text())[-1]["withdrawn"]
    edit("notices.json", f'"withdrawn":["{gone[0]}"]', '"withdrawn":[]')(files)
    assert f"Receipt {gone[0]} was gone" in " ".join(run(files, capsys=capsys)[1]["differences"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["rules.json", "checksums.txt", "receipts.txt", "seed.txt", "notices.json", "ballots.csv"]
)
def test_a_file_left_behind_is_asked_for(name: str, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named(files, name).unlink()
    assert recount.main([str(files)]) == 2
    assert f"{name} is missing: download it" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["rules.json", "notices.json", "ballots.csv", "uncounted.csv", "receipts.txt"])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\xfd", b'{"format": "locer-round/1"}', b"[[1]]", b"a,b,c\n1\n"], ids=repr
)
def test_no_file_makes_it_stumble(name: str, content: bytes, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named(files, name).write_bytes(content)
    assert recount.main([str(files)]) in (1, 2)
    written = capsys.readouterr()
    assert "DIFFERS" in written.out or written.err.startswith("recount.py: ")


def test_a_pool_kept_back_is_said_and_the_others_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects = [{"id": "a", "pool": "1"}, {"id": "b", "pool": "2"}]
    pools = [
        {"id": "1", "title": "Village", "budget": 9, "max": 1},
        {"id": "2", "title": "Town", "budget": 5, "max": 1},
    ]
    files = frozen("approval", projects, ["", "b", "b"], pools=pools, more={"withheld.csv": b"pool,ballots\n1,1\n"})
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    code, answer = run(tmp_path, capsys=capsys)
    assert (code, [(one["pool"], one["winners"]) for one in answer["counts"]]) == (0, [("Town", ["b"])])
    assert "Note: Village: only 1 chose, so it cannot be counted here." in answer["agreed"]


def test_an_imported_election_has_no_receipts_to_look_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in frozen("approval", ABC, ["a"], key_sha256="").items():
        (tmp_path / name).write_bytes(content)
    assert recount.main([str(tmp_path), "--receipt", "7K2M"]) == 2
    assert "its files hold no receipts" in capsys.readouterr().err


@pytest.mark.django_db
def test_of_very_few_ballots_everything_but_the_contents_is_checked(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = run(download(counted_round(centre, voters=4), tmp_path / "round"), capsys=capsys)
    assert (code, answer["counts"]) == (0, [])
    assert "Fewer than ten ballots: what they say is not published, so it cannot be counted here." in answer["agreed"]


@pytest.mark.django_db
def test_the_program_is_a_download_of_the_round(centre: Centre, opened: Round) -> None:
    answer = Client().get(reverse("voting:recount-script", kwargs={"centre": centre.slug, "pk": opened.pk}))
    assert answer.content == SCRIPT.read_bytes()
    assert answer["Content-Disposition"] == 'attachment; filename="recount.py"'


# --- Rules as they are frozen for other votes ---


def frozen(
    kind: str, projects: list[dict[str, Any]], ballots: list[str], *, more: dict[str, bytes] | None = None, **told: Any
) -> dict[str, bytes]:
    seed = b"lot"
    count: dict[str, Any] = {"rule": "greedy", "completion": "add1", "increment": "auto", "comparison": False}
    count |= {"eligibility": 0, "at_first_misfit": "skip", "min_votes": 0}
    rules = {
        "format": "locer-round/1",
        "title": "Some vote",
        "key_sha256": "x",
        "ballot": {"kind": kind, "min": 1, "max": 9, **told.pop("ballot", {})},
        "budget": 100,
        "unit": 1,
        "count": {**count, "seed_sha256": sha256(seed).hexdigest(), **told.pop("count", {})},
        "projects": [{"title": "", "cost": 1, **project} for project in projects],
        **told,
    }  # fmt: skip
    lines = "".join(f"{number},{choices}\n" for number, choices in enumerate(ballots, 1))
    files = {
        "rules.json": json.dumps(rules).encode(),
        "ballots.csv": f"number,choices\n{lines}".encode(),
        "receipts.txt": "".join(sorted(f"{number:016d}\n" for number in range(len(ballots)))).encode(),
        "notices.json": b"[]",
        "seed.txt": seed,
        "uncounted.csv": b"receipt,reason\n",
        **(more or {}),
    }
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return {**files, "checksums.txt": sums.encode()}


def winners(files: dict[str, bytes]) -> tuple[list[str], dict[str, list[str]]]:
    round = recount.Round(files)
    round.check("")
    found = {
        title: [count.projects[winner].id for winner in result.winners] for title, (count, result) in round.count()
    }
    return round.differences, found


ABC = [{"id": "a"}, {"id": "b"}, {"id": "c"}]


def test_yes_and_no_are_counted_by_majority() -> None:
    votes = ["a:yes b:no", "a:yes b:yes c:no", "b:no c:yes"]
    assert winners(frozen("yesno", ABC, votes, count={"rule": "majority"})) == ([], {"": ["a"]})
    assert winners(frozen("yesno", ABC, votes, budget=2)) == ([], {"": ["a", "b"]})
    assert winners(frozen("yesno", ABC, ["a:perhaps", "a:yes"]))[0] == [
        "Ballot 1 breaks the rules: 'a:perhaps' is neither yes nor no."
    ]


def test_one_answer_is_counted() -> None:
    assert winners(frozen("choice", ABC, ["a", "b", "b"], budget=1)) == ([], {"": ["b"]})
    assert winners(frozen("choice", ABC, ["a b", "b"], budget=1))[0] == [
        "Ballot 1 breaks the rules: it gives more than one answer."
    ]


def test_points_and_rankings_are_counted() -> None:
    assert winners(frozen("points", ABC, ["a:3 b:5", "a:3"], budget=1)) == ([], {"": ["a"]})
    assert winners(frozen("points", ABC, ["a:3 b:5"], ballot={"points": 7}))[0] == [
        "Ballot 1 breaks the rules: it gives more than 7 points."
    ]
    assert winners(frozen("ranking", ABC, ["c a", "a b", "c b"], budget=1, ballot={"max": 2})) == ([], {"": ["c"]})


@given(small=small_elections(most_points=3), data=st.data())
@settings(max_examples=60, deadline=None)
def test_pools_are_counted_as_by_the_engine(small: Small, data: st.DataObject) -> None:
    pool_of = {one: data.draw(st.sampled_from(["v", "w"])) for one in small.costs}
    label_of = {one: data.draw(st.sampled_from(["", "x"])) for one in small.costs}
    budgets = {"v": small.budget, "w": small.budget // 2 + 1}
    how = {"rule": data.draw(st.sampled_from(["greedy", "equal-shares"])), "comparison": False}
    named = {one: {"pool": pool_of[one], "alternative": label_of[one]} for one in small.costs}
    ballots = [ballot for ballot in small.ballots if ballot]
    files = frozen(
        "points",
        [{"id": one, "cost": cost, **named[one]} for one, cost in small.costs.items()],
        [" ".join(f"{one}:{given}" for one, given in ballot.items()) for ballot in ballots],
        pools=[{"id": pool, "title": pool, "budget": budget, "max": 9} for pool, budget in budgets.items()],
        count=how,
    )
    found = counting.count_pools(
        [counting.Project(one, cost, **named[one]) for one, cost in small.costs.items()],
        ballots,
        budgets,
        Parameters(rule=how["rule"], seed="lot"),  # type: ignore[arg-type]
        profile=lambda _pool, ids, parts: Profile.from_points(ids, parts),
    )
    assert winners(files) == ([], {pool: list(outcome.winners) for pool, outcome in found.items()})


def test_each_pool_is_counted_apart_and_of_alternatives_one() -> None:
    projects = [
        {"id": "a", "pool": "v", "alternative": "x"},
        {"id": "b", "pool": "v", "alternative": "x"},
        {"id": "c", "pool": "w", "cost": 6},
    ]
    pools = [
        {"id": "v", "title": "Village", "budget": 9, "max": 2},
        {"id": "w", "title": "Town", "budget": 5, "max": 1},
    ]
    files = frozen("approval", projects, ["a b", "a", "b c", "b"], pools=pools)
    assert winners(files) == ([], {"Village": ["b"], "Town": []})
    pools[0]["max"] = 1
    assert winners(frozen("approval", projects, ["a b", "a"], pools=pools))[0] == [
        "Ballot 1 breaks the rules: it names 2, and 1 is the most."
    ]
