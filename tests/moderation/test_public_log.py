"""The public log, as a page and as a table: what, when, why, and what an appeal made of it; never whom."""

import csv
import io

import pytest
from django.utils import timezone

from community.moderation import actions
from community.moderation.models import Decision
from tests.factories import make_member
from tests.moderation.making import REPORTS, decided
from tests.proposals.making import make_published

pytestmark = pytest.mark.django_db
LOG, FILE = f"{REPORTS}decisions/", f"{REPORTS}decisions/log.csv"


@pytest.fixture
def overturned(initiative, author, moderator) -> Decision:
    decision = decided(initiative, moderator, "pause", days=3)
    appeal = actions.appeal(decision=decision, by=author, text="My neighbour Jan lies.", at=timezone.now())
    judge = make_member(initiative.centre, "moderator", display_name="Second Moderator")
    actions.answer_appeal(appeal=appeal, result="overturn", answer="It was the office.", by=judge, at=timezone.now())
    return decision


def rows(client) -> list[dict[str, str]]:
    answer = client.get(FILE)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="decisions-lipka.csv"'
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_page_counts_and_tells_what_came_of_an_appeal(overturned, stranger_client):
    page = stranger_client.get(LOG).content.decode()
    for words in (
        "Hidden, and its author may not write here for some days",
        "An earlier decision is undone",
        "Who wrote it has appealed:",
        "the decision is undone",
        "It was the office.",
    ):
        assert words in page
    for words in ("Adam Author", "Marek Moderator", "Second Moderator", "Sąsiad i jego płot", "Jan lies"):
        assert words not in page


def test_the_table_says_the_same_and_names_nobody(overturned, stranger_client):
    undone, paused = rows(stranger_client)
    assert (paused["outcome"], paused["kind"], paused["rule"]) == ("pause", "proposals.initiative", "Rule 3")
    assert (paused["reason"], paused["appeals"], paused["undoes"]) == ("It shows a private address.", "overturn", "")
    assert (undone["outcome"], undone["reason"], undone["undoes"]) == ("restore", "It was the office.", "yes")
    text = stranger_client.get(FILE).content.decode()
    for words in ("Adam Author", "Marek Moderator", "Second Moderator", "Sąsiad i jego płot", "Jan lies"):
        assert words not in text


@pytest.mark.parametrize(
    "nasty", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "\u00a0=HYPERLINK(1)"]
)
def test_a_spreadsheet_takes_no_reason_for_a_formula(initiative, moderator, stranger_client, nasty):
    decided(initiative, moderator, facts=nasty, ground_text=nasty)
    [row] = rows(stranger_client)
    assert (row["reason"][0], row["rule"][0]) == ("'", "'")
    decided(make_published(initiative.centre, initiative.author), moderator, facts="1 = 1")
    assert rows(stranger_client)[0]["reason"] == "1 = 1"


def test_another_centres_decisions_are_not_in_it(initiative, other_centre, outsider, stranger_client):
    decided(make_published(other_centre, outsider), make_member(other_centre, "moderator"))
    assert rows(stranger_client) == []
    assert "No decision yet" in stranger_client.get(LOG).content.decode()
