"""PDF files are kept and handed out safely; hands that help are counted in public and named to a few."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.members.actions import erase_member
from community.notifications.models import Notification
from initiatives.proposals import actions
from initiatives.proposals.models import Document, Helper, Initiative
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import lead, make_backed, make_draft

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


def address(initiative: Initiative, rest: str = "") -> str:
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


def upload(content: bytes = PDF, name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_a_pdf_is_served_as_a_file_to_keep_under_our_name(published, author, client_of, stranger_client):
    client_of(author).post(
        address(published, "documents/"), {"title": 'Plan "of" the bénch\r\nx', "file": upload(name="../../evil.html")}
    )
    document = Document.objects.get()
    assert document.file.name.endswith("/document.pdf")
    assert "evil" not in document.file.name
    answer = stranger_client.get(document.get_absolute_url())
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="plan-of-the-bench-x-{document.pk}.pdf"'
    assert "Plan &quot;of&quot; the bénch" in stranger_client.get(address(published)).content.decode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html><script>alert(1)</script>", "This is not a PDF."),
        (b"%PDF-1.7 and then nothing", "This is not a PDF."),
        (b"GIF89a%PDF-1.7 %%EOF", "This is not a PDF."),
        (b"%PDF-1.7\n/Encrypt 3 0 R\n%%EOF", "locked with a password"),
        (b"%PDF-1.7" + b"x" * (8 * 1024 * 1024) + b"%%EOF", "heavier than 8 MB"),
        (b"", "empty"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(published, author, client_of, content, told):
    answer = client_of(author).post(address(published, "documents/"), {"title": "Plan", "file": upload(content)})
    assert told in answer.content.decode()
    assert 'value="Plan"' in answer.content.decode()
    assert not Document.objects.exists()


def test_documents_of_a_draft_are_its_authors_and_the_centres(centre, author, member, client_of, stranger_client):
    draft = make_draft(centre, author)
    document = actions.add_document(initiative=draft, title="Plan", content=PDF, by=author, at=timezone.now())
    assert client_of(author).get(document.get_absolute_url()).status_code == 200
    for client in (stranger_client, client_of(member)):
        assert client.get(document.get_absolute_url()).status_code == 404


def test_who_adds_documents_and_when(centre, author, member, coordinator, client_of):
    initiative = make_backed(centre, author)
    assert client_of(member).get(address(initiative, "documents/")).status_code == 403
    lead(initiative, "admit", by=coordinator)
    with pytest.raises(PermissionDenied):
        actions.add_document(initiative=initiative, title="x", content=PDF, by=author, at=timezone.now())
    document = actions.add_document(initiative=initiative, title="x", content=PDF, by=coordinator, at=timezone.now())
    assert client_of(author).post(address(initiative, f"documents/{document.pk}/removal/")).status_code == 403


def test_a_removed_document_leaves_no_file(published, author, client_of, django_capture_on_commit_callbacks):
    actions.add_document(initiative=published, title="Plan", content=PDF, by=author, at=timezone.now())
    name = Document.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        client_of(author).post(address(published, f"documents/{Document.objects.get().pk}/removal/"))
    assert not default_storage.exists(name)


def test_eight_documents_are_enough(published, author, client_of):
    for number in range(8):
        actions.add_document(initiative=published, title=f"{number}", content=PDF, by=author, at=timezone.now())
    answer = client_of(author).post(address(published, "documents/"), {"title": "9", "file": upload()})
    assert "At most 8 documents." in answer.content.decode()


def test_helpers_are_counted_for_all_and_named_to_authors_and_the_centre(
    published, author, member, coordinator, moderator, client_of, stranger_client
):
    offer = {"text": "I can lend a tractor", "hours": "6", "contact": "maria@example.org"}
    client_of(member).post(address(published, "help/"), offer)
    assert Notification.objects.get(kind="proposals.help_offered").recipient == author
    for client in (stranger_client, client_of(moderator)):
        page = client.get(address(published)).content.decode()
        assert "1 person lends a hand, 6 hours" in " ".join(page.split())
        assert "tractor" not in page
        assert "maria@example.org" not in page
    for user in (author, coordinator):
        assert "maria@example.org" in client_of(user).get(address(published)).content.decode()
    assert "tractor" in client_of(member).get(address(published)).content.decode()


def test_an_offer_is_written_anew_and_taken_back(published, author, member, client_of):
    client = client_of(member)
    client.post(address(published, "help/"), {"text": "A tractor", "hours": "", "contact": "x"})
    client.post(address(published, "help/"), {"text": "Two tractors", "hours": "3", "contact": "x"})
    assert Helper.objects.get().text == "Two tractors"
    assert (
        "less than or equal to 500"
        in client.post(address(published, "help/"), {"text": "x", "hours": "501", "contact": "x"}).content.decode()
    )
    assert client_of(author).get(address(published, "help/")).status_code == 403
    client.post(address(published, "help/removal/"))
    assert not Helper.objects.exists()


def test_erasing_takes_an_offer_away(published, member):
    actions.offer_help(initiative=published, text="x", hours=None, contact="x", by=member, at=timezone.now())
    erase_member(member=member, keep_public=True, at=timezone.now())
    assert not Helper.objects.exists()


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_offers_and_titles_are_only_text(published, author, member, client_of, nasty):
    actions.offer_help(initiative=published, text=nasty, hours=1, contact=nasty, by=member, at=timezone.now())
    document = actions.add_document(initiative=published, title=nasty, content=PDF, by=author, at=timezone.now())
    assert live_parts(client_of(author).get(address(published)).content.decode()) == []
    answer = client_of(member).get(document.get_absolute_url())
    assert answer.headers["Content-Disposition"].isascii()
    assert answer.headers["Content-Disposition"].count('"') == 2
