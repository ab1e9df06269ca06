"""The index against a plain reading of the same rows, and what a process keeps of it."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from community.members.models import Centre
from maps import actions
from maps.index.columns import Columns, Facet, Row, columns_of
from maps.index.frames import CLOSE, MOST_ALONE, MOST_POINTS, Frame, degrees, nearest, shown
from maps.index.question import FREE, LEAST, STEP_FREE, WEEK, Question
from maps.indexing import turn
from maps.kept import kept_for
from maps.models import Place, Service, Sheet
from maps.quadkey import square

WORDS = ["ser", "urzad", "kurs", "rower", "las"]


def spans_of(edges: list[int]) -> list[int]:
    ordered = sorted(set(edges))
    return ordered[: len(ordered) // 2 * 2]


facets = st.builds(
    Facet,
    st.integers(0, 5),
    st.integers(0, 3),
    st.integers(0, 7),
    st.lists(st.integers(0, 2 * WEEK), max_size=6).map(spans_of),
)
rows = st.lists(
    st.builds(
        Row,
        st.integers(1, 30),
        st.integers(9_000_000, 9_000_400),
        st.integers(5_000_000, 5_000_400),
        st.lists(facets, max_size=3),
        st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    ),
    max_size=20,
    unique_by=lambda row: row.pk,
)
questions = st.builds(
    Question,
    st.frozensets(st.integers(0, 5), max_size=3),
    st.integers(0, 7),
    st.booleans(),
    st.booleans(),
    st.none() | st.tuples(st.integers(0, WEEK), st.integers(1, 400)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
)


def answers(row: Row, question: Question) -> bool:
    """As one would read it from the question."""
    return all(word in row.text for word in question.words) and any(fits(facet, question) for facet in row.facets)


def fits(facet: Facet, question: Question) -> bool:
    if question.categories and facet.category not in question.categories:
        return False
    if question.languages and not facet.languages & question.languages:
        return False
    if (question.free and not facet.flags & FREE) or (question.step_free and not facet.flags & STEP_FREE):
        return False
    return question.minutes is None or is_open(facet.spans, *question.minutes)


def is_open(spans: Sequence[int], first: int, last: int) -> bool:
    pairs = zip(spans[::2], spans[1::2], strict=True)
    return any(min(end, last) - max(start, first) >= min(LEAST, last - first) for start, end in pairs)


@given(rows, questions)
def test_it_finds_what_a_plain_reading_finds(rows: list[Row], question: Question) -> None:
    standing = [row for row in rows if row.facets]
    columns = Columns().replaced(rows)
    found = columns.pk[columns.matching(question)].tolist()
    assert found == [row.pk for row in standing if answers(row, question)]


@given(rows, rows, questions)
def test_changes_one_after_the_other_give_what_the_last_state_gives(
    before: list[Row], after: list[Row], question: Question
) -> None:
    step_by_step = Columns().replaced(before).replaced(after)
    last = {row.pk: row for row in before} | {row.pk: row for row in after}
    at_once = columns_of([row for row in last.values() if row.facets])

    def found(columns: Columns) -> set[int]:
        return set(columns.pk[columns.matching(question)].tolist())

    assert found(step_by_step) == found(at_once)
    assert len(step_by_step) == len(at_once)


@given(rows, st.integers(0, 22), st.tuples(st.floats(-0.01, 0.01), st.floats(-0.01, 0.01)))
def test_a_frame_counts_each_place_in_it_once(rows: list[Row], zoom: int, away: tuple[float, float]) -> None:
    columns = Columns().replaced(rows)
    latitude, longitude = degrees(9_000_200, 5_000_200)
    frame = Frame(
        longitude - 0.003 + away[1], latitude - 0.002 + away[0], longitude + 0.003 + away[1], latitude + away[0], zoom
    )
    answer = shown(columns, columns.matching(Question()), frame)
    left, right, top, bottom = frame.sides()
    inside = [row for row in rows if row.facets and left <= row.column <= right and top <= row.row <= bottom]
    assert answer.total == len(inside) == len(answer.alone) + sum(each.count for each in answer.clusters)
    assert set(answer.alone) <= {row.pk for row in inside}


def crowd(count: int, spread: int = 60_000) -> Columns:
    chance = np.random.default_rng(7)
    points = chance.integers(0, spread, (count, 2)).tolist()
    facet = [Facet(1)]
    return columns_of([Row(pk, 9_000_000 + x, 5_000_000 + y, facet) for pk, (x, y) in enumerate(points, 1)])


@pytest.mark.parametrize("zoom", range(4, 20))
def test_an_answer_stays_small_however_many_there_are(zoom: int) -> None:
    columns = crowd(20_000)
    (north, west), (south, east) = degrees(9_000_000, 5_000_000), degrees(9_060_000, 5_060_000)
    answer = shown(columns, columns.matching(Question()), Frame(west, south, east, north, zoom))
    assert answer.total == 20_000
    assert len(answer.alone) + len(answer.clusters) <= MOST_POINTS


def test_few_places_are_told_one_by_one_and_near_ones_at_a_close_look() -> None:
    (north, west), (south, east) = degrees(9_000_000, 5_000_000), degrees(9_060_000, 5_060_000)
    few, many = crowd(MOST_ALONE), crowd(MOST_POINTS)
    far, close = Frame(west, south, east, north, 8), Frame(west, south, east, north, CLOSE)
    assert len(shown(few, few.matching(Question()), far).alone) == MOST_ALONE
    assert shown(many, many.matching(Question()), far).clusters
    assert len(shown(many, many.matching(Question()), close).alone) == MOST_POINTS


@given(rows, st.integers(0, 10), st.integers(1, 10))
def test_the_nearest_come_first_and_pages_neither_repeat_nor_leave_out(rows: list[Row], first: int, most: int) -> None:
    columns = Columns().replaced(rows)
    everything = columns.matching(Question())
    point = degrees(9_000_100, 5_000_100)
    whole = nearest(columns, everything, point, 0, len(columns) + 1).rows
    assert [metres for _pk, metres in whole] == sorted(metres for _pk, metres in whole)
    assert nearest(columns, everything, point, first, most).rows == whole[first : first + most]


@given(st.floats(-70, 70), st.floats(-179, 179), st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
def test_metres_agree_with_the_great_circle(latitude: float, longitude: float, down: float, across: float) -> None:
    column, row = square(latitude + down, longitude + across)
    columns = columns_of([Row(1, column, row, [Facet(0)])])
    ((_pk, metres),) = nearest(columns, columns.matching(Question()), (latitude, longitude), 0, 1).rows
    assert metres == pytest.approx(
        great_circle(latitude, longitude, latitude + down, longitude + across), rel=0.01, abs=5
    )


def great_circle(first: float, second: float, third: float, fourth: float) -> float:
    one, other = math.radians(first), math.radians(third)
    half = math.sin((other - one) / 2) ** 2
    half += math.cos(one) * math.cos(other) * math.sin(math.radians(fourth - second) / 2) ** 2
    return 2 * 6_378_137 * math.asin(math.sqrt(half))


def put(centre: Centre, name: str = "Biblioteka", **facts: Any) -> Place:
    known = {"category": "learning.library", "latitude": 49.61, "longitude": 20.7, "language": "pl"}
    return actions.keep_place(place=Place(centre=centre, name=name, **known | facts), by=None, at=timezone.now())


def test_a_place_is_found_as_soon_as_it_is_kept_and_no_more_when_it_is_withdrawn(centre: Centre) -> None:
    place = put(centre)
    assert kept_for(centre).columns.pk.tolist() == [place.pk]
    actions.withdraw(place=place, at=timezone.now())
    assert len(kept_for(centre).columns) == 0
    actions.put_back(place=place)
    assert kept_for(centre).columns.pk.tolist() == [place.pk]


def test_another_centre_s_places_are_not_in_the_index(centre: Centre, other_centre: Centre) -> None:
    put(other_centre)
    assert len(kept_for(centre).columns) == 0
    assert len(kept_for(other_centre).columns) == 1


def test_what_has_not_changed_costs_one_query_and_a_change_two(centre: Centre) -> None:
    put(centre)
    kept_for(centre)
    with CaptureQueriesContext(
        connection,
    ) as known:
        kept_for(centre)
    put(centre, "Szkoła")
    with CaptureQueriesContext(connection) as changed:
        assert len(kept_for(centre).columns) == 2
    assert (len(known), len(changed)) == (1, 2)


def test_a_service_is_found_by_its_own_hours_and_languages(centre: Centre) -> None:
    place = put(centre, hours="Mo-Fr 09:00-15:00", languages=["pl"])
    service = Service(place=place, name="Kurs polskiego", category="learning.language", hours="Th 18:00-19:30")
    service.languages, service.is_free, service.language = ["uk"], True, "pl"
    actions.keep_service(service=service, by=None, at=timezone.now())
    columns = kept_for(centre).columns
    assert columns.category.tolist() != [columns.category[0]] * 2
    assert columns.flags.tolist() == [0, FREE]
    assert "kurs polskiego" in columns.texts[0]
    thursday_evening = Question(minutes=(3 * 24 * 60 + 17 * 60, 3 * 24 * 60 + 22 * 60))
    assert columns.facets_for(thursday_evening).tolist() == [False, True]
    actions.drop_service(service=service, by=None, at=timezone.now())
    assert len(kept_for(centre).columns.category) == 1


def test_a_database_put_back_from_a_copy_is_read_anew(centre: Centre) -> None:
    put(centre)
    kept_for(centre)
    put(centre, "Szkoła")
    kept_for(centre)
    Sheet.objects.filter(centre=centre).update(stamp=1)  # as the copy had it
    Place.objects.filter(name="Szkoła").delete()
    assert len(kept_for(centre).columns) == 1


def test_a_new_week_is_written_once_with_its_holidays(centre: Centre) -> None:
    put(centre, hours="Mo-Su 10:00-12:00; PH off")
    sheet = Sheet.objects.get(centre=centre)
    week_before = dt.datetime(2026, 11, 4, 12, tzinfo=dt.UTC)
    sheet.monday = dt.date(2026, 10, 26)
    sheet.save()
    assert turn(centre, week_before)
    kept = kept_for(centre)
    assert kept.monday == dt.date(2026, 11, 2)
    # 11 November, the Wednesday of the second week, is a holiday in Poland.
    days = {start // (24 * 60) for start in kept.columns.start.tolist()}
    assert days == set(range(14)) - {9}
    assert not turn(centre, week_before)


@settings(max_examples=20)
@given(rows)
def test_replacing_rows_by_themselves_changes_nothing(rows: list[Row]) -> None:
    columns = Columns().replaced(rows)
    again = columns.replaced([replace(row) for row in rows])
    assert sorted(again.pk.tolist()) == sorted(columns.pk.tolist())
    assert len(again.of_facet) == len(columns.of_facet)
