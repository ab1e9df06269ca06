"""Real elections: the reference was computed twice by other programs, and the cities published their winners."""

import re
from typing import Any

import pytest

from initiatives.voting.counting import count, pabulib, satisfaction

from .elections import REFERENCES, SWIECIE, WIELICZKA, count_real, path, real


def files_with(key: str) -> list[str]:
    return [name for name, reference in REFERENCES.items() if reference.get(key) is not None]


def facts(**expected: Any) -> dict[str, Any]:
    return expected


@pytest.mark.parametrize("name", files_with("greedy"))
def test_greedy_buys_what_the_reference_buys(name: str) -> None:
    assert sorted(count_real(name, rule="greedy").winners) == REFERENCES[name]["greedy"]


@pytest.mark.parametrize("name", files_with("greedy_by_score"))
def test_points_and_rankings_are_ranked_by_their_sums(name: str) -> None:
    election, reference = real(name), REFERENCES[name]
    assert dict(zip(election.profile.ids, election.profile.scores, strict=True)) == reference["scores"]
    assert sorted(count_real(name, rule="greedy").winners) == reference["greedy_by_score"]


@pytest.mark.parametrize("name", files_with("greedy_no_skip"))
def test_greedy_may_stop_at_the_first_project_that_does_not_fit(name: str) -> None:
    outcome = count_real(name, rule="greedy", at_first_misfit="stop")
    assert sorted(outcome.winners) == REFERENCES[name]["greedy_no_skip"]


@pytest.mark.parametrize("name", files_with("greedy_threshold"))
def test_greedy_may_ask_for_a_minimum_of_votes(name: str) -> None:
    outcome = count_real(name, rule="greedy", min_votes=int(REFERENCES[name]["meta_threshold"]))
    assert sorted(outcome.winners) == REFERENCES[name]["greedy_threshold"]


@pytest.mark.parametrize("name", files_with("mes_no_completion"))
def test_equal_shares_without_completion_equals_the_reference(name: str) -> None:
    outcome, reference = count_real(name, completion="none"), REFERENCES[name]
    assert sorted(outcome.winners) == reference["mes_no_completion"]
    assert outcome.drawn_steps == int(reference["mes_tie_unresolved"])


@pytest.mark.parametrize("name", files_with("mes_add1"))
def test_equal_shares_with_add1_equals_the_reference(name: str) -> None:
    outcome, reference = count_real(name, comparison=True), REFERENCES[name]
    assert outcome.comparison is not None
    assert facts(
        winners=sorted(outcome.winners),
        cost=outcome.cost,
        increment=outcome.increment,
        endowment=outcome.endowment,
        steps=outcome.steps,
        prefer=(outcome.comparison.prefer_equal_shares, outcome.comparison.prefer_greedy),
    ) == facts(
        winners=reference["mes_add1"],
        cost=reference["mes_add1_cost"],
        increment=reference["add1_increment"],
        endowment=reference["add1_final_endowment"],
        steps=reference["add1_steps"],
        prefer=(reference["comparison_prefer_mes"], reference["comparison_prefer_greedy"]),
    )


@pytest.mark.parametrize("name", files_with("voters_with_a_winner_mes_add1"))
def test_as_many_voters_get_something_as_in_the_reference(name: str) -> None:
    profile, reference = real(name).profile, REFERENCES[name]
    served = [
        int(profile.weights[satisfaction(profile, outcome.winners) > 0].sum())
        for outcome in (count_real(name, completion="add1"), count_real(name, rule="greedy"))
    ]
    assert served == [reference["voters_with_a_winner_mes_add1"], reference["voters_with_a_winner_greedy"]]


@pytest.mark.parametrize("name", files_with("official_selected"))
def test_the_citys_own_winners_are_read_from_the_file(name: str) -> None:
    election = real(name)
    assert sorted(election.official or ()) == REFERENCES[name]["official_selected"]


@pytest.mark.parametrize("name", [name for name in files_with("official_selected") if real(name).stated_parameters()])
def test_the_rule_stated_in_the_file_gives_the_citys_own_winners(name: str) -> None:
    election = real(name)
    parameters = election.stated_parameters()
    assert parameters is not None
    outcome = count(election.projects, election.profile, election.budget, parameters)
    assert sorted(outcome.winners) == REFERENCES[name]["official_selected"]


def test_wieliczka_did_not_stop_at_the_first_exhaustive_outcome() -> None:
    stopped = count_real(WIELICZKA, stop_at_exhaustive=True)
    assert (len(stopped.winners), stopped.cost, stopped.endowment) == (31, 984_579, 302)
    assert sorted(stopped.winners) != REFERENCES[WIELICZKA]["official_selected"]


def test_swiecie_drops_projects_below_its_threshold_and_its_winners_stand() -> None:
    with_threshold = count_real(SWIECIE, eligibility=3, comparison=True)
    assert sorted(with_threshold.winners) == REFERENCES[SWIECIE]["official_selected"]
    assert (with_threshold.cost, with_threshold.endowment) == (1_040_337, 662)
    assert count_real(SWIECIE, eligibility=1).winners != with_threshold.winners


@pytest.mark.parametrize("name", [WIELICZKA, SWIECIE])
def test_filling_up_by_votes_only_adds_to_add1(name: str) -> None:
    add1, filled = count_real(name), count_real(name, completion="add1u")
    assert filled.winners[: len(add1.winners)] == add1.winners
    cheapest = min(trace.cost for trace in filled.traces if trace.project not in filled.winners)
    assert filled.cost <= filled.budget < filled.cost + cheapest


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_what_the_file_says_of_itself_is_what_is_read(name: str) -> None:
    election, reference = real(name), REFERENCES[name]
    assert facts(
        votes=election.profile.voters,
        projects=len(election.projects),
        budget=election.budget // election.scale,
        vote_type=election.vote_type,
    ) == {key: reference[key] for key in ("votes", "projects", "budget", "vote_type")}


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_a_real_file_keeps_its_content_when_written(name: str) -> None:
    first = real(name)
    text = pabulib.write(first)
    again = pabulib.parse(text)
    assert pabulib.write(again) == text
    assert (dict(again.meta), again.project_table.rows, again.vote_table.rows) == (
        dict(first.meta),
        first.project_table.rows,
        first.vote_table.rows,
    )
    plain = re.sub(r" *(;|\n) *", r"\1", path(name).read_text(encoding="utf-8"))
    assert text.splitlines() == plain.splitlines()
