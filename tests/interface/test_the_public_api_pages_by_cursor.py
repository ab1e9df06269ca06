"""Whoever follows `next` sees each row that was there exactly once, whatever is inserted meanwhile."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.members.models import Centre
from initiatives.proposals.models import Initiative

PATH = "/api/v1/initiatives"
BEGAN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# Few different hours, so that many share one and the primary key decides.
HOURS = st.lists(st.integers(0, 4), max_size=12)
UNTOUCHED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def publish(centre: Centre, hours: list[int]) -> set[int]:
    facts = {"centre": centre, "language": "pl", "state": "published", "category": "nature", "summary": "So."}
    rows = [Initiative(title="Bench", published_at=BEGAN + dt.timedelta(hours=hour), **facts) for hour in hours]
    return {row.pk for row in Initiative.objects.bulk_create(rows)}


def page(address: str) -> tuple[list[int], str | None]:
    told: dict[str, Any] = Client().get(address).json()
    return [row["id"] for row in told["data"]], told["next"]


@settings(max_examples=40, deadline=None, suppress_health_check=UNTOUCHED)
@given(there=HOURS, inserted=st.lists(HOURS, max_size=4), limit=st.integers(1, 5))
def test_no_row_is_repeated_or_passed_over(
    centre: Centre, there: list[int], inserted: list[list[int]], limit: int
) -> None:
    Initiative.objects.all().delete()
    began_with = publish(centre, there)
    seen: list[int] = []
    coming, following = list(inserted), f"{PATH}?limit={limit}"
    while following:
        rows, after = page(following)
        seen += rows
        assert len(rows) <= limit
        assert after is None or len(rows) == limit
        following = after or ""
        if coming:
            publish(centre, coming.pop())
    assert len(seen) == len(set(seen))
    assert began_with <= set(seen)
    if not inserted:
        assert seen == list(Initiative.objects.newest().values_list("pk", flat=True))


@pytest.mark.django_db
def test_the_next_page_keeps_what_was_asked_for(centre: Centre) -> None:
    publish(centre, [0, 1, 2])
    Initiative.objects.filter(published_at=BEGAN).update(category="sport")
    rows, following = page(f"{PATH}?limit=1&category=nature&centre=lipka")
    assert following is not None
    assert "category=nature" in following
    assert "centre=lipka" in following
    rest, end = page(following)
    assert (len(rows + rest), end) == (2, None)
    response = Client().get(f"{PATH}?limit=1")
    assert f'<{response.json()["next"]}>; rel="next"' in response["Link"]


@pytest.mark.django_db
def test_a_long_page_asks_the_database_no_more_than_a_short_one(centre: Centre) -> None:
    publish(centre, [0] * 30)

    def asked(limit: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(page(f"{PATH}?limit={limit}")[0]) == limit
        return len(queries)

    asked(1)
    assert asked(30) == asked(2)
