"""310 values at 26 moments, clock changes and holidays of five countries among them, beside two other readers."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _golden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden", Path(__file__).with_name("golden.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


golden = _golden()
FOUND = golden.golden()
MOMENTS = FOUND["moments"]
VALUES = [pytest.param(value, id=f"{value['country']} {value['hours']}") for value in FOUND["value"]]


@pytest.mark.parametrize("value", VALUES)
def test_ours_answers_as_both_others_or_says_why_not(value: dict[str, Any]) -> None:
    ours = golden.ours(value["hours"], value["country"], MOMENTS)
    agreed = ours == value["python"] == value["javascript"]
    assert agreed != ("why" in value), (ours, value["python"], value["javascript"])


@pytest.mark.parametrize("value", VALUES)
def test_the_evaluator_still_answers_as_when_it_was_compared(value: dict[str, Any]) -> None:
    assert golden.python(value["hours"], value["country"], MOMENTS) == value["python"]


def test_of_310_values_70_are_not_read_by_all_three_alike() -> None:
    assert len(VALUES) == 310
    assert sum("why" in value for value in FOUND["value"]) == 70


def test_never_do_both_others_agree_against_ours_but_where_it_refuses_or_says_unknown() -> None:
    alone = {}
    for value in FOUND["value"]:
        ours = golden.ours(value["hours"], value["country"], MOMENTS)
        if value["python"] == value["javascript"] != ours:
            alone[value["hours"]] = ours
    assert alone == dict.fromkeys(["Mo-Fr 09:00-09:00", "We 22:00-22:00", "Tu 23:59-48:00", "2015 Feb 29"], "refused")


def test_npm_and_ours_differ_only_over_open_ends_easter_school_one_night_and_what_is_refused() -> None:
    others = [
        value["hours"]
        for value in FOUND["value"]
        if "refused" not in (value["javascript"], golden.ours(value["hours"], value["country"], MOMENTS))
        and golden.ours(value["hours"], value["country"], MOMENTS) != value["javascript"]
    ]
    night = "Mo, Tu, We, Th, Fr, Su 11:00-01:00; Sa 11:00-02:00"
    assert [hours for hours in others if not any(part in hours for part in ("+", "easter", "SH"))] == [night]
