"""An appeal: by either side, once, for half a year, heard by another than who decided."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.members.models import User
from community.moderation import actions
from community.moderation.models import Appeal, Decision, Report, judges
from community.moderation.tasks import forget_old_reports
from community.moderation.waiting import contribute as waiting
from community.notifications.models import Notification
from tests.factories import make_member, make_user
from tests.moderation.making import REPORTS, decided, new_report
from tests.proposals.making import make_published
from tests.racing import at_once

pytestmark = pytest.mark.django_db
UPHELD = {"result": "upheld", "answer": "The address is private."}
OVERTURNED = {"result": "overturn", "answer": "The address is the office's."}
OVER = dt.timedelta(days=184)


@pytest.fixture
def second(centre) -> User:
    return make_member(centre, "moderator", display_name="Second Moderator")


def appealed(against=None, **facts) -> Appeal:
    """By the author of what was decided about, unless told otherwise."""
    if against:
        facts = {"decision": against, "by": against.author}
    return actions.appeal(text="It is the office's address.", at=timezone.now(), **facts)


def test_an_author_appeals_and_another_moderator_shows_the_thing_again(
    initiative, author, moderator, second, client_of, stranger_client, django_capture_on_commit_callbacks
):
    decision = decided(initiative, moderator)
    page = client_of(author).get(decision.get_absolute_url()).content.decode()
    assert f"{REPORTS}decisions/{decision.pk}/appeal/" in page
    with django_capture_on_commit_callbacks(execute=True):
        client_of(author).post(f"{REPORTS}decisions/{decision.pk}/appeal/", {"text": "It is the office's address."})
    appeal = Appeal.objects.get()
    place = f"{REPORTS}appeals/{appeal.pk}/"
    assert [row.recipient for row in Notification.objects.filter(kind="moderation.appealed")] == [second]
    assert client_of(moderator).post(place, OVERTURNED).status_code == 403
    assert [line.text for line in waiting(second, initiative.centre)] == ["1 appeal waits for your answer"]
    assert "It is the office&#x27;s address." in client_of(second).get(place).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client_of(second).post(place, OVERTURNED)
    assert stranger_client.get(initiative.get_absolute_url()).status_code == 200
    assert list(Decision.objects.order_by("pk").values_list("outcome", "decided_by", "reverses")) == [
        ("hide", moderator.pk, None),
        ("restore", second.pk, decision.pk),
    ]
    told = [message for message in mail.outbox if message.to == [author.email]]
    assert "The address is the office's." in told[-1].body
    assert Notification.objects.filter(recipient=author).values_list("kind", flat=True).distinct().count() == 2
    assert waiting(second, initiative.centre) == []


def test_an_appeal_that_fails_leaves_everything_as_it_is(initiative, author, moderator, second, client_of):
    appeal = appealed(decided(initiative, moderator, "ban"))
    client_of(second).post(f"{REPORTS}appeals/{appeal.pk}/", UPHELD)
    initiative.refresh_from_db()
    assert initiative.is_hidden
    assert Decision.objects.count() == 1
    page = client_of(author).get(appeal.get_absolute_url()).content.decode()
    for words in ("the decision stands", "The address is private.", "out-of-court body"):
        assert words in page


def test_a_reporter_without_an_account_appeals_by_the_number_and_the_thing_is_hidden_after_all(
    initiative, author, moderator, second, client_of, stranger_client, django_capture_on_commit_callbacks
):
    decision = decided(initiative, moderator, "keep", email="anna@example.org")
    report = Report.objects.get()
    receipt = f"{REPORTS}receipt/{report.receipt}/"
    assert f"{receipt}appeal/" in stranger_client.get(receipt).content.decode()
    stranger_client.post(f"{receipt}appeal/", {"text": "It is my own address."})
    appeal = Appeal.objects.get()
    assert (appeal.side, appeal.by, appeal.report) == ("reporter", None, report)
    place = f"{REPORTS}appeals/{appeal.pk}/"
    refused = client_of(second).post(place, OVERTURNED).content.decode()
    assert "Whoever this concerns must be told what it rests on." in refused
    with django_capture_on_commit_callbacks(execute=True):
        client_of(second).post(place, OVERTURNED | {"ground": "rule-3"})
    initiative.refresh_from_db()
    made = Decision.objects.get(reverses=decision)
    assert (made.outcome, made.ground_text, initiative.hidden_through) == ("hide", "Nie ujawniaj cudzych spraw", made)
    assert {message.to[0] for message in mail.outbox} >= {"anna@example.org", author.email}
    page = stranger_client.get(receipt).content.decode()
    assert "Decided again" in page
    assert f"{receipt}appeal/" not in page
    assert client_of(author).get(f"{REPORTS}decisions/{made.pk}/appeal/").status_code == 200


def test_each_side_appeals_once(initiative, moderator, author, client_of, stranger_client):
    decision = decided(initiative, moderator, "warn")
    report = Report.objects.get()
    appealed(decision)
    appealed(report=report)
    for facts in ({"decision": decision, "by": author}, {"report": Report.objects.get()}):
        with pytest.raises(PermissionDenied):
            appealed(**facts)
    assert client_of(author).get(f"{REPORTS}decisions/{decision.pk}/appeal/").status_code == 403
    assert stranger_client.post(f"{REPORTS}receipt/{report.receipt}/appeal/", {"text": "Again."}).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(decision=decision, side="author", text="Again.")
    assert Appeal.objects.count() == 2


def test_half_a_year_later_nobody_appeals(initiative, moderator, author, stranger_client):
    decision = decided(initiative, moderator, "warn", at=timezone.now() - OVER)
    for facts in ({"decision": decision, "by": author}, {"report": Report.objects.get()}):
        with pytest.raises(PermissionDenied):
            appealed(**facts)
    page = stranger_client.get(Report.objects.get().get_absolute_url()).content.decode()
    assert "you may appeal here" not in page


@pytest.mark.parametrize("outcome", ["hide", "pause", "ban"])
def test_who_reported_has_nothing_to_appeal_where_it_was_taken_down(initiative, moderator, outcome, stranger_client):
    decided(initiative, moderator, outcome, days=2)
    report = Report.objects.get()
    assert stranger_client.get(f"{report.get_absolute_url()}appeal/").status_code == 403
    with pytest.raises(PermissionDenied):
        appealed(report=report)


def test_nobody_appeals_in_anothers_place(initiative, moderator, member, coordinator, client_of, stranger_client):
    decision = decided(initiative, moderator)
    place = f"{REPORTS}decisions/{decision.pk}/appeal/"
    answers = {user: client_of(user).post(place, {"text": "I think."}).status_code for user in (member, coordinator)}
    assert answers == {member: 404, coordinator: 404}
    assert client_of(moderator).post(place, {"text": "I think."}).status_code == 403
    assert stranger_client.post(place, {"text": "I think."}).status_code == 302
    assert not Appeal.objects.exists()


def test_who_hears_it_had_no_hand_in_it(centre, initiative, moderator, second, coordinator, author):
    """Another moderator; else a coordinator; else the network's administrator; else nobody, and it says so."""
    network = make_user(is_superuser=True)
    appeal = appealed(decided(initiative, moderator))
    assert judges(appeal) == ("moderator", {second.pk})
    second.memberships.get().grants.all().delete()
    assert judges(appeal) == ("coordinator", {coordinator.pk})
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert judges(appeal) == ("administrator", {network.pk})
    actions.answer_appeal(appeal=appeal, **UPHELD, by=network, at=timezone.now())
    User.objects.filter(pk=network.pk).update(is_active=False)
    assert judges(appeal) == ("nobody", set())


