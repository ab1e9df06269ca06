"""What may be decided besides hiding: a warning, a pause, a ban, erasing; and what none of them takes away."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.moderation import actions
from community.moderation.models import Decision, Report, Sanction, silence_of
from community.moderation.rules import is_silenced
from community.moderation.tasks import erase_removed_words
from community.notifications.models import Notification
from initiatives.proposals import actions as proposals
from initiatives.proposals.models import Initiative
from initiatives.voting import actions as voting
from tests.factories import make_member
from tests.moderation.making import REPORTS, decided, new_report, posted
from tests.proposals.making import make_draft, make_published
from tests.voting.conftest import finished, make_round, start

pytestmark = pytest.mark.django_db
PAUSE = {"outcome": "pause", "days": 3}
DAY = dt.timedelta(days=1)


def test_a_warning_tells_the_author_and_takes_nothing_away(initiative, author, moderator, client_of, stranger_client):
    report = new_report(initiative)
    client_of(moderator).post(f"{REPORTS}{report.pk}/", posted(outcome="warn"))
    assert stranger_client.get(initiative.get_absolute_url()).status_code == 200
    assert [row.recipient for row in Notification.objects.filter(kind="moderation.decided")] == [author]
    decision = Decision.objects.get()
    page = client_of(author).get(f"{REPORTS}decisions/{decision.pk}/").content.decode()
    assert "a warning takes nothing away" in page
    assert not is_silenced.test(author, initiative.centre)


def test_a_pause_hides_the_thing_and_keeps_its_author_from_writing_for_the_days_that_were_said(
    initiative, author, moderator, client_of, django_capture_on_commit_callbacks
):
    report = new_report(initiative)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(moderator).post(f"{REPORTS}{report.pk}/", posted(**PAUSE))
    sanction = Sanction.objects.get()
    assert (sanction.member, sanction.kind, sanction.until) == (author, "pause", sanction.since + 3 * DAY)
    initiative.refresh_from_db()
    assert initiative.is_hidden
    now = timezone.now()
    assert silence_of(author, initiative.centre, now) == sanction
    assert silence_of(author, initiative.centre, now + 3 * DAY) is None
    [letter] = [message for message in mail.outbox if message.to == [author.email]]
    assert "It shows a private address." in letter.body
    assert f"/pl/lipka/reports/decisions/{sanction.decision_id}/" in letter.body


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"days": ""}, "Say for how many days."),
        ({"days": "0"}, "greater than or equal to 1"),
        ({"days": "91"}, "less than or equal to 90"),
        ({"days": "x"}, "Enter a whole number."),
        ({"outcome": "remove"}, "Select a valid choice."),  # an initiative's words are never erased
        ({"outcome": "restore"}, "Select a valid choice."),
    ],
)
def test_a_pause_that_lacks_something_is_told_what(initiative, moderator, client_of, change, message):
    report = new_report(initiative)
    page = client_of(moderator).post(f"{REPORTS}{report.pk}/", posted(**(PAUSE | change))).content.decode()
    assert message in page
    assert not Decision.objects.exists()


def test_a_silenced_member_may_not_write_but_read_back_and_vote(centre, initiative, author, moderator, client_of):
    other = make_published(centre, make_member(centre), title="A neighbour's")
    waiting = make_draft(centre, author)
    round = start(make_round(centre))
    client = client_of(author)
    suggestion = f"{other.get_absolute_url()}amendments/new/"
    places = ("/en/lipka/initiatives/new/", suggestion)
    assert [client.get(place).status_code for place in places] == [200, 200]
    decided(initiative, moderator, "ban")
    for place in places:
        page = client.get(place)
        assert page.status_code == 403
        assert "until a moderator lifts this" in page.content.decode()
        assert client.post(place, {"title": "Anything"}).status_code == 403
    client.post(f"{waiting.get_absolute_url()}publication/")
    with pytest.raises(PermissionDenied):
        proposals.publish(initiative=waiting, by=author, at=timezone.now())
    assert Initiative.objects.get(pk=waiting.pk).is_draft
    assert client.get("/en/lipka/initiatives/").status_code == 200
    proposals.support(initiative=other, member=author, at=timezone.now())
    assert other.supports.filter(member=author).exists()
    assert voting.cast(round=round, member=author, choices=["1"])


def test_a_ban_holds_in_its_centre_only_and_until_it_is_lifted(
    initiative, author, moderator, coordinator, other_centre, client_of, django_capture_on_commit_callbacks
):
    decision = decided(initiative, moderator, "ban")
    assert is_silenced.test(author, initiative.centre)
    assert not is_silenced.test(author, other_centre)
    assert silence_of(author, initiative.centre, timezone.now() + 4000 * DAY) == decision.sanction
    place = f"{REPORTS}sanctions/{decision.sanction.pk}/end/"
    assert client_of(coordinator).post(place).status_code == 403
    client = client_of(moderator)
    assert "Adam Author" in client.get(f"{REPORTS}sanctions/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(place)
    assert "To, co ukryto, pozostaje ukryte." in mail.outbox[-1].body
    assert not is_silenced.test(author, initiative.centre)
    initiative.refresh_from_db()
    assert initiative.is_hidden
    assert Notification.objects.filter(kind="moderation.lifted", recipient=author).count() == 1
    assert "Adam Author" not in client.get(f"{REPORTS}sanctions/").content.decode()
    assert client.post(place).status_code == 403


def test_undoing_a_ban_shows_the_thing_and_lets_its_author_write(initiative, author, moderator):
    decision = decided(initiative, moderator, "ban")
    actions.reverse(decision=decision, facts="Another person wrote it.", by=moderator, at=timezone.now())
    initiative.refresh_from_db()
    assert not initiative.is_hidden
    assert not is_silenced.test(author, initiative.centre)


@pytest.mark.parametrize("role", ["editor", "moderator", "coordinator", "mentor_coordinator"])
@pytest.mark.parametrize("outcome", ["pause", "ban"])
def test_staff_is_not_silenced_by_colleagues(centre, moderator, client_of, role, outcome):
    colleague = make_member(centre, role)
    report = new_report(make_published(centre, colleague))
    page = client_of(moderator).post(f"{REPORTS}{report.pk}/", posted(outcome=outcome, days=2)).content.decode()
    assert "This member serves in this centre." in page
    assert "It shows a private address." in page
    assert not Decision.objects.exists()
    with pytest.raises(ValidationError):
        actions.sweep_member(
            report=report, facts="All.", ground="rule", ground_text="R", by=moderator, at=timezone.now()
        )
    colleague.memberships.get().grants.all().delete()
    client_of(moderator).post(f"{REPORTS}{report.pk}/", posted(outcome=outcome, days=2))
    assert Decision.objects.get().outcome == outcome


def test_the_database_knows_a_pause_from_a_ban(initiative, author, moderator):
    decision = decided(initiative, moderator)
    facts = {"centre": initiative.centre, "member": author, "decision": decision}
    for wrong in (
        {"kind": "pause", "until": None},
        {"kind": "ban", "until": timezone.now() + DAY},
        {"kind": "pause", "until": timezone.now() - DAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sanction.objects.create(**facts, **wrong)
    assert not Sanction.objects.exists()


def test_nothing_is_decided_against_somebody_without_a_ground(initiative, author):
    for outcome in ("warn", "hide", "remove", "pause", "ban"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(centre=initiative.centre, title="x", url="/", outcome=outcome, facts="f")
    assert Decision.objects.create(centre=initiative.centre, title="x", url="/", outcome="keep", facts="f").pk


def test_a_moderator_may_not_decide_about_an_objection_of_their_own(centre, moderator, client_of):
    round = finished(start(make_round(centre)))
    voting.close(round=round)
    objection = voting.object_to(round=round, text="The urn stood open.", at=timezone.now(), member=moderator)
    report = new_report(objection)
    assert report.excerpt == "The urn stood open."
    assert client_of(moderator).post(f"{REPORTS}{report.pk}/", posted()).status_code == 403
    objection.refresh_from_db()
    assert not objection.is_hidden


def test_removed_words_go_when_nobody_can_appeal_any_more(initiative, moderator, author, monkeypatch):
    """An initiative stands in for what may be erased: it is given the two words that such a thing has."""

    def erase_words(self):
        Initiative.objects.filter(pk=self.pk).update(title="", summary="", description="")

    monkeypatch.setattr(Initiative, "removable", True)
    monkeypatch.setattr(Initiative, "erase_words", erase_words, raising=False)
    long_ago = timezone.now() - dt.timedelta(days=184)
    fresh, old, appealed = (make_published(initiative.centre, author, title=t) for t in ("Fresh", "Old", "Appealed"))
    decided(fresh, moderator, "remove")
    gone = decided(old, moderator, "remove", at=long_ago)
    disputed = decided(appealed, moderator, "remove")
    appeal = actions.appeal(decision=disputed, by=author, text="No.", at=timezone.now())
    Decision.objects.filter(pk=disputed.pk).update(decided_at=long_ago)
    erase_removed_words.call()
    assert list(Initiative.objects.order_by("pk").values_list("title", flat=True)) == [
        "Sąsiad i jego płot",
        "Fresh",
        "",
        "Appealed",
    ]
    gone.refresh_from_db()
    assert (gone.erased_at is not None, "Old" in gone.title) == (True, False)
    assert not Report.objects.filter(title="Old").exists()
    assert not Notification.objects.filter(title="Old", kind__startswith="moderation.").exists()
    assert Notification.objects.filter(title="Appealed", kind="moderation.decided").exists()
    with pytest.raises(PermissionDenied):
        actions.reverse(decision=gone, facts="Oh.", by=moderator, at=timezone.now())
    judge = make_member(initiative.centre, "moderator")
    actions.answer_appeal(appeal=appeal, result="upheld", answer="It stays.", by=judge, at=timezone.now())
    erase_removed_words.call()
    assert not Initiative.objects.filter(title="Appealed").exists()
