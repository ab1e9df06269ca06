"""What newcomers put up may wait, a filter marks, a reported notice is hidden; nothing that is typed runs."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from rules import has_perm

from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import Decision, Report
from maps.actions import offering
from maps.layers import spots
from maps.models import Offer
from tests.board.payloads import PAYLOADS
from tests.maps.offering import content, hide, make_notice

Sign = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def listing(centre: Centre, query: str = "") -> str:
    return f"/en/{centre.slug}/map/offers/{query}"


def typed(centre: Centre, **fields: Any) -> dict[str, Any]:
    """What the form sends."""
    day = timezone.localdate(timezone=centre.zone) + dt.timedelta(days=30)
    said = {"side": "need", "kind": "lifts", "title": "To Sącz", "text": "Mondays at six.", "language": "en"}
    where = {"village": centre.local_name, "reach": "near", "latitude": "", "longitude": ""}
    who = {"provider": "neighbour", "signed": "neighbour", "languages": ["pl", "uk"], "hours": ["0", "20"]}
    return said | where | who | {"ends_on": day.isoformat()} | fields


def on_map(centre: Centre) -> list[str]:
    return [spot.title for spot in spots(centre, None, "en", keys=["offers"])]


def test_a_newcomers_first_notice_waits_for_a_moderator(
    centre: Centre, author: User, moderator: User, client_of: Sign
) -> None:
    moderation.set_gate(centre=centre, first_posts_wait=1, links_wait=False, slow_seconds=0)
    answer = client_of(author).post(f"{listing(centre)}new/", typed(centre), follow=True)
    assert "A moderator looks at" in answer.text
    assert on_map(centre) == []
    report = Report.objects.open().get()
    assert report.excerpt.startswith("To Sącz")
    ground = {"facts": "Good.", "ground": "", "ground_text": ""}
    moderation.decide(report=report, outcome="keep", by=moderator, at=timezone.now(), **ground)
    assert on_map(centre) == ["To Sącz"]


def test_a_link_that_is_put_in_afterwards_waits_as_well(offer: Offer, centre: Centre, author: User) -> None:
    moderation.set_gate(centre=centre, first_posts_wait=0, links_wait=True, slow_seconds=0)
    said = content(centre, text="See cheap-ladders.com")
    offering.change_offer(offer=offer, content=said, by=author, at=timezone.now())
    assert on_map(centre) == []
    assert Report.objects.open().count() == 1


def test_the_filter_marks_a_word_and_lets_the_notice_stand(centre: Centre, author: User) -> None:
    moderation.add_word(centre=centre, word="ladder")
    make_notice(centre, author)
    assert on_map(centre) == ["A ladder"]
    assert Report.objects.open().get().text == "ladder"


def test_a_reported_notice_is_hidden_and_its_words_may_be_erased(
    offer: Offer, centre: Centre, moderator: User, stranger_client: Client
) -> None:
    assert f"/maps.offer/{offer.pk}/" in stranger_client.get(offer.get_absolute_url()).text
    hide(offer, moderator, Decision.Outcome.REMOVE)
    assert on_map(centre) == []
    offer.refresh_from_db()
    assert not has_perm("maps.change_offer", offer.author, offer)
    offer.erase_words()
    offer.refresh_from_db()
    assert "Four metres" not in offer.words()


@pytest.mark.parametrize("payload", PAYLOADS[:40])
def test_nothing_that_is_typed_runs(payload: str, centre: Centre, author: User, stranger_client: Client) -> None:
    hostile = payload.replace("\x00", "")
    offer = make_notice(centre, author, title=hostile[:100], text=hostile, hours_note=hostile[:200], signed="name")
    for path in (listing(centre), offer.get_absolute_url()):
        text = stranger_client.get(path).text
        assert hostile not in text or not set(hostile) & set("<>\"'&")
