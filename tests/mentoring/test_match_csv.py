import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mentoring.matching import tables

MENTEES = """key,needs,languages,hours,lat,lon,within_km,online,occupations,countries,traits,wishes
nurse,recognition;tax,pl:C2;en:B2,tue-evening;sat-morning,49.6,20.7,15,yes,2221,GB,woman,woman
cook,school,uk:C2,,,,,yes,5120,,,
"""
MENTORS = """topics,key,languages,hours,lat,lon,within_km,occupations,countries,traits,capacity
recognition;health,anna,pl:C2;en:C1,tue-evening,49.62,20.72,20,2221,GB,woman,2
tax,jan,pl:C2,sat-morning,49.9,20.7,5,7115,,,1
"""


@pytest.fixture
def paired(tmp_path: Path):
    def paired(mentees: str | bytes = MENTEES, mentors: str | bytes = MENTORS, *options: str) -> str:
        for name, content in (("mentees.csv", mentees), ("mentors.csv", mentors)):
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        out = io.StringIO()
        call_command("match_csv", str(tmp_path / "mentees.csv"), str(tmp_path / "mentors.csv"), *options, stdout=out)
        return out.getvalue()

    return paired


def test_it_prints_pairs_scores_by_part_and_why_somebody_is_alone(paired) -> None:
    told = json.loads(paired(MENTEES, MENTORS, "--json"))
    parts = {
        "needs": 60,
        "language": 100,
        "times": 60,
        "place": 93,
        "occupation": 100,
        "country": 100,
        "wishes": 100,
    }
    assert told == {
        "pairs": [{"mentee": "nurse", "mentor": "anna", "score": 79.3, "parts": parts, "km": 2}],
        "total": 79.3,
        "unmatched": [{"mentee": "cook", "reason": "needs", "fitting": 0}],
    }


def test_without_json_it_prints_a_table(paired) -> None:
    lines = paired().splitlines()
    assert lines[0].startswith("nurse  anna  79.30  (needs 60, language 100,")
    assert lines[1:] == ["cook  -  needs", "1 pairs, 1 without a mentor, total 79.30"]


def test_weights_of_a_centre_change_the_score(paired) -> None:
    weights = [f"--{part}=0" for part in ("language", "times", "place", "occupation", "country", "wishes")]
    assert json.loads(paired(MENTEES, MENTORS, "--json", *weights))["pairs"][0]["score"] == 60


def test_a_byte_order_mark_and_windows_line_ends_are_read(paired) -> None:
    windows = MENTEES.replace("\n", "\r\n").encode("utf-8-sig")
    assert paired(windows) == paired()


def test_languages_in_which_nobody_may_talk_are_no_reason_to_pair(paired) -> None:
    alone = json.loads(paired(MENTEES.replace("pl:C2;en:B2", "pl:A2;en:A2"), MENTORS, "--json"))["unmatched"]
    assert [(each["mentee"], each["reason"]) for each in alone] == [("cook", "needs"), ("nurse", "language")]


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ("key,needs", "key,wants", "mentees.csv, line 1: the column 'needs' is missing."),
        ("traits,wishes", "traits,dreams", "no column is called 'dreams'"),
        ("traits,wishes", "traits,traits", "line 1: a column stands there twice"),
        ("pl:C2;en:B2", "pl:C9", "line 2: languages: 'pl:C9' is not like pl:B2"),
        ("tue-evening;", "tue-night;", "line 2: hours: 'tue-night' is not like mon-evening"),
        ("recognition;tax", "gossip", "line 2: no such topic: gossip"),
        ("recognition;tax", "", "line 2: needs one to 3 different topics"),
        ("49.6,20.7", "49.6,east", "line 2: lat, lon: are not both numbers"),
        ("49.6,20.7", "nan,20.7", "line 2: a place is a latitude and a longitude in degrees"),
        (",15,", ",-1,", "line 2: within_km lies between 0 and 500"),
        (",15,", ",many,", "line 2: within_km: 'many' is not a whole number"),
        ("2221,GB", "22,GB", "line 2: occupations: '22' is not a code of four digits"),
        (",yes,2221", ",maybe,2221", "line 2: online: is neither yes nor no"),
        ("cook,", "nurse,", "line 3, key: 'nurse' stands here twice"),
        ("cook,", ",", "line 3: key: is empty"),
        ("cook,school,uk:C2,,", "cook,school,uk:C2,", "line 3: not as many cells as the head has"),
    ],
)
def test_what_is_wrong_with_mentees_is_said_with_line_and_column(paired, wrong: str, right: str, words: str) -> None:
    assert wrong in MENTEES
    with pytest.raises(CommandError) as raised:
        paired(MENTEES.replace(wrong, right, 1))
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ("woman,2", "woman,-1", "mentors.csv, line 2: capacity lies between 0 and 20."),
        ("woman,2", "woman,a lot", "line 2: capacity: 'a lot' is not a whole number"),
        ("topics,key", "themes,key", "the column 'topics' is missing"),
    ],
)
def test_what_is_wrong_with_mentors_is_said_too(paired, wrong: str, right: str, words: str) -> None:
    assert wrong in MENTORS
    with pytest.raises(CommandError) as raised:
        paired(MENTEES, MENTORS.replace(wrong, right, 1))
    assert words in str(raised.value)


def test_another_encoding_is_named_with_its_line(paired) -> None:
    with pytest.raises(CommandError, match="line 3: not in UTF-8"):
        paired(MENTEES.replace("cook", "kucharz Święcki").encode("cp1250"))


def test_a_hundred_thousand_rows_are_refused_before_they_are_paired(paired) -> None:
    head, row = "key,needs,languages\n", "{},tax,pl:C2\n"
    with pytest.raises(CommandError, match="more than 50000 rows"):
        paired(head + "".join(row.format(number) for number in range(100_000)))


def test_a_file_that_is_not_there_is_named(paired, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.csv cannot be read"):
        call_command("match_csv", str(tmp_path / "none.csv"), str(tmp_path / "none.csv"))


def test_an_empty_file_and_one_with_a_head_alone_are_told_apart(paired) -> None:
    with pytest.raises(CommandError, match="the column 'key' is missing"):
        paired("")
    assert paired("key,needs,languages\n") == "0 pairs, 0 without a mentor, total 0.00\n"


def test_the_help_names_every_column(capsys) -> None:
    with pytest.raises(SystemExit):
        call_command("match_csv", "--help")
    said = capsys.readouterr().out
    assert [name for name in {*tables.MENTEES, *tables.MENTORS} if f"`{name}`" not in said] == []
