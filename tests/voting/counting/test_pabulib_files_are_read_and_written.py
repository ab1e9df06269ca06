from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabulib.checker import Checker

from initiatives.voting.counting import Parameters, count, pabulib

from .elections import SWIECIE, WIELICZKA, real
from .pabulib_texts import APPROVAL, points


def scores(text: str) -> list[int | Fraction]:
    return list(pabulib.parse(text).profile.scores)


def test_a_file_is_read() -> None:
    election = pabulib.parse(APPROVAL)
    assert [(project.id, project.cost, project.name) for project in election.projects] == [
        ("1", 60, "Ławka nad rzeką"),
        ("2", 50, 'Zieleń; etap "II"'),
        ("3", 40, "Wiata"),
    ]
    assert (election.budget, election.scale, election.profile.voters) == (100, 1, 4)
    assert election.profile.scores == (2, 3, 0)
    assert (election.official, election.warnings) == (None, ())
    assert pabulib.write(election) == APPROVAL


@pytest.mark.parametrize(
    "source",
    [
        APPROVAL.encode(),
        b"\xef\xbb\xbf" + APPROVAL.encode(),
        APPROVAL.replace("\n", "\r\n").encode(),
        APPROVAL.replace("\n", "\r").encode(),
        APPROVAL.encode("utf-16"),
        "\ufeff" + APPROVAL,
        APPROVAL.replace("\n2;", "\n 2 ; ").replace("1,2", " 1 , 2 ").replace("budget;", "budget; "),
        APPROVAL.replace("\n", "\n\n"),
        APPROVAL.replace("PROJECTS\n", "PROJECTS;;;\n").replace("VOTES\n", "votes;;\n"),
        APPROVAL.replace("a;1,2;44", "a;1,2;44;;;"),
        APPROVAL.replace("b;2;\n", "b;2\n"),
    ],
    ids=[
        "utf-8",
        "bom",
        "crlf",
        "cr",
        "utf-16",
        "text with bom",
        "blanks",
        "empty lines",
        "spreadsheet",
        "long",
        "short",
    ],
)
def test_the_same_election_in_other_clothes_is_the_same(source: str | bytes) -> None:
    election = pabulib.parse(source)
    assert (pabulib.write(election), election.warnings) == (APPROVAL, ())


@pytest.mark.parametrize("encoding", ["iso8859-2", "cp1250"])
def test_older_encodings_are_recognised_and_said(encoding: str) -> None:
    text = APPROVAL.replace("Wiata", "Świeża źródlana woda")
    election = pabulib.parse(text.encode(encoding))
    assert pabulib.write(election) == text
    assert election.warnings == (f"The file is not UTF-8; it was read as {encoding}.",)


def test_unknown_keys_and_columns_are_kept() -> None:
    text = APPROVAL.replace("rule;greedy", "rule;greedy\nmoon_phase;full").replace(";age", ";shoe_size")
    election = pabulib.parse(text)
    assert election.meta["moon_phase"] == "full"
    assert election.vote_table.column("shoe_size") == ["44", "", "17", "80"]
    assert pabulib.write(election) == text


def test_columns_may_stand_in_another_order() -> None:
    text = APPROVAL.replace("voter_id;vote;age", "voter_id;age;vote")
    for row in ("a;1,2;44", "b;2;", "c;2;17", "d;1;80"):
        voter, vote, age = row.split(";")
        text = text.replace(row + "\n", f"{voter};{age};{vote}\n")
    assert scores(text) == [2, 3, 0]


def test_even_the_column_of_ids_may_stand_last_and_in_capitals() -> None:
    text = APPROVAL.replace("voter_id;vote;age", "AGE;VOTE;VOTER_ID")
    for row in ("a;1,2;44", "b;2;", "c;2;17", "d;1;80"):
        text = text.replace(row + "\n", ";".join(reversed(row.split(";"))) + "\n")
    assert scores(text) == [2, 3, 0]
    assert pabulib.parse(text).vote_table.columns == ("AGE", "vote", "voter_id")


@pytest.mark.parametrize(("said", "least"), [("2", 2), ("2.0", 2), ("1.5", 2), ("many", None), ("-1", None)])
def test_a_stated_minimum_of_votes_is_understood_or_the_rule_is_not_ours(said: str, least: int | None) -> None:
    text = APPROVAL.replace("rule;greedy", f"rule;greedy-threshold\nmin_project_score_threshold;{said}")
    stated = pabulib.parse(text).stated_parameters()
    assert (stated.min_votes if stated else None) == least


def test_decimals_are_exact() -> None:
    election = pabulib.parse(
        APPROVAL.replace("budget;100", "budget;100.07").replace(";60;", ";60.1;").replace(";50;", ";50,00;")
    )
    assert (election.scale, election.budget) == (100, 10_007)
    assert [project.cost for project in election.projects] == [6_010, 5_000, 4_000]
    assert pabulib.parse(APPROVAL.replace(";60;", ";60.00;")).scale == 1
    outcome = count(
        election.projects, election.profile, election.budget, Parameters(rule="greedy", unit=election.scale)
    )
    assert (outcome.as_dict()["budget"], outcome.as_dict()["cost"]) == ("100.07", 90)


def test_rankings_give_borda_points() -> None:
    assert scores(points("ordinal", "2,1 2 3,2", "max_length;2")) == [1, 5, 2]
    assert scores(points("ordinal", "2,1 2 3,2")) == [2, 8, 3]


def test_points_are_added_up() -> None:
    assert scores(points("cumulative", "1,2;3,1 3;4 2;0", "max_sum_points;4")) == [3, 1, 4]
    assert scores(points("cumulative", "1,2;0.5,1.25 1;0.25")) == [Fraction(3, 4), Fraction(5, 4), 0]
    assert scores(points("scoring", "1,2;5,-2 3;1")) == [5, -2, 1]
    assert scores(points("scoring", "1,2;5,-2 3;1", "default_score;2")) == [7, 0, 3]


