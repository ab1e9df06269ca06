import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from mentoring.matching import Mentors, Need, Offer, Weights, Wish, best, fairness, match, one_more, reason_for
from mentoring.matching.scoring import View
from tests.mentoring.oracle import best_of_all, total
from tests.mentoring.people import crowd

SEEDS = st.integers(0, 10**9)
WEIGHTS = st.builds(Weights, **{part: st.integers(0, 40) for part in ("times", "place", "country", "wishes")})


def simple(key: str, *topics: str, **facts: object) -> Need:
    return Need(**{"key": key, "languages": {"pl": 6}, "topics": topics} | facts)  # type: ignore[arg-type]


def mentor(key: str, *topics: str, **facts: object) -> Offer:
    return Offer(**{"key": key, "languages": {"pl": 6}, "topics": frozenset(topics)} | facts)  # type: ignore[arg-type]


@given(seed=SEEDS, weights=WEIGHTS)
@settings(max_examples=150, deadline=None)
def test_each_score_is_what_its_description_says(seed: int, weights: Weights) -> None:
    needs, offers = crowd(seed, 4, 6)
    mentors = Mentors(offers, weights)
    for need in needs:
        view = View(mentors, need)
        scored = {pair.mentor: pair.total for pair in view.pairs(view.fitting)}
        expected = {each.key: total(need, each, weights) for each in offers}
        assert scored == {key: points for key, points in expected.items() if points is not None}


@given(seed=SEEDS, mentees=st.integers(0, 8), mentors=st.integers(0, 8))
@settings(max_examples=200, deadline=None)
def test_nobody_could_pair_more_people_or_with_a_higher_total(seed: int, mentees: int, mentors: int) -> None:
    needs, offers = crowd(seed, mentees, mentors, most=2)
    outcome = match(needs, Mentors(offers))
    gains = [scores_of(need, offers) for need in needs]
    assert (len(outcome.pairs), outcome.total) == best_of_all(gains, {each.key: each.capacity for each in offers})
    taken = Counter(pair.mentor for pair in outcome.pairs)
    assert all(taken[each.key] <= each.capacity for each in offers)
    assert all(pair.total == gains[int(pair.mentee[6:])][pair.mentor] for pair in outcome.pairs)
    assert sorted([pair.mentee for pair in outcome.pairs] + outcome.unmatched) == sorted(each.key for each in needs)
    assert outcome.left == {each.key: each.capacity - taken[each.key] for each in offers}


def scores_of(need: Need, offers: list[Offer]) -> dict[str, int]:
    scored = {each.key: total(need, each, Weights()) for each in offers}
    return {key: points for key, points in scored.items() if points is not None}


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_what_is_fixed_stands_what_is_forbidden_does_not_and_the_rest_is_best(seed: int) -> None:
    needs, offers = crowd(seed, 6, 5, most=2)
    free = match(needs, Mentors(offers))
    if len(free.pairs) < 2:
        return
    kept, barred = free.pairs[0], free.pairs[1]
    forbidden = [(barred.mentee, barred.mentor)]
    outcome = match(needs, Mentors(offers), fixed={kept.mentee: kept.mentor}, forbidden=forbidden)
    found = {pair.mentee: pair.mentor for pair in outcome.pairs}
    assert found[kept.mentee] == kept.mentor
    assert found.get(barred.mentee) != barred.mentor
    gains = {need.key: scores_of(need, offers) for need in needs if need.key != kept.mentee}
    gains[barred.mentee].pop(barred.mentor)
    room = {each.key: each.capacity - (each.key == kept.mentor) for each in offers}
    pairs, points = best_of_all(list(gains.values()), room)
    assert (len(outcome.pairs), outcome.total) == (pairs + 1, points + kept.total)


