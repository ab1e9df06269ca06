"""Objections: made by anybody, read by everybody, hidden with a reason, answered once."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.moderation.actions import decide as moderate
from community.moderation.models import Report
from community.notifications.models import Notification
from initiatives.voting import actions
from initiatives.voting.mails import mail_objector
from initiatives.voting.models import Objection, Round
from tests.factories import make_member
from tests.voting.certified import at, certify, heard

ClientOf = Callable[[User], Client]


def test_the_results_lead_to_the_form_while_objections_are_heard(
    client_of: ClientOf, coordinator: User, centre: Centre, counted: Round
) -> None:
    form, listed = at("objection-create", counted), at("objection-list", counted)
    assert f'href="{form}"' in Client().get(at("round-results", counted)).text
    objection = actions.object_to(round=counted, text="The poster was wrong.", at=timezone.now())
    answer = f'href="{objection.get_absolute_url()}answer/"'
    assert f'href="{listed}"' in Client().get(at("round-results", counted)).text
    assert answer in client_of(make_member(centre, "coordinator")).get(listed).text
    assert answer not in client_of(coordinator).get(listed).text  # who certifies leaves the answers to another
    objection.delete()
    page = Client().get(at("round-results", heard(counted))).text
    assert (f'href="{form}"' in page, f'href="{listed}"' in page) == (False, True)


def test_words_of_an_objection_are_hidden_by_a_moderator_with_a_reason_and_still_answered(
    client_of: ClientOf, coordinator: User, centre: Centre, counted: Round, member: User
) -> None:
    objection = actions.object_to(round=counted, text="Anna N. is a thief.", member=member, at=timezone.now())
    where, listed = objection.get_absolute_url(), at("objection-list", counted)
    about = {"centre": centre.slug, "kind": "voting.objection", "pk": objection.pk}
    reporting = reverse("moderation:report-create", kwargs=about)
    assert f'href="{reporting}"' in Client().get(where).text
    said = {"category": "rule-1", "text": "It insults my daughter.", "good_faith": "on"}
    assert Client().post(reporting, said).status_code == 302
    judge = make_member(centre, "moderator")
    reasons = {"outcome": "hide", "facts": "It names a person.", "ground": "rule", "ground_text": "Rule 3"}
    moderate(report=Report.objects.get(), by=judge, at=timezone.now(), **reasons)
    for who in (Client(), client_of(make_member(centre))):
        for page in (where, listed):
            assert "Anna N." not in who.get(page).text
            assert "A moderator has hidden these words." in who.get(page).text
    free = make_member(centre, "coordinator")
    for reader in (member, judge, free):
        assert "Anna N." in client_of(reader).get(where).text
    assert Notification.objects.filter(recipient=member, kind="moderation.decided").exists()
    with pytest.raises(actions.CannotCertify, match="no answer"):
        certify(heard(counted), coordinator)
    actions.answer_objection(objection=objection, answer="We looked.", by=free, at=timezone.now())
    assert "We looked." in Client().get(where).text


def test_anybody_objects_and_everybody_reads_it_without_a_name(counted: Round, member: User) -> None:
    stranger = Client()
    words = {"text": "The urn stood open on Friday.", "email": "maria@example.org"}
    made = stranger.post(at("objection-create", counted), words, follow=True)
    objection = Objection.objects.get()
    assert objection.receipt in made.text
    for page in (at("objection-list", counted), objection.get_absolute_url()):
        text = Client().get(page).text
        assert "The urn stood open on Friday." in text
        assert "maria@example.org" not in text
    assert "1 objection" in Client().get(at("round-results", counted)).text


def test_an_objection_is_answered_once_and_its_maker_is_told(
    counted: Round, member: User, names: tuple[User, User], client_of: ClientOf, centre: Centre
) -> None:
    free = make_member(centre, "coordinator")
    objection = actions.object_to(round=counted, text="Too quick.", member=member, at=timezone.now())
    assert Notification.objects.filter(recipient=free, kind="voting.objection_made").exists()
    assert any("An objection waits" in line.text for line in waiting_for(free, centre))
    address = at("objection-answer", counted, receipt=objection.receipt)
    told = client_of(free).post(address, {"answer": "We looked at the log."}, follow=True)
    assert "We looked at the log." in told.text
    assert Notification.objects.filter(recipient=member, kind="voting.objection_answered").exists()
    assert "answered meanwhile" in client_of(free).post(address, {"answer": "Else."}, follow=True).text
    objection.refresh_from_db()
    assert objection.answer == "We looked at the log."
    assert not any("An objection waits" in line.text for line in waiting_for(free, centre))


def test_the_answer_goes_by_mail_to_whoever_has_no_account(counted: Round, coordinator: User) -> None:
    objection = actions.object_to(round=counted, text="Why?", email="maria@example.org", at=timezone.now())
    actions.answer_objection(objection=objection, answer="Because.", by=coordinator, at=timezone.now())
    mail_objector.func(objection.pk)
    [sent] = mail.outbox
    assert sent.to == ["maria@example.org"]
    assert "Because." in sent.body
    assert objection.receipt in sent.body


def test_whoever_certifies_does_not_answer_if_another_coordinator_can(
    counted: Round, coordinator: User, editor: User, centre: Centre
) -> None:
    objection = actions.object_to(round=counted, text="Why?", at=timezone.now())
    assert coordinator.has_perm("voting.answer_objection", counted), "There is nobody else."
    make_member(centre, "coordinator")
    assert not coordinator.has_perm("voting.answer_objection", counted)
    for person in (coordinator, editor):
        with pytest.raises(PermissionDenied):
            actions.answer_objection(objection=objection, answer="So.", by=person, at=timezone.now())


def test_objections_are_heard_after_the_close_and_until_their_day(opened: Round, counted: Round) -> None:
    for round in (opened, heard(counted)):
        with pytest.raises(actions.NotNow):
            actions.object_to(round=round, text="Why?", at=timezone.now())
        late = Client().post(at("objection-create", round), {"text": "Why?"})
        assert late.status_code == 409
        assert "not now" in late.text
    assert Objection.objects.count() == 0


def test_many_objections_from_one_network_are_slowed_down_and_the_words_kept(counted: Round) -> None:
    client = Client()
    for _number in range(6):
        assert client.post(at("objection-create", counted), {"text": "Why?"}).status_code == 302
    slowed = client.post(at("objection-create", counted), {"text": "My long words"})
    assert slowed.status_code == 429
    assert "My long words" in slowed.text
    assert Objection.objects.count() == 6


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "a\x00b"])
def test_an_empty_or_endless_objection_is_told_at_its_field(counted: Round, text: str) -> None:
    page = Client().post(at("objection-create", counted), {"text": text})
    assert page.status_code == 200
    assert 'id="id_text_error"' in page.text
    assert Objection.objects.count() == 0
