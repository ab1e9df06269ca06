"""Anybody reports; a moderator decides with reasons; nothing is hidden otherwise."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from community.moderation import actions
from community.moderation.models import Decision, Moderated, Report
from community.moderation.personal import contribute as personal
from community.moderation.waiting import contribute as waiting
from community.notifications.models import Notification
from initiatives.proposals.models import Initiative
from tests.factories import make_member
from tests.proposals.making import make_draft, make_published

pytestmark = pytest.mark.django_db
REPORTS = "/en/lipka/reports/"
NOTICE = {"category": "person", "text": "It names my child.", "good_faith": "on"}
HIDE = {"outcome": "hide", "facts": "It shows a private address.", "ground": "rule", "ground_text": "Rule 3"}


@pytest.fixture
def author(centre) -> Any:
    return make_member(centre, display_name="Adam Author", language="pl")


@pytest.fixture
def initiative(centre, author) -> Initiative:
    return make_published(centre, author, title="Sąsiad i jego płot")


def new_report(initiative: Initiative, **facts: Any) -> Report:
    words = {"category": "other", "text": "Bad.", "language": "en", "at": timezone.now()}
    target = {
        "centre": initiative.centre,
        "target": initiative,
        "title": str(initiative),
        "url": initiative.get_absolute_url(),
    }
    return actions.report(**(words | target | facts))


def address(initiative: Initiative) -> str:
    return f"{REPORTS}new/proposals.initiative/{initiative.pk}/"


def test_a_stranger_reports_and_gets_a_receipt(
    initiative, moderator, stranger_client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = stranger_client.post(address(initiative), NOTICE | {"email": "anna@example.org"})
    report = Report.objects.get()
    assert (report.target, report.title, report.category) == (initiative, "Sąsiad i jego płot", "person")
    assert answer.headers["Location"] == f"{REPORTS}receipt/{report.receipt}/"
    page = stranger_client.get(answer.headers["Location"]).content.decode()
    assert report.receipt in page
    assert "It names my child." not in page
    assert sorted(message.to[0] for message in mail.outbox) == sorted(["anna@example.org", moderator.email])
    received = next(message for message in mail.outbox if message.to == ["anna@example.org"])
    assert report.receipt in received.body
    initiative.refresh_from_db()
    assert not initiative.is_hidden


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"good_faith": ""}, "This field is required."),
        ({"text": ""}, "This field is required."),
        ({"text": "x" * 4001}, "at most 4000 characters"),
        ({"category": "boring"}, "Select a valid choice."),
        ({"email": "not an address"}, "Enter a valid email address."),
    ],
)
def test_a_report_that_lacks_something_is_told_what(initiative, stranger_client, change, message):
    answer = stranger_client.post(address(initiative), NOTICE | change)
    assert message in answer.content.decode()
    assert not Report.objects.exists()


def test_a_flood_of_reports_is_stopped_and_hides_nothing(initiative, stranger_client):
    for _time in range(6):
        assert stranger_client.post(address(initiative), NOTICE).status_code == 302
    stopped = stranger_client.post(address(initiative), NOTICE)
    assert stopped.status_code == 429
    assert "Many reports came from your network" in stopped.content.decode()
    assert "It names my child." in stopped.content.decode()
    assert Report.objects.count() == 6
    initiative.refresh_from_db()
    assert not initiative.is_hidden


def test_what_one_may_not_see_cannot_be_reported(centre, other_centre, author, outsider, stranger_client):
    draft = make_draft(centre, author)
    foreign = make_published(other_centre, outsider)
    assert stranger_client.get(address(draft)).status_code == 404
    assert stranger_client.get(address(foreign)).status_code == 404
    for kind in ("members.user/1", "nonsense/1", "a.b.c/1", "proposals.nothing/1"):
        assert stranger_client.get(f"{REPORTS}new/{kind}/").status_code == 404


def test_a_page_of_this_site_is_reported_and_only_of_this_site(centre, moderator, stranger_client, client_of):
    assert stranger_client.post(f"{REPORTS}new/?page=/en/lipka/stories/a/", NOTICE).status_code == 302
    report = Report.objects.get()
    assert (report.url, report.target) == ("/en/lipka/stories/a/", None)
    for evil in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "", "/" * 500):
        assert stranger_client.get(f"{REPORTS}new/", {"page": evil}).status_code == 404
    client = client_of(moderator)
    refused = client.post(f"{REPORTS}{report.pk}/", HIDE)
    assert "Select a valid choice." in refused.content.decode()
    client.post(f"{REPORTS}{report.pk}/", HIDE | {"outcome": "keep"})
    report.refresh_from_db()
    assert report.decision.outcome == "keep"


def test_a_moderator_hides_with_reasons_and_everybody_concerned_is_told(
    initiative, author, moderator, client_of, stranger_client, django_capture_on_commit_callbacks
):
    neighbour = make_member(initiative.centre, display_name="Nosy Neighbour")
    client_of(neighbour).post(address(initiative), NOTICE)
    stranger_client.post(address(initiative), NOTICE | {"email": "anna@example.org"})
    report = Report.objects.first()
    client = client_of(moderator)
    assert "It names my child." in client.get(f"{REPORTS}{report.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{REPORTS}{report.pk}/", HIDE)
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
        "Rule 3",
        "no machine took part",
        "Within six months",
    ):
        assert words in statement
    assert "It shows a private address." in stranger_client.get(f"{REPORTS}receipt/{report.receipt}/").content.decode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ground": ""}, "must be told what this rests on"),
        ({"ground_text": ""}, "must be told what this rests on"),
        ({"facts": ""}, "This field is required."),
        ({"outcome": "burn"}, "Select a valid choice."),
    ],
)
def test_nothing_is_hidden_without_reasons(initiative, moderator, client_of, change, message):
    report = new_report(initiative)
    page = client_of(moderator).post(f"{REPORTS}{report.pk}/", HIDE | change).content.decode()
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
    client_of(moderator).post(f"{REPORTS}{report.pk}/", {"outcome": "keep", "facts": "A sharp word is allowed."})
    initiative.refresh_from_db()
    assert not initiative.is_hidden
    assert not Notification.objects.filter(kind="moderation.decided").exists()
    assert "A sharp word is allowed." in stranger_client.get(f"{REPORTS}receipt/{report.receipt}/").content.decode()


def test_a_decision_is_undone_by_another_and_both_stay(initiative, moderator, author, client_of, stranger_client):
    report = new_report(initiative)
    client = client_of(moderator)
    client.post(f"{REPORTS}{report.pk}/", HIDE)
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
    assert client.post(f"{REPORTS}{report.pk}/", HIDE).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.decide(report=report, outcome="keep", facts="Fine.", by=moderator, at=timezone.now())
    other = make_member(centre, "moderator")
    client_of(other).post(f"{REPORTS}{report.pk}/", HIDE)
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
    assert client.post(f"{REPORTS}{report.pk}/", HIDE).status_code == 403
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
    for words in ("It shows a private address.", "a rule of this house: Rule 3", "initiative", "1 report"):
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


def test_lists_ask_the_same_number_of_questions_for_one_and_for_three(
    centre, author, moderator, client_of, stranger_client, django_assert_max_num_queries
):
    served = client_of(moderator)

    def questions(client: Any, place: str) -> int:
        with django_assert_max_num_queries(12) as asked:
            client.get(place)
        return len(asked)

    def decide_one() -> None:
        actions.decide(report=new_report(make_published(centre, author)), **HIDE, by=moderator, at=timezone.now())
        new_report(make_published(centre, author))

    places = [(served, REPORTS), (stranger_client, f"{REPORTS}decisions/")]
    decide_one()
    one = [[questions(*place) for place in places] for _warm in range(2)][1]
    decide_one()
    decide_one()
    assert [questions(*place) for place in places] == one


def test_hostile_reports_are_only_words(initiative, moderator, client_of, stranger_client):
    from tests.proposals.test_reading import NASTY, live_parts

    for nasty in NASTY:
        report = new_report(initiative, title=nasty[:200], text=nasty, url="/")
        decision = actions.decide(report=report, outcome="keep", facts=nasty, by=moderator, at=timezone.now())
        client = client_of(moderator)
        for place in (REPORTS, f"{REPORTS}{report.pk}/", f"{REPORTS}decisions/", f"{REPORTS}decisions/{decision.pk}/"):
            assert live_parts(client.get(place).content.decode()) == []


def test_reports_wait_for_the_moderator(initiative, moderator, member):
    new_report(initiative)
    assert [line.text for line in waiting(moderator, initiative.centre)] == ["1 report waits for a decision"]
    assert waiting(member, initiative.centre) == []


def test_a_member_takes_their_reports_along_and_leaves_no_name(initiative, member, author, moderator):
    report = new_report(initiative, reporter=member)
    actions.decide(report=report, **HIDE, by=moderator, at=timezone.now())
    assert [row["receipt"] for row in personal().export(member)["reports"]] == [report.receipt]
    assert [row["facts"] for row in personal().export(author)["decisions_about_me"]] == [HIDE["facts"]]
    for user in (member, author):
        personal().erase(user, keep_public=True)
    assert list(Report.objects.values_list("reporter", flat=True)) == [None]
    assert list(Decision.objects.values_list("author", flat=True)) == [None]


def test_the_back_office_lists_what_the_centre_s_staff_may_see(
    initiative, other_centre, outsider, moderator, coordinator, member, client_of
):
    foreign = make_published(other_centre, outsider, title="Far away")
    new_report(initiative)
    new_report(foreign)
    for user in (moderator, coordinator):
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    reports = client_of(moderator).get("/admin/report/")
    assert reports.status_code == 200, reports.headers
    assert "Sąsiad i jego płot" in reports.content.decode()
    assert "Far away" not in reports.content.decode()
    listed = client_of(coordinator).get("/admin/initiative/").content.decode()
    assert "Sąsiad i jego płot" in listed
    assert "Far away" not in listed
    assert client_of(member).get("/admin/report/").status_code in {302, 403}
    assert client_of(coordinator).get("/admin/report/").status_code in {302, 403}
    assert "locer-reports" not in client_of(coordinator).get("/admin/").content.decode()