def test_the_page_says_plainly_who_hears_it(initiative, moderator, coordinator, author, client_of):
    appeal = appealed(decided(initiative, moderator))
    assert "a coordinator who had no hand in it" in client_of(author).get(appeal.get_absolute_url()).content.decode()
    client = client_of(coordinator)
    assert "Sąsiad i jego płot" in client.get(f"{REPORTS}appeals/").content.decode()
    client.post(appeal.get_absolute_url(), UPHELD)
    appeal.refresh_from_db()
    assert appeal.answered_by == coordinator


def test_a_reporter_who_moderates_does_not_hear_their_own_appeal(initiative, moderator, second, coordinator):
    decided(initiative, moderator, "keep", reporter=second)
    appeal = appealed(report=Report.objects.get())
    assert judges(appeal) == ("coordinator", {coordinator.pk})


def test_who_decided_first_does_not_hear_the_second_appeal(initiative, author, moderator, second, coordinator):
    keep = decided(initiative, moderator, "keep")
    first = appealed(report=Report.objects.get())
    grounds = {"ground": "rule", "ground_text": "R"}
    actions.answer_appeal(appeal=first, **OVERTURNED, **grounds, by=second, at=timezone.now())
    again = appealed(Decision.objects.get(reverses=keep))
    assert judges(again) == ("coordinator", {coordinator.pk})
    actions.answer_appeal(appeal=again, **OVERTURNED, by=coordinator, at=timezone.now())
    initiative.refresh_from_db()
    assert not initiative.is_hidden
    last = Decision.objects.get(outcome="restore")
    with pytest.raises(PermissionDenied):
        appealed(last)