@given(seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_people_come_changes_nothing(seed: int) -> None:
    needs, offers = crowd(seed, 8, 6)
    outcome = match(needs, Mentors(offers))
    random.Random(seed).shuffle(needs)
    assert match(needs, Mentors(offers[::-1])) == outcome


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_published_pairs_stay_when_somebody_joins(seed: int) -> None:
    needs, offers = crowd(seed, 9, 6)
    before = match(needs[:8], Mentors(offers))
    published = {pair.mentee: pair.mentor for pair in before.pairs}
    after = match(needs, Mentors(offers), fixed=published)
    assert published.items() <= {pair.mentee: pair.mentor for pair in after.pairs}.items()


@pytest.mark.parametrize("seed", range(4))
def test_larger_crowds_are_paired_as_a_reference_solver_does(seed: int) -> None:
    """Dense, with each mentor once for each of their places and a place alone for each mentee."""
    needs, offers = crowd(seed, 150, 60, most=3)
    outcome = match(needs, Mentors(offers))
    places = [each.key for each in offers for _place in range(each.capacity)]
    gains = [scores_of(need, offers) for need in needs]
    pairing = 10_000_000
    value = np.array([[pairing + own[key] if key in own else -1 for key in places] + [0] * len(needs) for own in gains])
    rows, columns = linear_sum_assignment(value, maximize=True)
    best = value[rows, columns].sum()
    assert len(outcome.pairs) * pairing + outcome.total == best


def test_the_best_five_come_in_the_order_of_their_scores() -> None:
    needs, offers = crowd(3, 12, 40)
    mentors = Mentors(offers)
    for need in needs:
        scored = scores_of(need, [each for each in offers if each.capacity])
        expected = sorted(scored.items(), key=lambda item: (-item[1], item[0]))[:5]
        assert [(pair.mentor, pair.total) for pair in best(need, mentors)] == expected


def test_who_is_full_is_not_among_the_best() -> None:
    mentors = Mentors([mentor("anna", "tax"), mentor("jan", "tax"), mentor("ola", "tax", capacity=0)])
    assert [pair.mentor for pair in best(simple("me", "tax"), mentors, full={"anna"})] == ["jan"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"topics": ("health",)}, "needs"),
        ({"languages": {"pl": 2, "uk": 6}}, "language"),
        ({"online": False}, "place"),
        ({"wishes": (Wish("woman", hard=True),)}, "wishes"),
        ({"blocked": frozenset({"anna"})}, "blocked"),
    ],
)
def test_whoever_stays_alone_learns_what_ruled_everybody_out(facts: dict[str, object], reason: str) -> None:
    mentors = Mentors([mentor("anna", "tax", "work")])
    need = simple("me", "tax", **facts) if "topics" not in facts else simple("me", "health")
    outcome = match([need], mentors)
    assert (outcome.unmatched, reason_for(need, mentors).kind) == (["me"], reason)


def test_a_reason_tells_full_and_nobody_apart() -> None:
    needs = [simple("first", "tax"), simple("second", "tax")]
    mentors = Mentors([mentor("anna", "tax")])
    outcome = match(needs, mentors)
    (alone,) = [need for need in needs if need.key in outcome.unmatched]
    assert (reason_for(alone, mentors).kind, reason_for(alone, mentors).fitting) == ("full", 1)
    assert reason_for(needs[1], Mentors([])).kind == "nobody"


def test_one_more_mentor_of_the_right_kind_is_named_with_what_it_changes() -> None:
    needs = [simple("first", "tax"), simple("second", "tax", "work"), simple("third", "school", languages={"uk": 6})]
    mentors = Mentors([mentor("anna", "tax")])
    outcome = match(needs, mentors)
    found = one_more(needs, mentors, outcome)
    assert {(each.topic, each.language) for each in found} >= {("tax", "pl"), ("school", "uk")}
    assert [each.pairs for each in found] == [1] * len(found)
    assert [each.points for each in found] == sorted((each.points for each in found), reverse=True)
    supposed = Offer(key="new", topics=frozenset({"school"}), languages={"uk": 6}, hours=frozenset(range(21)))
    then = match(needs, Mentors([*mentors.rows, supposed]))
    assert then.total - outcome.total == next(each.points for each in found if each.topic == "school")


def test_of_groups_below_ten_nothing_is_told() -> None:
    topics = ["tax"] * 6 + ["school"] * 6
    needs = [simple(f"n{number:02}", topic) for number, topic in enumerate(topics)]
    outcome = match(needs, Mentors([mentor("anna", "tax", capacity=6)]))
    keys = [need.key for need in needs]
    (told,) = fairness(outcome, {"came back": keys[:10], "stayed": keys[10:]})
    assert (told.name, told.size, told.matched, told.mean) == ("came back", 10, 0.6, outcome.pairs[0].score)


@pytest.mark.parametrize(
    "facts",
    [
        {"capacity": -1},
        {"languages": {}},
        {"languages": {"pl": 7}},
        {"hours": frozenset({21})},
        {"within_km": -3},
        {"at": (91.0, 0.0)},
        {"topics": frozenset({"gossip"})},
    ],
)
def test_an_offer_that_cannot_be_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        mentor("anna", "tax", **facts)


@pytest.mark.parametrize("topics", [(), ("tax", "tax"), ("tax", "work", "school", "health"), ("gossip",)])
def test_a_need_names_one_to_three_topics(topics: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="topic"):
        simple("me", *topics)


@pytest.mark.parametrize(
    ("fixed", "words"),
    [
        ({"me": "nobody"}, "not here"),
        ({"other": "anna"}, "hard condition"),
        ({"me": "anna", "you": "anna"}, "room"),
    ],
)
def test_a_fixed_pair_that_cannot_stand_is_refused(fixed: dict[str, str], words: str) -> None:
    needs = [simple("me", "tax"), simple("you", "tax"), simple("other", "school")]
    with pytest.raises(ValueError, match=words):
        match(needs, Mentors([mentor("anna", "tax")]), fixed=fixed)


def test_two_people_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        Mentors([mentor("anna", "tax"), mentor("anna", "work")])
    with pytest.raises(ValueError, match="same key"):
        match([simple("me", "tax"), simple("me", "work")], Mentors([]))
