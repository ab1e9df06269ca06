"""All that one member published, hidden by one decision and shown again by one click."""

from functools import partial

import pytest
from django.utils import timezone

from community.moderation import actions
from community.moderation.models import Decision, Report, Sweep
from community.notifications.models import Notification
from initiatives.proposals.models import Initiative
from initiatives.voting import actions as voting
from tests.factories import make_member
from tests.moderation.making import REPORTS, new_report
from tests.proposals.making import make_draft, make_published
from tests.racing import at_once
from tests.voting.conftest import finished, make_round, start

pytestmark = pytest.mark.django_db
SPAM = {"ground": "rule-4", "facts": "All of it sells fertiliser."}


def hidden() -> set[str]:
    return set(Initiative.objects.filter(hidden_at__isnull=False).values_list("title", flat=True))


def test_everything_of_one_member_is_hidden_and_shown_again(
    centre, other_centre, initiative, author, moderator, member, client_of, stranger_client
):
    make_published(centre, author, title="Second")
    make_draft(centre, author, title="Draft")
    make_published(centre, member, title="A neighbour's")
    make_published(other_centre, author, title="Elsewhere")
    round = finished(start(make_round(centre)))
    voting.close(round=round)
    objection = voting.object_to(round=round, text="Buy fertiliser.", at=timezone.now(), member=author)
    report = new_report(initiative)
    client = client_of(moderator)
    client.post(f"{REPORTS}{report.pk}/everything/", SPAM)
    assert hidden() == {"Sąsiad i jego płot", "Second"}
    objection.refresh_from_db()
    assert objection.is_hidden
    sweep = Sweep.objects.get()
    assert sweep.decisions.count() == 3
    assert {(row.ground_text, row.facts) for row in sweep.decisions.all()} == {("Bez reklam", SPAM["facts"])}
    assert not Report.objects.open().exists()
    assert Notification.objects.filter(kind="moderation.decided", recipient=author).count() == 1
    first = sweep.decisions.order_by("pk").first()
    assert (
        "2 other things by the same author were hidden"
        in client_of(author).get(first.get_absolute_url()).content.decode()
    )
    client.post(f"{REPORTS}sweeps/{sweep.pk}/reversal/")
    assert hidden() == set()
    objection.refresh_from_db()
    assert not objection.is_hidden
    assert Decision.objects.filter(outcome="restore").count() == 3
    assert client.post(f"{REPORTS}sweeps/{sweep.pk}/reversal/").status_code == 403


def test_what_was_hidden_before_stays_hidden_when_the_rest_is_shown_again(centre, initiative, author, moderator):
    now = timezone.now()
    bad = make_published(centre, author, title="Bad")
    ground = {"ground": "rule", "ground_text": "R"}
    actions.decide(report=new_report(bad), outcome="hide", facts="Bad.", by=moderator, at=now, **ground)
    sweep = actions.sweep_member(report=new_report(initiative), facts="All.", by=moderator, at=now, **ground)
    assert hidden() == {"Sąsiad i jego płot", "Bad"}
    actions.show_member(sweep=sweep, facts="No.", by=moderator, at=now)
    assert hidden() == {"Bad"}


def test_an_appeal_against_one_part_is_about_all_of_it(centre, initiative, author, moderator, client_of):
    make_published(centre, author, title="Second")
    report = new_report(initiative)
    client_of(moderator).post(f"{REPORTS}{report.pk}/everything/", SPAM)
    first, second = Decision.objects.order_by("pk")
    appeal = actions.appeal(decision=second, by=author, text="I sell nothing.", at=timezone.now())
    assert client_of(author).get(f"{REPORTS}decisions/{first.pk}/appeal/").status_code == 403
    client = client_of(moderator)
    client.post(f"{REPORTS}sweeps/{Sweep.objects.get().pk}/reversal/")
    assert len(hidden()) == 2
    judge = make_member(centre, "moderator")
    actions.answer_appeal(appeal=appeal, result="overturn", answer="True.", by=judge, at=timezone.now())
    assert hidden() == set()
    assert Sweep.objects.get().reversed_at


@pytest.mark.parametrize("role", ["member", "editor", "coordinator", "outsider", "author"])
def test_only_moderators_sweep(role, initiative, moderator, client_of, request):
    report = new_report(initiative)
    client = client_of(request.getfixturevalue(role))
    assert client.post(f"{REPORTS}{report.pk}/everything/", SPAM).status_code == 403
    assert hidden() == set()
    client_of(moderator).post(f"{REPORTS}{report.pk}/everything/", SPAM)
    assert client.post(f"{REPORTS}sweeps/{Sweep.objects.get().pk}/reversal/").status_code == 403
    assert len(hidden()) == 1


def test_a_sweep_needs_a_ground_and_something_to_hide(initiative, moderator, client_of):
    report = new_report(initiative)
    client = client_of(moderator)
    page = client.post(f"{REPORTS}{report.pk}/everything/", {"facts": "All."}).content.decode()
    assert "This field is required." in page
    client.post(f"{REPORTS}{report.pk}/everything/", SPAM)
    again = client.post(f"{REPORTS}{report.pk}/everything/", SPAM).content.decode()
    assert "Nothing of this member is shown here." in again
    assert Sweep.objects.count() == 1


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_who_sweep_at_once_hide_each_thing_once(centre, initiative, author, moderator):
    make_published(centre, author, title="Second")
    report = new_report(initiative)
    other = make_member(centre, "moderator")
    facts = {"report": report, "facts": "All.", "ground": "rule", "ground_text": "R", "at": timezone.now()}
    raised = at_once([partial(actions.sweep_member, by=by, **facts) for by in (moderator, other)])
    assert len(raised) == 1
    assert Decision.objects.count() == 2
