"""A card for other pages, a poster and a form of paper."""

import io
import re

import pytest
from pypdf import PdfReader

from initiatives.proposals import printing
from initiatives.proposals.models import Initiative
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import make_draft, make_published

pytestmark = pytest.mark.django_db


def address(initiative: Initiative, rest: str) -> str:
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


def test_the_card_may_stand_anywhere_and_runs_nothing(published, member, client_of, stranger_client):
    for client in (stranger_client, client_of(member)):
        answer = client.get(address(published, "embed/"))
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors *" in policy
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "X-Frame-Options" not in answer.headers
        assert not answer.cookies
        page = answer.content.decode()
        assert published.title in page
        assert "<script" not in page
        assert "csrf" not in page
        assert "Maria" not in page


def test_no_other_page_may_be_framed(published, stranger_client):
    for rest in ("", "amendments/", "support/"):
        answer = stranger_client.get(address(published, rest))
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_nothing_unpublished_leaves_the_site(centre, author, client_of):
    draft = make_draft(centre, author)
    for rest in ("embed/", "poster.pdf"):
        assert client_of(author).get(address(draft, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["poster.pdf", "form.pdf"])
def test_prints_are_tagged_and_lead_to_the_page(published, stranger_client, rest):
    path = address(published, rest) if rest == "poster.pdf" else f"/en/lipka/initiatives/{rest}"
    answer = stranger_client.get(path)
    pdf = PdfReader(io.BytesIO(answer.content))
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(pdf.pages) == 1
    text = re.sub(r"\s+", "", pdf.pages[0].extract_text())
    if rest == "poster.pdf":
        assert re.sub(r"\s+", "", published.title) in text
        assert f"/initiatives/{published.pk}/" in text


@pytest.mark.parametrize("nasty", [*NASTY, "#eval(1) $x$ *b* _i_ @ref <label> \\", "W" * 120])
def test_hostile_titles_are_only_ink(centre, author, stranger_client, nasty):
    initiative = make_published(centre, author, title=nasty, summary=nasty, place=nasty)
    assert live_parts(stranger_client.get(address(initiative, "embed/")).content.decode()) == []
    assert stranger_client.get(address(initiative, "poster.pdf")).content.startswith(b"%PDF")
    assert printing.square("http://x.example/").startswith("<svg")
