"""The public chain of notices, and what somebody who kept one can show."""

import datetime as dt
import json

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.live.actions import position
from community.live.models import Event
from community.live.topics import may_follow
from community.members.models import Centre, User
from initiatives.voting import actions, tasks
from initiatives.voting.models import Ballot, DailyHead, Round
from initiatives.voting.notices import head_of
from initiatives.voting.secrecy import digest, receipt_of
from tests.factories import make_member
from tests.voting.conftest import DAY


def test_the_first_notice_follows_the_frozen_rules_and_shows_an_empty_box(opened: Round) -> None:
    first = DailyHead.objects.get()
    assert (first.count, first.receipts, first.previous) == (0, [], opened.rules_hash)


def test_there_is_one_notice_a_day_in_the_centres_own_time(opened: Round, member: User) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    # 23:30 in Warsaw and half past midnight there are one UTC day and two days of the centre.
    evening = dt.datetime(2031, 1, 10, 22, 30, tzinfo=dt.UTC)
    for moment in (evening, evening + dt.timedelta(minutes=5), evening + dt.timedelta(hours=1)):
        actions.publish_head(round=opened, at=moment)
    assert [str(date) for date in DailyHead.objects.order_by("date").values_list("date", flat=True)][1:] == [
        "2031-01-10",
        "2031-01-11",
    ]


def test_anybody_can_recompute_the_chain_from_the_published_files(opened: Round, centre: Centre) -> None:
    now = timezone.now()
    for day in range(1, 4):
        actions.cast(round=opened, member=make_member(centre), choices=["1"])
        actions.publish_head(round=opened, at=now + day * DAY)
    rules, notices = (
        Client()
        .get(reverse("voting:round-file", kwargs={"centre": centre.slug, "pk": opened.pk, "name": name}))
        .content
        for name in ("rules.json", "notices.json")
    )
    previous = digest(rules)
    assert previous == opened.rules_hash
    for notice in json.loads(notices):
        assert notice["previous"] == previous
        assert notice["count"] == len(notice["receipts"])
        previous = head_of(
            previous=previous,
            date=dt.date.fromisoformat(notice["date"]),
            count=notice["count"],
            receipts=notice["receipts"],
            withdrawn=notice["withdrawn"],
        )
        assert notice["head"] == previous
    assert [notice["count"] for notice in json.loads(notices)] == [0, 1, 2, 3]


def test_changing_a_ballot_changes_no_notice(opened: Round, member: User) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    now = timezone.now()
    one = actions.publish_head(round=opened, at=now + DAY)
    actions.cast(round=opened, member=member, choices=["2"])
    other = actions.publish_head(round=opened, at=now + 2 * DAY)
    assert one.receipts == other.receipts
    assert (other.withdrawn, other.missing) == ([], [])


def test_a_withdrawn_ballot_is_told_as_withdrawn(opened: Round, member: User) -> None:
    receipt = actions.cast(round=opened, member=member, choices=["1"])
    now = timezone.now()
    actions.publish_head(round=opened, at=now + DAY)
    actions.withdraw(round=opened, member=member)
    told = actions.publish_head(round=opened, at=now + 2 * DAY)
    assert (told.count, told.withdrawn, told.missing) == (0, [receipt], [])


def test_a_ballot_deleted_behind_our_back_is_told_as_missing(opened: Round, member: User) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    now = timezone.now()
    actions.publish_head(round=opened, at=now + DAY)
    handle = Ballot.objects.get().handle
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM voting_ballot")
    told = actions.publish_head(round=opened, at=now + 2 * DAY)
    assert told.missing == [receipt_of(handle)]
    page = Client().get(
        reverse("voting:notice-detail", kwargs={"centre": opened.centre.slug, "pk": opened.pk, "date": told.date})
    )
    assert "Somebody deleted them." in page.text


def test_an_open_page_hears_of_a_new_notice_and_of_no_single_ballot(opened: Round, member: User) -> None:
    topic = f"round:{opened.pk}"
    assert may_follow(member, topic)
    before = position(topic)
    actions.cast(round=opened, member=member, choices=["1"])
    assert position(topic) == before
    actions.publish_head(round=opened, at=timezone.now() + DAY)
    assert position(topic) == before + 1
    event = Event.objects.get(topic__name=topic, number=before + 1)
    assert event.kind == "turnout"
    assert '<span class="days__count">1</span>' in event.html["pl"]
    assert f'data-live-since="{before + 1}"' in Client().get(opened.get_absolute_url()).text


def test_a_draft_is_followed_by_nobody_but_its_coordinator(draft: Round, member: User, coordinator: User) -> None:
    assert not may_follow(member, f"round:{draft.pk}")
    assert may_follow(coordinator, f"round:{draft.pk}")


def test_the_worker_publishes_for_open_rounds_only(opened: Round, draft: Round) -> None:
    DailyHead.objects.all().delete()
    assert tasks.publish_daily_heads.func() == 1
    assert tasks.publish_daily_heads.func() == 1
    assert DailyHead.objects.count() == 1
    Round.objects.update(closes_at=timezone.now() - dt.timedelta(seconds=1))
    assert tasks.publish_daily_heads.func() == 0