def test_a_decision_is_not_undone_beside_an_appeal_that_waits(initiative, moderator, client_of):
    decision = decided(initiative, moderator)
    appealed(decision)
    page = client_of(moderator).post(f"{REPORTS}decisions/{decision.pk}/reversal/", {"facts": "Oh."}).content.decode()
    assert "An appeal against this decision waits" in page
    assert Decision.objects.count() == 1


def test_a_reported_page_is_for_the_editors_and_the_answer_is_all(centre, moderator, second):
    facts = {"title": "A story", "url": "/en/lipka/stories/a/", "category": "other", "text": "Bad.", "language": "en"}
    report = actions.report(centre=centre, at=timezone.now(), **facts)
    actions.decide(report=report, outcome="keep", facts="It is true.", by=moderator, at=timezone.now())
    appeal = appealed(report=Report.objects.get())
    actions.answer_appeal(appeal=appeal, **OVERTURNED, by=second, at=timezone.now())
    assert Decision.objects.count() == 1
    assert Appeal.objects.get().result == "overturn"


@pytest.mark.parametrize("role", ["member", "editor", "outsider", "newcomer"])
def test_an_appeal_is_nobody_elses_to_read(role, initiative, moderator, client_of, stranger_client, request):
    appeal = appealed(decided(initiative, moderator))
    client = client_of(request.getfixturevalue(role))
    assert client.get(appeal.get_absolute_url()).status_code == 403
    assert client.post(appeal.get_absolute_url(), UPHELD).status_code == 403
    assert stranger_client.get(appeal.get_absolute_url()).status_code == 302


def test_the_author_does_not_learn_that_a_reporter_has_appealed(initiative, author, moderator, member, client_of):
    decision = decided(initiative, moderator, "warn", reporter=member)
    appealed(report=Report.objects.get())
    page = client_of(author).get(decision.get_absolute_url()).content.decode()
    assert "It is the office" not in page
    assert "Maria Resident" not in page
    assert "It is the office" in client_of(moderator).get(decision.get_absolute_url()).content.decode()


def test_a_flood_of_appeals_is_stopped(centre, author, moderator, client_of):
    client = client_of(author)
    places = [
        f"{REPORTS}decisions/{decided(make_published(centre, author), moderator).pk}/appeal/" for _each in range(7)
    ]
    assert [client.post(place, {"text": "No."}).status_code for place in places] == [302] * 6 + [429]


def test_words_are_kept_as_long_as_an_appeal_may_run(initiative, author, moderator, second):
    decision = decided(initiative, moderator, "warn")
    appeal = appealed(decision)
    Decision.objects.filter(pk=decision.pk).update(decided_at=timezone.now() - OVER)
    assert Report.objects.get().excerpt
    forget_old_reports.call()
    assert Report.objects.get().excerpt
    actions.answer_appeal(appeal=appeal, **UPHELD, by=second, at=timezone.now())
    forget_old_reports.call()
    assert Report.objects.get().excerpt
    Appeal.objects.update(answered_at=timezone.now() - OVER)
    forget_old_reports.call()
    assert list(Report.objects.values_list("excerpt", "text")) == [("", "")]
    assert list(Appeal.objects.values_list("text", "by", "answer")) == [("", None, UPHELD["answer"])]


def test_a_report_is_kept_for_whoever_was_hidden_on_appeal(initiative, moderator, second):
    decision = decided(initiative, moderator, "keep")
    appeal = appealed(report=Report.objects.get())
    grounds = {"ground": "rule", "ground_text": "R"}
    actions.answer_appeal(appeal=appeal, **OVERTURNED, **grounds, by=second, at=timezone.now())
    Decision.objects.filter(pk=decision.pk).update(decided_at=timezone.now() - OVER)
    Appeal.objects.update(answered_at=timezone.now() - OVER)
    forget_old_reports.call()
    assert new_report(initiative).excerpt == Report.objects.first().excerpt


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_moderators_answer_at_once_and_one_of_them_does(centre, initiative, moderator, second):
    third = make_member(centre, "moderator")
    appeal = appealed(decided(initiative, moderator))

    def answers(by, facts):
        return lambda: actions.answer_appeal(appeal=appeal, by=by, at=timezone.now(), **facts)

    raised = at_once([answers(second, UPHELD), answers(third, OVERTURNED)])
    assert [type(error) for error in raised] == [PermissionDenied]
    appeal.refresh_from_db()
    assert appeal.result in {"upheld", "overturn"}
    initiative.refresh_from_db()
    assert initiative.is_hidden == (appeal.result == "upheld")
    assert Decision.objects.count() == (1 if appeal.result == "upheld" else 2)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_one_who_presses_twice_at_once_appeals_once(initiative, moderator, author):
    decision = decided(initiative, moderator)
    raised = at_once([lambda: appealed(decision)] * 2)
    assert [type(error) for error in raised] == [PermissionDenied]
    assert Appeal.objects.count() == 1
