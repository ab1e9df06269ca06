"""When enough have signed, the centre owes an answer by a day that everybody sees."""

import datetime as dt

import pytest
from django.utils import timezone

from initiatives.proposals import actions
from initiatives.proposals.models import Initiative, Terms
from initiatives.proposals.waiting import contribute as waiting
from tests.factories import make_member
from tests.proposals.making import make_backed, make_published

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def late(initiative: Initiative) -> None:
    Initiative.objects.filter(pk=initiative.pk).update(answer_due_at=timezone.now() - DAY)


def test_the_last_supporter_needed_fixes_the_day(centre, author, member, client_of):
    Terms.objects.create(centre=centre, threshold=1, answer_days=10)
    initiative = make_published(centre, author)
    assert initiative.answer_due_at is None
    client_of(member).post(f"/en/lipka/initiatives/{initiative.pk}/support/")
    initiative.refresh_from_db()
    due = initiative.answer_due_at
    assert abs(due - timezone.now() - 10 * DAY) < dt.timedelta(minutes=1)
    client_of(member).post(f"/en/lipka/initiatives/{initiative.pk}/support/removal/")
    client_of(make_member(centre)).post(f"/en/lipka/initiatives/{initiative.pk}/support/")
    initiative.refresh_from_db()
    assert initiative.answer_due_at == due


def test_an_overdue_answer_is_seen_by_everybody_and_waits_for_the_coordinator(
    centre, author, coordinator, stranger_client, client_of
):
    initiative = make_backed(centre, author)
    page = f"/en/lipka/initiatives/{initiative.pk}/"
    assert "The centre must answer until" in stranger_client.get(page).content.decode()
    late(initiative)
    assert "The answer of the centre is overdue" in client_of(author).get(page).content.decode()
    lines = waiting(coordinator, centre)
    assert [line.text for line in lines] == [
        "1 initiative should have been answered by now",
        "1 initiative has enough support and waits for an answer",
    ]
    assert initiative.title in client_of(coordinator).get(lines[0].url).content.decode()
    actions.refuse(initiative=initiative, by=coordinator, at=timezone.now(), reason="No money.")
    assert waiting(coordinator, centre) == []
    answered = client_of(author).get(page).content.decode()
    assert "overdue" not in answered
    assert "Answer of the centre" in answered


def test_a_check_that_has_begun_is_not_yet_an_answer(centre, author, coordinator):
    initiative = make_backed(centre, author)
    late(initiative)
    actions.advance("check_form", initiative=initiative, by=coordinator, at=timezone.now())
    initiative.refresh_from_db()
    assert initiative.is_overdue(timezone.now())
    assert Initiative.objects.overdue(timezone.now()).get() == initiative


def test_the_list_of_what_is_due_shows_the_longest_waiting_first(centre, author, client_of, coordinator):
    second, first = make_backed(centre, author, title="Second"), make_backed(centre, author, title="First")
    late(first)
    make_published(centre, author, title="Not yet backed")
    page = client_of(coordinator).get("/en/lipka/initiatives/?due=on").content.decode()
    assert page.index("First") < page.index("Second")
    assert "Not yet backed" not in page
    assert second.answer_due_at is not None
