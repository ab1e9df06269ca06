"""Others suggest another wording; its authors accept it or say why not; every version stays readable."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.members.actions import erase_member
from community.notifications.models import Notification
from initiatives.proposals import actions
from initiatives.proposals.comparing import marked
from initiatives.proposals.models import Amendment, Initiative, Version
from initiatives.proposals.models.amendments import words_of
from initiatives.proposals.search import initiatives as search
from tests.factories import make_member
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import make_draft, make_published

pytestmark = pytest.mark.django_db


def address(initiative: Initiative, rest: str = "amendments/") -> str:
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


def typed(initiative: Initiative, **other: str) -> dict[str, str]:
    """The suggestion form as a browser sends it, with nothing changed but `other`."""
    items = list(initiative.cost_items.all())
    lines: dict[str, str] = {}
    for number in range(len(items) + 3):
        item = items[number] if number < len(items) else None
        lines |= {
            f"items-{number}-label": item.label if item else "",
            f"items-{number}-amount": f"{item.amount / 100:.2f}" if item else "",
        }
    frame = {"items-TOTAL_FORMS": str(len(items) + 3), "items-INITIAL_FORMS": str(len(items))}
    texts = {name: getattr(initiative, name) for name in ("title", "summary", "description")}
    return frame | lines | texts | {"price": f"{initiative.cost / 100:.2f}", "note": ""} | other


def suggested(initiative: Initiative, by, **other) -> Amendment:
    words = words_of(initiative) | other
    return actions.suggest_amendment(initiative=initiative, words=words, note="", by=by, at=timezone.now())


def test_a_neighbour_suggests_and_both_wordings_stand_side_by_side(
    published, author, member, client_of, stranger_client
):
    answer = client_of(member).post(
        address(published, "amendments/new/"), typed(published, title="Two benches by the river", note="One is few.")
    )
    amendment = Amendment.objects.get()
    assert answer.headers["Location"] == amendment.get_absolute_url()
    assert amendment.changed == ["title"]
    page = stranger_client.get(amendment.get_absolute_url()).content.decode()
    assert "<del>A bench</del>" in page
    assert "<ins>Two benches</ins>" in page
    assert "One is few." in page
    assert "Accept:" not in page
    assert Notification.objects.get(kind="proposals.amendment_suggested").recipient == author
    published.refresh_from_db()
    assert published.title == "A bench by the river"


def test_an_accepted_suggestion_becomes_the_text_and_every_version_is_reachable(
    published, author, member, centre, client_of, stranger_client
):
    supporter = make_member(centre)
    actions.support(initiative=published, member=supporter, at=timezone.now())
    first = suggested(published, member, title="Two benches", cost=200_000, items=[["Oak", 200_000]])
    client_of(author).post(address(published, f"amendments/{first.pk}/acceptance/"))
    published.refresh_from_db()
    assert (published.title, published.cost) == ("Two benches", 200_000)
    assert list(published.cost_items.values_list("label", "amount")) == [("Oak", 200_000)]
    assert [hit.title for hit in search("benches", centre=centre, member=None, language="en", limit=5)]
    assert Notification.objects.filter(kind="proposals.amendment_accepted", recipient=supporter).exists()
    rows = Version.objects.values_list("number", "title", "made_by", "amendment")
    assert list(rows) == [(1, "A bench by the river", author.pk, None), (2, "Two benches", author.pk, first.pk)]
    assert "A bench by the river" in stranger_client.get(address(published, "versions/1/")).content.decode()
    page = stranger_client.get(address(published, "versions/2/")).content.decode()
    assert "<del>A bench by the river</del>" in page
    assert "Oak" in page
    assert stranger_client.get(address(published, "versions/3/")).status_code == 404
    listed = stranger_client.get(address(published)).content.decode()
    assert "accepted" in listed
    assert "Version 2" in listed


def test_a_no_carries_a_reason_and_is_told(published, author, member, client_of, stranger_client):
    amendment = suggested(published, member, title="No bench")
    page = address(published, f"amendments/{amendment.pk}/refusal/")
    assert "This field is required." in client_of(author).post(page, {"reason": " "}).content.decode()
    client_of(author).post(page, {"reason": "We do want a bench."})
    assert "We do want a bench." in stranger_client.get(amendment.get_absolute_url()).content.decode()
    assert Notification.objects.filter(kind="proposals.amendment_declined", recipient=member).exists()
    with pytest.raises(ValidationError, match="decided meanwhile"):
        actions.accept_amendment(amendment=amendment, by=author, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.update(reason="")


def test_two_suggestions_for_different_places_both_fit_and_for_the_same_do_not(published, author, member):
    title = suggested(published, member, title="Two benches")
    summary = suggested(published, member, summary="For everybody.")
    other_title = suggested(published, member, title="Three benches")
    for amendment in (title, summary):
        actions.accept_amendment(amendment=amendment, by=author, at=timezone.now())
    with pytest.raises(ValidationError, match="changed in the same place"):
        actions.accept_amendment(amendment=other_title, by=author, at=timezone.now())
    published.refresh_from_db()
    assert (published.title, published.summary) == ("Two benches", "For everybody.")
    assert Version.objects.count() == 3


def test_what_is_unchanged_or_wrong_is_told_and_kept(published, member, client_of):
    client = client_of(member)
    page = address(published, "amendments/new/")
    assert "You have changed nothing yet." in client.post(page, typed(published)).content.decode()
    wrong = client.post(page, typed(published, title="", summary="x" * 300)).content.decode()
    assert "This field is required." in wrong
    assert "at most 240 characters" in wrong
    sums = typed(published, price="500", **{"items-0-label": "Oak", "items-0-amount": "400"})
    assert "add up to 400" in client.post(page, sums).content.decode()
    assert Amendment.objects.count() == 0


def test_three_open_suggestions_are_enough(published, member, client_of):
    for number in range(3):
        suggested(published, member, title=f"Bench {number}")
    answer = client_of(member).post(address(published, "amendments/new/"), typed(published, title="Bench 4"))
    assert "wait for an answer here" in answer.content.decode()


def test_only_authors_decide_and_only_the_writer_takes_back(published, author, member, coordinator, client_of):
    amendment = suggested(published, member, title="Two benches")
    for user in (member, coordinator):
        assert client_of(user).get(address(published, f"amendments/{amendment.pk}/refusal/")).status_code == 403
        assert client_of(user).post(address(published, f"amendments/{amendment.pk}/acceptance/")).status_code == 403
    assert client_of(author).post(address(published, f"amendments/{amendment.pk}/removal/")).status_code == 403
    client_of(member).post(address(published, f"amendments/{amendment.pk}/removal/"))
    assert Amendment.objects.count() == 0


def test_the_text_stands_once_the_gathering_is_over(centre, author, member, coordinator, client_of):
    late = make_published(centre, author, at=timezone.now() - dt.timedelta(days=89))
    amendment = suggested(late, member, title="Two benches")
    Initiative.objects.filter(pk=late.pk).update(support_until=timezone.now())
    with pytest.raises(ValidationError, match="only while support is gathered"):
        actions.accept_amendment(amendment=amendment, by=author, at=timezone.now())
    refused = make_published(centre, author)
    actions.refuse(initiative=refused, by=coordinator, at=timezone.now(), reason="No.")
    assert client_of(member).get(address(refused, "amendments/new/")).status_code == 403
    draft = make_draft(centre, author)
    assert client_of(member).get(address(draft)).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.accept_amendment(amendment=amendment, by=member, at=timezone.now())


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_suggestions_are_only_text(published, author, member, client_of, stranger_client, nasty):
    client_of(member).post(
        address(published, "amendments/new/"),
        typed(published, title=nasty, summary=nasty, description=f"- {nasty}\n\n{nasty}", note=nasty),
    )
    amendment = Amendment.objects.get()
    pages = [stranger_client.get(amendment.get_absolute_url()), stranger_client.get(address(published))]
    actions.accept_amendment(amendment=amendment, by=author, at=timezone.now())
    pages += [stranger_client.get(address(published, rest)) for rest in ("", "versions/2/")]
    for page in pages:
        assert page.status_code == 200
        assert live_parts(page.content.decode()) == []


def test_words_are_compared_one_by_one_and_fast():
    before, after = marked("The <b>old</b> bench", "The <b>new</b> bench")
    assert before == "The &lt;b&gt;<del>old</del>&lt;/b&gt; bench"
    assert after == "The &lt;b&gt;<ins>new</ins>&lt;/b&gt; bench"
    started = timezone.now()
    marked("a b " * 5000, "b a " * 5000)
    assert timezone.now() - started < dt.timedelta(seconds=5)


def test_erasing_takes_open_suggestions_away_and_keeps_what_became_text(published, author, member):
    accepted = suggested(published, member, title="Two benches")
    actions.accept_amendment(amendment=accepted, by=author, at=timezone.now())
    suggested(published, member, title="Three benches")
    erase_member(member=member, keep_public=True, at=timezone.now())
    assert [row.pk for row in Amendment.objects.all()] == [accepted.pk]
