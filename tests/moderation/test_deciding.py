"""A moderator decides with reasons; nothing is hidden otherwise."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from community.moderation import actions
from community.moderation.models import Decision, Moderated, Report
from community.moderation.tasks import forget_old_reports
from community.notifications.models import Notification
from initiatives.proposals.models import Initiative
from tests.factories import make_member
from tests.moderation.making import HIDE, NOTICE, REPORTS, new_report, posted, report_address
from tests.proposals.making import make_published

pytestmark = pytest.mark.django_db


def test_a_moderator_hides_with_reasons_and_everybody_concerned_is_told(
    initiative, author, moderator, client_of, stranger_client, django_capture_on_commit_callbacks
):
    neighbour = make_member(initiative.centre, display_name="Nosy Neighbour")
    client_of(neighbour).post(report_address(initiative), NOTICE)
    stranger_client.post(report_address(initiative), NOTICE | {"email": "anna@example.org"})
    report = Report.objects.first()
    client = client_of(moderator)
    assert "It names my child." in client.get(f"{REPORTS}{report.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{REPORTS}{report.pk}/", posted())
    decision = Decision.objects.get()
    assert answer.headers["Location"] == f"{REPORTS}decisions/{decision.pk}/"
    facts = (decision.outcome, decision.author, decision.decided_by, decision.scope, decision.automated)
    assert facts == ("hide", author, moderator, "site", False)
    initiative.refresh_from_db()
    assert (initiative.hidden_at, initiative.hidden_through) == (decision.decided_at, decision)
    assert not Report.objects.open().exists()
    assert stranger_client.get(f"/en/lipka/initiatives/{initiative.pk}/").status_code == 404
    told = dict(Notification.objects.exclude(kind="moderation.reported").values_list("kind", "recipient"))
    assert told == {"moderation.decided": author.pk, "moderation.answered": neighbour.pk}
    to_author = next(message for message in mail.outbox if message.to == [author.email])
    assert "It shows a private address." in to_author.body
    assert f"/pl/lipka/reports/decisions/{decision.pk}/" in to_author.body
    assert ["anna@example.org"] in [message.to for message in mail.outbox]
    statement = client_of(author).get(f"{REPORTS}decisions/{decision.pk}/").content.decode()
    for words in (
        "Statement of reasons",
        "on this site, for everybody",
        "Nie ujawniaj cudzych spraw",
        "no machine took part",
        "Somebody reported it.",
        "you may appeal here, once and free of charge",
    ):
        assert words in statement
    assert "It shows a private address." in stranger_client.get(f"{REPORTS}receipt/{report.receipt}/").content.decode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ground": ""}, "This field is required."),
        ({"ground": "rule-999"}, "Select a valid choice."),
        ({"ground": "law"}, "must be told what it rests on"),
        ({"facts": ""}, "This field is required."),
        ({"outcome": "burn"}, "Select a valid choice."),
    ],
)
def test_nothing_is_hidden_without_reasons(initiative, moderator, client_of, change, message):
    report = new_report(initiative)
    page = client_of(moderator).post(f"{REPORTS}{report.pk}/", posted(**change)).content.decode()
    assert message in page
    assert not Decision.objects.exists()
    initiative.refresh_from_db()
    assert not initiative.is_hidden


def test_the_database_refuses_to_hide_without_a_decision(initiative):
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=initiative.pk).update(hidden_at=timezone.now())
    decision = {"centre": initiative.centre, "title": "x", "url": "/", "outcome": "hide", "facts": "f"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**decision, ground="rule", ground_text="r", automated=True)


def test_whatever_can_be_hidden_carries_that_constraint():
    from django.apps import apps

    kinds = [model for model in apps.get_models() if issubclass(model, Moderated)]
    assert Initiative in kinds
    for model in kinds:
        names = [
            constraint.name for constraint in model._meta.constraints if isinstance(constraint, models.CheckConstraint)
        ]
        assert f"{model._meta.app_label}_{model._meta.model_name}_hidden_through_decision" in names
        assert hasattr(model._default_manager.all(), "visible_to")


def test_a_decision_to_keep_leaves_it_and_answers_the_report(initiative, moderator, client_of, stranger_client):
    report = new_report(initiative)
    client_of(moderator).post(f"{REPORTS}{report.pk}/", posted(outcome="keep", facts="A sharp word is allowed."))
    initiative.refresh_from_db()
    assert not initiative.is_hidden
    assert not Notification.objects.filter(kind="moderation.decided").exists()
    assert "A sharp word is allowed." in stranger_client.get(f"{REPORTS}receipt/{report.receipt}/").content.decode()


def test_a_decision_is_undone_by_another_and_both_stay(initiative, moderator, author, client_of, stranger_client):
    report = new_report(initiative)
    client = client_of(moderator)
    client.post(f"{REPORTS}{report.pk}/", posted())
    first = Decision.objects.get()
    undo = f"{REPORTS}decisions/{first.pk}/reversal/"
    assert "Undo this decision" in client.get(f"{REPORTS}decisions/{first.pk}/").content.decode()
    assert "This field is required." in client.post(undo, {"facts": " "}).content.decode()
    client.post(undo, {"facts": "The address is the office's."})
    initiative.refresh_from_db()
    assert (initiative.hidden_at, initiative.hidden_through) == (None, None)
    assert list(Decision.objects.order_by("pk").values_list("outcome", "reverses")) == [
        ("hide", None),
        ("restore", first.pk),
    ]
    assert client.post(undo, {"facts": "Again."}).status_code == 403
    assert stranger_client.get(f"/en/lipka/initiatives/{initiative.pk}/").status_code == 200
    assert Notification.objects.filter(kind="moderation.decided", recipient=author).count() == 2


def test_nobody_decides_about_their_own(centre, moderator, client_of):
    own = make_published(centre, moderator)
    report = new_report(own)
    client = client_of(moderator)
    assert "somebody else must decide" in client.get(f"{REPORTS}{report.pk}/").content.decode()
    assert client.post(f"{REPORTS}{report.pk}/", posted()).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.decide(report=report, outcome="keep", facts="Fine.", by=moderator, at=timezone.now())
    other = make_member(centre, "moderator")
    client_of(other).post(f"{REPORTS}{report.pk}/", posted())
    decision = Decision.objects.get()
    assert client.post(f"{REPORTS}decisions/{decision.pk}/reversal/", {"facts": "I like it."}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.reverse(decision=decision, facts="I like it.", by=moderator, at=timezone.now())


@pytest.mark.parametrize(
    "role", ["newcomer", "member", "outsider", "editor", "coordinator", "author", "moderator_elsewhere"]
)
def test_only_the_moderators_of_the_centre_decide(role, initiative, other_centre, client_of, stranger_client, request):
    user = make_member(other_centre, "moderator") if role == "moderator_elsewhere" else request.getfixturevalue(role)
    report = new_report(initiative)
    client = client_of(user)
    for place in (REPORTS, f"{REPORTS}{report.pk}/"):
        assert client.get(place).status_code == 403
        assert stranger_client.get(place).status_code == 302
    assert client.post(f"{REPORTS}{report.pk}/", posted()).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.decide(report=report, **HIDE, by=user, at=timezone.now())
    assert not Decision.objects.exists()


def test_two_moderators_do_not_decide_twice(initiative, centre, moderator):
    report = new_report(initiative)
    actions.decide(report=report, **HIDE, by=moderator, at=timezone.now())
    with pytest.raises(PermissionDenied):
        actions.decide(
            report=report, outcome="keep", facts="Fine.", by=make_member(centre, "moderator"), at=timezone.now()
        )


def test_the_log_tells_everybody_what_and_why_but_not_about_whom(initiative, moderator, stranger_client):
    report = new_report(initiative)
    actions.decide(report=report, **HIDE, by=moderator, at=timezone.now())
    page = stranger_client.get(f"{REPORTS}decisions/").content.decode()
    for words in ("It shows a private address.", "A rule of this house:", "Rule 3", "initiative", "1 report"):
        assert words in page
    for words in ("Sąsiad i jego płot", "Adam Author", "Marek Moderator"):
        assert words not in page


def test_a_statement_is_for_its_author_and_the_moderators(
    initiative, moderator, author, member, coordinator, client_of, stranger_client
):
    decision = actions.decide(report=new_report(initiative), **HIDE, by=moderator, at=timezone.now())
    place = f"{REPORTS}decisions/{decision.pk}/"
    expected = {author: 200, moderator: 200, member: 404, coordinator: 404}
    assert {user: client_of(user).get(place).status_code for user in expected} == expected
    assert stranger_client.get(place).status_code == 302


def test_a_report_is_forgotten_half_a_year_after_its_decision(initiative, moderator, member, stranger_client):
    told, young, waiting = (
        new_report(initiative, email="anna@example.org", reporter=member, text=text)
        for text in ("Old.", "New.", "Open.")
    )
    now = timezone.now()
    for report, days in ((told, 184), (young, 182)):
        made = Decision.objects.create(
            centre=report.centre, title="x", url="/", outcome="keep", facts="Fine.", decided_at=now - dt.timedelta(days)
        )
        Report.objects.filter(pk=report.pk).update(decision=made)
    forget_old_reports.call()
    left = Report.objects.order_by("pk").values_list("text", "email", "reporter")
    assert list(left) == [
        ("", "", None),
        ("New.", "anna@example.org", member.pk),
        ("Open.", "anna@example.org", member.pk),
    ]
    assert stranger_client.get(told.get_absolute_url()).status_code == 200
