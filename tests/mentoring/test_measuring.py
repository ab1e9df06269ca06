"""The figures of a centre, from its rows to the page and the file."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from community.members.models import Centre
from mentoring import actions
from mentoring.figures import FEWEST, Cell, Feedback, GoalSet, Quarter, Span
from mentoring.measuring import Sources, figures_of
from mentoring.models import Mentorship, Request
from mentoring.sheet_words import MEASURES, QUESTIONS
from mentoring.sheets import COLUMNS, figures_file, period, sheets
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_request

pytestmark = pytest.mark.django_db
PAGE, FILE = "/en/lipka/mentoring/figures/", "/en/lipka/mentoring/figures.csv"
DAY = dt.timedelta(days=1)
LANGUAGES = ("en", "pl", "sk", "cs", "hu", "uk")


def whole(centre: Centre, key: str, **options: Any) -> dict[str, Cell]:
    """All together."""
    found = next(each for each in figures_of(centre, timezone.now(), **options) if each.key == key)
    return dict(found.lines[-1].cells)


def paired(centre: Centre, days: int) -> Mentorship:
    """After waiting for so many days."""
    now = timezone.now()
    request = make_request(centre, make_member(centre, display_name="Piotr Pyta"), wishes={})
    Request.objects.filter(pk=request.pk).update(written_at=now - days * DAY)
    offer = make_mentor(centre, make_member(centre, display_name="Anna Wraca"), wishes={})
    made = actions.ask(request=request, offer=offer, total=8000, at=now)
    actions.accept(mentorship=made, by=offer.member, at=now)
    return made


@pytest.fixture
def busy(centre: Centre) -> list[Mentorship]:
    made = [paired(centre, days) for days in (1, 3, 5, 7, 30)]
    for _number in range(6):
        make_request(centre)
    return made


def test_waiting_shares_and_states_are_counted_from_the_rows(centre: Centre, busy: list[Mentorship]) -> None:
    waited = whole(centre, "waiting")
    assert (waited["paired"], waited["days_until_yes"], waited["still_waiting"]) == (Cell(5), Cell(5, 3, 7), Cell(6))
    assert whole(centre, "share")["share"].value == 5 / 11
    assert whole(centre, "mentorships")["mentorships"] == Cell(5)


def test_who_has_left_without_a_mentor_no_longer_waits_and_who_had_one_counts_after_its_end(
    centre: Centre, busy: list[Mentorship]
) -> None:
    now = timezone.now()
    gone = make_request(centre)
    actions.withdraw(gone, at=now)
    actions.end(mentorship=busy[0], by=busy[0].mentee, at=now)
    Mentorship.objects.filter(pk=busy[0].pk).update(mentor=None, mentee=None, offer=None, request=None)
    assert whole(centre, "share")["requests"] == Cell(11)
    assert whole(centre, "waiting")["paired"] == Cell(5)


def test_only_the_first_yes_counts(centre: Centre) -> None:
    made = paired(centre, 9)
    first = Request.objects.get(pk=made.request_id).paired_at
    actions.end(mentorship=made, by=made.mentee, at=timezone.now())
    offer = make_mentor(centre, wishes={})
    again = actions.ask(request=Request.objects.get(pk=made.request_id), offer=offer, total=1, at=timezone.now())
    actions.accept(mentorship=again, by=offer.member, at=timezone.now() + DAY)
    assert Request.objects.get(pk=made.request_id).paired_at == first


def test_another_centre_counts_its_own(centre: Centre, other_centre: Centre, busy: list[Mentorship]) -> None:
    assert whole(other_centre, "share")["requests"] == Cell(None)


def test_it_costs_five_queries_however_many_there_are(centre: Centre, busy: list[Mentorship]) -> None:
    for _number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            figures_of(centre, timezone.now())
        assert len(asked) == 5
        paired(centre, 2)


def day_of(centre: Centre) -> dt.date:
    return timezone.localdate(timezone.now(), centre.zone)


def test_other_sources_are_wired_in_as_functions_of_a_centre(centre: Centre) -> None:
    today = day_of(centre)
    sources = Sources(
        meetings=lambda here: [today] * 8 if here == centre else [],
        goals=lambda _here: [GoalSet(today, is_reached=number < 6) for number in range(13)],
        feedback=lambda _here: [Feedback(today, (4, score, None)) for score in (1, 2, 3, 4, 5)],
    )
    assert whole(centre, "meetings", sources=sources)["held"] == Cell(8)
    assert whole(centre, "goals", sources=sources)["reached"] == Cell(6)
    assert whole(centre, "feedback_2", sources=sources)["mean"].value == 3
    questions = figures_of(centre, timezone.now(), sources)
    assert {each.key for each in questions} == {*QUESTIONS}
    assert {measure for each in questions for measure in each.measures} == {*MEASURES}
    page = {each.key: each for each in sheets(questions)}
    assert [cell.text for cell in page["feedback_2"].rows[-1][1]] == ["5", "3.0"]
    assert (page["feedback_3"].is_empty, page["feedback_2"].is_empty) == (True, False)


def test_the_page_says_how_to_read_each_table_and_names_nobody(
    centre: Centre, busy: list[Mentorship], client_of: Any
) -> None:
    client = client_of(make_member(centre, "mentor_coordinator"))
    html = client.get(PAGE).content.decode()
    for title, _reading in (QUESTIONS[key] for key in ("waiting", "share", "mentorships")):
        assert str(title) in html
    assert str(QUESTIONS["share"][1]) in html
    assert "45\u00a0%" in html
    assert "21\u00a0% to 72\u00a0%" in html
    assert 'class="bar"' in html
    for name in ("Anna", "Piotr"):
        assert name not in html


def test_a_centre_in_which_little_has_happened_is_told_so(centre: Centre, client_of: Any) -> None:
    paired(centre, 3)
    html = client_of(make_member(centre, "coordinator")).get(PAGE).content.decode()
    assert html.count("too little here yet") == 8
    assert "<table" not in html


def test_the_file_holds_what_the_page_holds(centre: Centre, busy: list[Mentorship], client_of: Any) -> None:
    answer = client_of(make_member(centre, "mentor_coordinator")).get(FILE)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mentoring-lipka.csv"'
    head, *rows = csv.reader(io.StringIO(answer.content.decode()))
    assert tuple(head) == COLUMNS
    together = {(question, measure): values for question, start, end, measure, *values in rows if not end}
    assert together["share", "paired"] == ["5", "", ""]
    assert together["share", "share"] == ["0.455", "0.213", "0.72"]
    assert together["mentorships", "ended"] == ["", "", ""]
    assert "Anna" not in answer.content.decode()
    counts = [int(value) for *_rest, value, low, _high in rows if value and not low]
    assert counts
    assert min(counts) >= FEWEST


def test_nothing_in_the_file_begins_a_formula(centre: Centre, busy: list[Mentorship]) -> None:
    content = figures_file(figures_of(centre, timezone.now())).decode()
    cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_only_the_mentor_coordinator_and_the_coordinator_see_them(
    address: str, everybody: Any, client_of: Any, stranger_client: Any
) -> None:
    people = everybody()
    del people["stranger"]
    seen = {name for name, user in people.items() if client_of(user).get(address).status_code == 200}
    assert seen == {"mentor coordinator", "coordinator", "network"}
    assert stranger_client.get(address).status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_span_is_named_in_every_language(language: str) -> None:
    summer, winter = Quarter(2026, 3), Quarter(2026, 4)
    with translation.override(language):
        names = [period(each) for each in (None, Span(None, summer), Span(summer, summer), Span(summer, winter))]
    assert len({*names}) == 4
    assert all("2026" in name for name in names[1:])
