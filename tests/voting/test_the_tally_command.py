"""`manage.py tally`: no test here may touch a database, and none is marked to."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from .counting.elections import REFERENCES, ROOT, SWIECIE, WIELICZKA, path, real
from .counting.pabulib_texts import APPROVAL, points

SHARES, GREEDY = ("--rule", "equal-shares"), ("--rule", "greedy")


def tally(file: Path, *options: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    call_command("tally", str(file), *options, "--json")
    written = capsys.readouterr()
    assert written.err == ""
    answer: dict[str, Any] = json.loads(written.out)
    return answer


def written_to(folder: Path, text: str | bytes) -> Path:
    file = folder / "some.pb"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refusal(file: Path, *options: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("tally", str(file), *options)
    assert refused.value.returncode == 2
    return str(refused.value)


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_every_reference_is_met_on_every_file(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    reference = REFERENCES[name]
    asked = {
        "greedy": GREEDY,
        "greedy_by_score": GREEDY,
        "greedy_no_skip": (*GREEDY, "--at-first-misfit", "stop"),
        "greedy_threshold": (*GREEDY, "--min-votes", str(int(reference.get("meta_threshold") or 0))),
        "mes_no_completion": (*SHARES, "--completion", "none"),
        "mes_add1": (*SHARES, "--completion", "add1", "--increment", "auto"),
    }
    for key, options in asked.items():
        if reference.get(key) is not None:
            answer = tally(path(name), *options, capsys=capsys)
            assert sorted(answer["winners"]) == reference[key], key
            if key == "mes_add1":
                told = (answer["cost"], answer["endowment"], answer["steps"], answer["parameters"]["increment"])
                wanted = ("mes_add1_cost", "add1_final_endowment", "add1_steps", "add1_increment")
                assert told == tuple(reference[one] for one in wanted)


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_the_citys_winners_stand_beside_where_its_rule_is_ours(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer, stated = tally(path(name), *GREEDY, capsys=capsys), real(name).stated_parameters()
    official = REFERENCES[name]["official_selected"] if stated else None
    assert official == (None if answer["official"] is None else sorted(answer["official"]))
    assert answer["official_rule"] == REFERENCES[name]["rule"]


def test_one_object_says_all_that_a_recount_needs(capsys: pytest.CaptureFixture[str]) -> None:
    answer = tally(path(WIELICZKA), *SHARES, "--increment", "1", "--comparison", "--seed", "wierzba", capsys=capsys)
    assert answer.keys() == {
        *("winners", "cost", "budget", "voters", "endowment", "steps", "parameters", "ties", "drawn_steps"),
        *("comparison", "official", "official_rule", "warnings"),
    }
    assert answer["parameters"]["seed"] == "wierzba"
    assert answer["comparison"] == {"prefer_equal_shares": 1615, "prefer_greedy": 873, "kept": "equal-shares"}
    assert set(answer["winners"]) == set(answer["official"])


def test_swiecie_is_counted_with_its_threshold(capsys: pytest.CaptureFixture[str]) -> None:
    answer = tally(path(SWIECIE), *SHARES, "--eligibility", "--comparison", capsys=capsys)
    assert (answer["cost"], answer["endowment"], answer["parameters"]["eligibility"]) == (1_040_337, 662, 3)
    assert set(answer["winners"]) == set(answer["official"])
    dropped = tally(path(SWIECIE), *SHARES, "--eligibility-divisor", "1", capsys=capsys)
    assert dropped["parameters"]["eligibility"] == 1
    assert dropped["winners"] != answer["winners"]


def test_add1_may_stop_where_nothing_more_fits_which_wieliczka_did_not(capsys: pytest.CaptureFixture[str]) -> None:
    answer = tally(path(WIELICZKA), *SHARES, "--increment", "1", "--stop-at-exhaustive", capsys=capsys)
    assert (len(answer["winners"]), answer["cost"], answer["endowment"]) == (31, 984_579, 302)
    assert answer["parameters"]["stop"] == "exhaustive"


def test_without_json_people_read_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("tally", str(written_to(tmp_path, APPROVAL.replace("2;50;3", "2;50;4"))), *GREEDY)
    written = capsys.readouterr()
    assert written.out.splitlines() == [
        'Won         2            50        3 votes  bought         Zieleń; etap "II"',
        "Won         3            40        0 votes  bought         Wiata",
        "Not         1            60        2 votes  unaffordable   Ławka nad rzeką",
        "2 of 3 projects for 90 of 100.",
    ]
    assert written.err == "The column 'votes' differs from what the ballots add up to for 1 projects.\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((*GREEDY, "--completion", "add1"), "--completion has no meaning with --rule greedy."),
        ((*GREEDY, "--increment", "1"), "--increment has no meaning with --rule greedy."),
        ((*GREEDY, "--comparison"), "--comparison has no meaning with --rule greedy."),
        ((*SHARES, "--at-first-misfit", "stop"), "--at-first-misfit has no meaning with --rule equal-shares."),
        ((*SHARES, "--completion", "none", "--increment", "5"), "--increment has no meaning with --completion none"),
        ((*SHARES, "--completion", "none", "--stop-at-exhaustive"), "--stop-at-exhaustive has no meaning with"),
        ((*SHARES, "--increment", "0"), "increment must be a whole number, at least 1, not 0."),
        ((*SHARES, "--increment", "1.5"), "argument --increment: invalid increment value: '1.5'"),
        ((*SHARES, "--completion", "add2"), "argument --completion: invalid choice: 'add2'"),
        ((*SHARES, "--min-votes", "-1"), "min_votes must be a whole number, at least 0, not -1."),
        ((*SHARES, "--eligibility-divisor", "0"), "--eligibility-divisor must be at least 1, not 0."),
        ((*SHARES, "--seed", ""), "--seed is empty: nothing can be drawn from it."),
        (("--rule", "lottery"), "argument --rule: invalid choice: 'lottery'"),
        ((), "the following arguments are required: --rule"),
    ],
    ids=str,
)
def test_options_that_contradict_each_other_are_refused(options: tuple[str, ...], told: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("tally", str(path(SWIECIE)), *options)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "options",
    [
        (*GREEDY, "--completion", "none", "--increment", "auto"),
        (*SHARES, "--completion", "none", "--increment", "auto", "--at-first-misfit", "skip"),
    ],
    ids=str,
)
def test_options_that_ask_for_nothing_are_let_pass(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert tally(path(SWIECIE), *options, capsys=capsys)["winners"]


BROKEN = {
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0",
    "a table of something else": b"name;age\nAla;7\n",
    "cut short": APPROVAL[: APPROVAL.index("c;2")].encode(),
    "a vote for an unknown project": APPROVAL.replace("d;1;80", "d;1,4;80").encode(),
    "a negative cost": APPROVAL.replace("1;60;", "1;-60;").encode(),
    "a cost of nothing": APPROVAL.replace("1;60;", "1;0;").encode(),
    "a cost above the budget": APPROVAL.replace("1;60;", "1;101;").encode(),
    "the same project twice": APPROVAL.replace("3;40;", "1;40;").encode(),
    "the same voter twice": APPROVAL.replace("d;1;80", "a;1;80").encode(),
    "a million points": points("cumulative", "1;1000000", "max_sum_points;10").encode(),
    "a line of ten million letters": APPROVAL.replace("Wiata", "W" * 10_000_000).encode(),
    "votes in half an encoding": APPROVAL.encode("utf-16")[:-1],
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_counted_is_refused_in_one_sentence(source: bytes, tmp_path: Path) -> None:
    told = refusal(written_to(tmp_path, source), *GREEDY, "--json")
    assert told.startswith("some.pb: ")
    assert len(told.splitlines()) == 1
    assert len(told) < 400


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.pb", *GREEDY).endswith("none.pb cannot be read: No such file or directory.")
    assert refusal(tmp_path, *GREEDY).endswith("cannot be read: Is a directory.")


def test_a_count_that_would_never_end_is_refused(tmp_path: Path) -> None:
    file = written_to(
        tmp_path,
        APPROVAL.replace("budget;100", f"budget;{10**12}").replace(";60;", f";{10**12};").replace(";40;", ";9;"),
    )
    assert "use a larger increment" in refusal(file, *SHARES, "--increment", "1")


@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:1/none", "nonsense"])
def test_no_database_is_needed(address: str, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "site" / "manage.py"), "tally"]
    house = {**os.environ, "DATABASE_URL": address, "LOCER_VAR": str(tmp_path)}
    house.pop("DJANGO_SETTINGS_MODULE", None)
    good = subprocess.run([*command, str(path(SWIECIE)), *GREEDY, "--json"], env=house, capture_output=True, check=True)
    assert sorted(json.loads(good.stdout)["winners"]) == REFERENCES[SWIECIE]["greedy"]
    assert [file.suffix for file in tmp_path.iterdir() if "sqlite" in file.name] == []
    bad = subprocess.run(
        [*command, str(tmp_path / "none.pb"), *GREEDY, "--json"], env=house, capture_output=True, check=False
    )
    assert (bad.returncode, bad.stdout) == (2, b"")
    assert bad.stderr.decode().strip().endswith("cannot be read: No such file or directory.")