def test_choose_1_is_an_approval_of_one() -> None:
    assert scores(points("choose-1", "1 2 2")) == [1, 2, 0]


def test_what_looks_odd_but_can_be_counted_is_a_warning() -> None:
    odd = (
        APPROVAL.replace("rule;greedy", "rule;greedy\nmin_length;2").replace("2;50;3", "2;50;4").replace("1;80", ";80")
    )
    odd = odd.replace("b;2;", "b;2;;surplus").replace("3;40;0", "3;999999999;0")
    assert pabulib.parse(odd).warnings == (
        "Line 23: cells beyond the last column of VOTES were ignored.",
        "Project '3' costs 999999999, more than the whole budget of 100. "
        "That cost marks a project as withdrawn; it cannot win.",
        "Votes naming fewer or more projects than META allows: 3.",
        "The column 'votes' differs from what the ballots add up to for 2 projects.",
    )
    assert pabulib.parse(points("cumulative", "1,2;3,3", "max_sum_points;5")).warnings == (
        "Votes giving fewer or more points together than META allows: 1.",
        "The column 'votes' differs from what the ballots add up to for 2 projects.",
    )


def test_a_stated_rule_that_is_not_ours_is_left_alone() -> None:
    assert pabulib.parse(APPROVAL.replace("rule;greedy", "rule;greedy-custom")).stated_parameters() is None
    assert pabulib.parse(APPROVAL).stated_parameters() == Parameters(rule="greedy")
    threshold = APPROVAL.replace("rule;greedy", "rule;greedy-threshold\nmin_project_score_threshold;2")
    assert pabulib.parse(threshold).stated_parameters() == Parameters(rule="greedy", min_votes=2)


def errors_found_by_pabulib(text: str) -> dict[str, object]:
    return Checker().process_files([text])[1]["results"]["errors"]


@pytest.mark.parametrize("name", [WIELICZKA, SWIECIE])
def test_pabulibs_own_checker_finds_no_error_in_our_export(name: str) -> None:
    """It also counts both elections itself, by the rule that the file states."""
    assert errors_found_by_pabulib(pabulib.write(real(name))) == {}


def test_our_own_data_becomes_a_file_that_the_checker_accepts() -> None:
    meta = {
        "unit": "Lipka",
        "description": "Village budget in Lipka",
        "country": "Poland",
        "instance": 2026,
        "budget": 100,
    }
    meta |= {"vote_type": "cumulative", "rule": "unknown", "date_begin": "01.05.2026", "date_end": "14.05.2026"}
    meta |= {"max_sum_points": 5, "currency": "PLN"}
    projects = [
        {
            "project_id": 7,
            "cost": Fraction(121, 2),
            "name": "Bench\nby the  river",
            "selected": 1,
            "category": ["sport", "culture"],
        },
        {"project_id": 8, "cost": 50, "name": "Shade; trees", "selected": 0, "category": ["nature"]},
    ]
    votes = [{"voter_id": place, "vote": [7, 8], "points": [3, 2], "voting_method": "internet"} for place in range(3)]
    election = pabulib.compose(meta, projects, votes)
    assert (election.scale, election.budget, election.profile.scores, election.warnings) == (10, 1000, (9, 6), ())
    text = pabulib.write(election)
    assert text.splitlines()[:8] == [
        "META",
        "key;value",
        "description;Village budget in Lipka",
        "country;Poland",
        "unit;Lipka",
        "instance;2026",
        "num_projects;2",
        "num_votes;3",
    ]
    assert text[text.index("PROJECTS") :].splitlines() == [
        "PROJECTS",
        "project_id;cost;votes;score;name;selected;category",
        "7;60.5;3;9;Bench by the river;1;sport,culture",
        '8;50;3;6;"Shade; trees";0;nature',
        "VOTES",
        "voter_id;vote;points;voting_method",
        *[f"{place};7,8;3,2;internet" for place in range(3)],
    ]
    assert pabulib.write(pabulib.parse(text)) == text
    assert errors_found_by_pabulib(text) == {}
    assert errors_found_by_pabulib(text.replace("7;60.5;3", "7;60.5;2")).keys() == {"different values in votes"}


def test_what_we_compose_is_checked_as_strictly_as_a_file() -> None:
    with pytest.raises(pabulib.PabulibError, match="'9', which is not in PROJECTS"):
        pabulib.compose(
            {"budget": 5, "vote_type": "approval"}, [{"project_id": "1", "cost": 1}], [{"voter_id": 1, "vote": ["9"]}]
        )


@given(
    names=st.lists(st.text(max_size=12), min_size=1, max_size=4),
    remark=st.text(max_size=12),
    chosen=st.lists(st.integers(0, 3), max_size=5),
)
@settings(max_examples=200, deadline=None)
def test_any_text_survives_being_written_and_read(names: list[str], remark: str, chosen: list[int]) -> None:
    meta = {"budget": 9, "vote_type": "approval", "comment": remark.replace("\0", "")}
    projects = [{"project_id": f"p{n}", "cost": 1, "name": name.replace("\0", "")} for n, name in enumerate(names)]
    votes = [{"voter_id": n, "vote": f"p{choice % len(names)}"} for n, choice in enumerate(chosen)]
    election = pabulib.compose(meta, projects, votes)
    text = pabulib.write(election)
    again = pabulib.parse(text.encode())
    assert pabulib.write(again) == text
    assert [project.name for project in again.projects] == [" ".join(str(row["name"]).split()) for row in projects]
    assert again.profile.scores == election.profile.scores
