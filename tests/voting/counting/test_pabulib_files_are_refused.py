"""Whatever is wrong with a file, the answer is one sentence, with the line where there is one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.voting.counting import pabulib

from .elections import SWIECIE, WIELICZKA, path
from .pabulib_texts import APPROVAL, points

CUT = "the file is cut short or was edited."
MONEY = "it must be more than nothing and at most 1000000000000000."
NO_MONEY = "which is not an amount of money."
NAMELESS = "Line 20: Section VOTES has a column twice, or one without a name."
TYPES = "approval, choose-1, ordinal, cumulative, scoring"
GIVES = "The vote gives"
TO_ONE = "points to one project;"


def refusal(source: str | bytes) -> str:
    with pytest.raises(pabulib.PabulibError) as refused:
        pabulib.parse(source)
    return str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("num_votes;4", "num_votes;5", f"META says num_votes 5, but VOTES has 4 rows; {CUT}"),
        ("num_votes;4", "num_votes;3", f"META says num_votes 3, but VOTES has 4 rows; {CUT}"),
        ("num_projects;3", "num_projects;4", f"META says num_projects 4, but PROJECTS has 3 rows; {CUT}"),
        ("num_votes;4", "num_votes;many", "META: num_votes is 'many', which is not a whole number."),
        ("num_votes;4\n", "", "META does not say num_votes."),
        ("budget;100\n", "", "META does not say budget."),
        ("budget;100", "budget;", "META does not say budget."),
        ("budget;100", "budget;a lot", f"META: budget is 'a lot', {NO_MONEY}"),
        ("budget;100", "budget;-1", f"META: budget is -1; {MONEY}"),
        ("budget;100", "budget;0", f"META: budget is 0; {MONEY}"),
        ("budget;100", "budget;1,000", f"META: budget is '1,000', {NO_MONEY}"),
        ("budget;100", "budget;1e3", f"META: budget is '1e3', {NO_MONEY}"),
        ("budget;100", "budget;nan", f"META: budget is 'nan', {NO_MONEY}"),
        ("budget;100", "budget;9999999999999999", f"META: budget is 9999999999999999; {MONEY}"),
        ("budget;100", "budget;" + "9" * 5000, f"META: budget is '{'9' * 283}…"),
        ("budget;100", "budget;100\nbudget;200", "Line 10: META has the key 'budget' twice."),
        ("budget;100", "budget;100\n;200", "Line 10: META has a value without a key."),
        ("approval", "acclamation", f"META: vote_type is 'acclamation'; known are {TYPES}."),
        ("rule;greedy", "rule;greedy\nmax_length;few", "META: max_length is 'few', which is not a number."),
        ("1;60;", "1;-60;", f"Line 16: Project '1': cost is -60; {MONEY}"),
        ("1;60;", "1;0;", f"Line 16: Project '1': cost is 0; {MONEY}"),
        ("1;60;", "1;;", f"Line 16: Project '1': cost is '', {NO_MONEY}"),
        ("1;60;", "1;101;", "Line 16: Project '1' costs 101, more than the whole budget of 100."),
        ("3;40;", "1;40;", "Line 18: PROJECTS has the project_id '1' twice."),
        ("3;40;", ";40;", "Line 18: PROJECTS has a row without project_id."),
        ("3;40;", "3,4;40;", "The project_id '3,4' contains a comma, so no vote could name it."),
        ("d;1;80", "a;1;80", "Line 24: VOTES has the voter_id 'a' twice."),
        ("d;1;80", ";1;80", "Line 24: VOTES has a row without voter_id."),
        ("d;1;80", "d;1,4;80", "Line 24: The vote names project '4', which is not in PROJECTS."),
        ("d;1;80", "d;1,1;80", "Line 24: The vote names a project twice."),
        ("project_id;cost", "id;cost", "Line 15: Section PROJECTS has no column project_id; its first is 'id'."),
        ("project_id;cost", "project_id;price", "Section PROJECTS has no column 'cost'."),
        ("voter_id;vote", "voter_id;choice", "Section VOTES has no column 'vote', which approval ballots need."),
        ("voter_id;vote;age", "voter_id;vote;vote", NAMELESS),
        ("voter_id;vote;age", "voter_id;;age", NAMELESS),
        ("META\n", "", "Line 1: The file does not begin with the section META."),
        ("META\n", "VOTES\n", "Line 1: Section VOTES is out of place; the order is META, PROJECTS, VOTES."),
        ("VOTES\n", "PROJECTS\n", "Line 19: Section PROJECTS appears twice."),
        ("PROJECTS\n", "", "Line 18: Section VOTES is out of place; the order is META, PROJECTS, VOTES."),
        ("Wiata", "Wia\0ta", "Line 18: This is not a text file."),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)  # fmt: skip
def test_a_broken_file_is_refused_with_a_sentence(old: str, new: str, told: str) -> None:
    assert old in APPROVAL
    assert refusal(APPROVAL.replace(old, new, 1)) == told


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", "Section META is missing; the file is cut short or not a Pabulib file."),
        (b"", "Section META is missing; the file is cut short or not a Pabulib file."),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "Line 3: This is not a text file."),
        (b"\xff\xfeM", "The file is neither UTF-8 nor utf-16."),
        (APPROVAL[: APPROVAL.index("VOTES")], "Section VOTES is missing; the file is cut short or not a Pabulib file."),
        (APPROVAL[: APPROVAL.index("voter_id")], "Section VOTES is empty; the file is cut short."),
        ('{"META": 1}', "Line 1: The file does not begin with the section META."),
    ],
    ids=["empty text", "empty bytes", "a picture", "half a letter", "no votes", "no header", "json"],
)
def test_what_is_no_such_file_is_refused(source: str | bytes, told: str) -> None:
    answer = refusal(source)
    assert answer.removeprefix("Line 1: ") == told.removeprefix("Line 1: ")


@pytest.mark.parametrize("name", [WIELICZKA, SWIECIE])
@given(share=st.floats(0, 0.999))
@settings(max_examples=40, deadline=None)
def test_a_real_file_cut_anywhere_is_refused(name: str, share: float) -> None:
    whole = path(name).read_bytes().rstrip()
    cut = whole[: int(len(whole) * share)]
    if cut.count(b"\n") < whole.count(b"\n"):
        assert refusal(cut)


@pytest.mark.parametrize("name", [WIELICZKA, SWIECIE])
def test_a_quotation_mark_never_closed_is_refused(name: str) -> None:
    text = path(name).read_text(encoding="utf-8")
    assert refusal(text.replace("PROJECTS\nproject_id", 'PROJECTS\n"project_id').replace(";Zakup", ';"Zakup', 1))


@pytest.mark.parametrize(
    ("vote_type", "votes", "meta", "told"),
    [
        ("cumulative", "1,2;3", (), "Line 21: The vote names 2 projects but gives points to 1."),
        ("cumulative", "1;3 2;", (), "Line 22: The vote names 1 projects but gives points to 0."),
        ("cumulative", "1;many", (), "Line 21: 'many' is not a number of points."),
        ("cumulative", "1;-1", (), "Line 21: The vote gives -1 points to a project; 0 is the least allowed."),
        ("cumulative", "1;1000000", ("max_sum_points;9",), f"Line 22: {GIVES} 1000000 {TO_ONE} 9 is the most allowed."),
        ("scoring", "1;1000000", ("max_points;5",), f"Line 22: {GIVES} 1000000 {TO_ONE} 5 is the most allowed."),
        ("scoring", "1;1000000001", (), f"Line 21: {GIVES} 1000000001 {TO_ONE} {10**9} is the most allowed."),
        ("scoring", "1;1e9", (), "Line 21: '1e9' is not a number of points."),
        ("ordinal", "3,2,1", ("max_length;2",), "Line 22: A ballot ranks 3 projects where 2 are allowed."),
        ("ordinal", "3,3", (), "Line 21: The vote names a project twice."),
        ("choose-1", "1 1,2", (), "Line 22: The vote names 2 projects, but vote_type is choose-1."),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_a_broken_ballot_is_refused_with_its_line(vote_type: str, votes: str, meta: tuple[str, ...], told: str) -> None:
    assert refusal(points(vote_type, votes, *meta)) == told


def test_a_ballot_with_a_million_entries_is_refused() -> None:
    assert "Line 21" in refusal(points("cumulative", ",".join(["1"] * 1_000_000) + ";1"))
    assert refusal(points("cumulative", "1;" + ",".join(["1"] * 50_000))) == (
        "Line 21: The vote names 1 projects but gives points to 50000."
    )


def test_points_that_cannot_be_held_exactly_are_refused() -> None:
    assert (
        refusal(points("scoring", "1;0.00000000000000000001 2;5"))
        == "Points have more decimal places than can be counted."
    )


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_noise_is_refused_without_any_other_failure(noise: bytes) -> None:
    assert refusal(noise)
    assert refusal(b"META\nkey;value\nbudget;5\n" + noise)
