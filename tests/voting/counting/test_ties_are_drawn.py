from hashlib import sha256

import pytest

from initiatives.voting.counting import CountError, Tie, commitment, drawn_order, lot, new_seed

from .elections import Small

SEED = "wierzba-2026"
EQUAL = Small({"b": 10, "a": 10, "c": 10}, ({"a": 1}, {"b": 1}, {"c": 1}), 30)


def test_the_order_follows_from_the_seed_as_documented() -> None:
    lots = {id_: sha256(f"{SEED}:{id_}".encode()).hexdigest() for id_ in "abc"}
    assert {id_: lot(SEED, id_) for id_ in "abc"} == lots
    assert drawn_order(SEED, "cab") == drawn_order(SEED, "abc") == tuple(sorted("abc", key=lots.__getitem__))


def test_the_commitment_is_the_plain_hash_of_the_seed() -> None:
    assert commitment("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(new_seed()) == 64
    assert new_seed() != new_seed()


@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
def test_a_tie_left_after_cost_and_votes_falls_by_the_drawn_order(rule: str) -> None:
    order = drawn_order(SEED, "abc")
    outcome = EQUAL.count(rule=rule, completion="none", seed=SEED)
    assert outcome.winners == order
    waiting = order[1:] if rule == "greedy" else tuple(sorted(order[1:]))
    assert outcome.ties[0] == Tie(1, (order[0], *waiting), "order")
    assert EQUAL.count(rule=rule, completion="none", order=tuple(reversed(order))).winners == tuple(reversed(order))


def test_without_a_draw_equal_shares_falls_back_on_the_file_and_greedy_on_the_ids() -> None:
    assert EQUAL.count(completion="none").winners == ("b", "a", "c")
    assert EQUAL.count(rule="greedy").winners == ("a", "b", "c")


def test_cheaper_goes_before_more_votes_and_both_before_the_draw() -> None:
    small = Small({"a": 9, "b": 8, "c": 9, "d": 9}, ({"a": 2, "b": 2, "c": 1, "d": 2}, {"c": 1}), 40)
    outcome = small.count(rule="greedy", order=("d", "c", "b", "a"))
    assert outcome.winners == ("b", "c", "d", "a")
    assert outcome.ties == (Tie(1, ("b", "c", "d", "a"), "order"),)
    without_b = Small({"a": 9, "c": 9}, ({"a": 2, "c": 1}, {"c": 1}), 40)
    assert without_b.count(rule="greedy").ties == (Tie(1, ("c", "a"), "votes"),)


def test_every_step_of_add1_in_which_the_draw_decided_is_counted() -> None:
    small = Small({"a": 8, "b": 8}, ({"a": 1, "b": 1},), 12)
    outcome = small.count(completion="add1", increment=1, seed=SEED)
    assert (outcome.winners, outcome.steps, outcome.drawn_steps) == ((drawn_order(SEED, "ab")[0],), 4, 5)


def test_a_drawn_order_must_name_every_project_once() -> None:
    with pytest.raises(CountError, match="every project exactly once"):
        EQUAL.count(order=("a", "b"))
    with pytest.raises(CountError, match="not both"):
        EQUAL.count(order=("a", "b", "c"), seed=SEED)
