"""Who raised a concern without a name: learnt for a written reason, noted, and told to whoever raised it."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.board import actions
from community.board.models import Asking, Concern
from community.board.models.askings import SHOWN
from community.live.models import Event
from community.members.actions import erase_member
from community.members.export import gather
from community.members.models import Centre, User
from community.notifications.models import Notification
from tests.board.conftest import begin
from tests.factories import LIPKA, make_centre, make_member
from tests.racing import at_once

Sign = Callable[[User], Client]
REASON = "A child is in danger."


@pytest.fixture
def author(centre: Centre) -> User:
    return make_member(centre, display_name="Zofia Secret")


@pytest.fixture
def concern(centre: Centre, author: User) -> Concern:
    return begin(centre, author, kind="concern", title="Fear", is_unnamed=True).concern


def address(concern: Concern) -> str:
    return reverse("board:concern-name", kwargs={"centre": concern.centre.slug, "pk": concern.pk})


def told(member: User) -> list[str]:
    return list(Notification.objects.filter(recipient=member).order_by("pk").values_list("kind", flat=True))


def test_a_moderator_learns_the_name_for_a_reason_that_is_noted(
    concern: Concern, moderator: User, client_of: Sign
) -> None:
    client, page = client_of(moderator), address(concern)
    assert page in client.get(concern.get_absolute_url()).text
    assert "Zofia" not in client.get(page).text
    refused = client.post(page, {"because": " "})
    assert "Zofia" not in refused.text
    assert not Asking.objects.exists()
    shown = client.post(page, {"because": REASON}, follow=True)
    assert "Zofia Secret" in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert list(Asking.objects.values_list("concern", "by", "because")) == [(concern.pk, moderator.pk, REASON)]


def test_whoever_raised_it_is_told_and_alone_reads_why(
    concern: Concern, author: User, moderator: User, coordinator: User, client_of: Sign, stranger_client: Client
) -> None:
    topic = concern.get_absolute_url()
    assert "A moderator asked who raised this" not in stranger_client.get(topic).text
    actions.ask_name(concern=concern, because=REASON, by=moderator, at=timezone.now())
    assert told(author) == ["board.name_asked"]
    assert REASON in client_of(author).get(topic).text
    for client in (stranger_client, client_of(coordinator), client_of(moderator)):
        text = client.get(topic).text
        assert "A moderator asked who raised this" in text
        assert REASON not in text
        assert "Zofia" not in text
    assert "Zofia" not in str(list(Event.objects.values_list("html", flat=True)))
    assert all(row.actor is None for row in Notification.objects.filter(recipient=author))


def test_how_often_somebody_asked_stands_in_the_public_log(
    concern: Concern, moderator: User, stranger_client: Client
) -> None:
    log = reverse("moderation:decision-list", kwargs={"centre": concern.centre.slug})
    assert "A moderator asked who raised an unnamed concern" not in stranger_client.get(log).text
    actions.ask_name(concern=concern, because=REASON, by=moderator, at=timezone.now())
    assert stranger_client.get(log).context["counts"] == [("A moderator asked who raised an unnamed concern", 1)]


def test_nobody_else_asks(
    concern: Concern, author: User, moderator: User, coordinator: User, editor: User, outsider: User, client_of: Sign
) -> None:
    both = make_member(concern.centre, "moderator", "coordinator")
    elsewhere = make_member(outsider.memberships.get().centre, "moderator")
    for who in (author, coordinator, editor, outsider, both, elsewhere):
        client = client_of(who)
        assert client.post(address(concern), {"because": REASON}).status_code == 403
        assert address(concern) not in client.get(concern.get_absolute_url()).text
    actions.take(concern=concern, owner=moderator, by=coordinator)
    with pytest.raises(PermissionDenied):
        actions.ask_name(concern=concern, because=REASON, by=moderator, at=timezone.now())
    assert not Asking.objects.exists()


def test_a_concern_with_a_name_has_nothing_to_ask(centre: Centre, author: User, moderator: User) -> None:
    open_one = begin(centre, author, kind="concern").concern
    with pytest.raises(PermissionDenied):
        actions.ask_name(concern=open_one, because=REASON, by=moderator, at=timezone.now())


def test_within_a_day_one_looks_again_and_after_it_one_asks_anew(
    concern: Concern, author: User, moderator: User, client_of: Sign
) -> None:
    now = timezone.now()
    for _twice in range(2):
        actions.ask_name(concern=concern, because=REASON, by=moderator, at=now)
    assert Asking.objects.count() == 1
    assert told(author) == ["board.name_asked"]
    assert "Zofia" in client_of(moderator).get(address(concern)).text
    another = make_member(concern.centre, "moderator")
    assert "Zofia" not in client_of(another).get(address(concern)).text
    Asking.objects.update(at=now - SHOWN - dt.timedelta(seconds=1))
    assert "Zofia" not in client_of(moderator).get(address(concern)).text
    actions.ask_name(concern=concern, because="The police asks.", by=moderator, at=now)
    assert Asking.objects.count() == 2
    assert told(author) == ["board.name_asked"] * 2


def test_it_is_downloaded_and_forgotten_with_whoever_raised_it(concern: Concern, author: User, moderator: User) -> None:
    actions.ask_name(concern=concern, because="Zofia is in danger.", by=moderator, at=timezone.now())
    [mine] = gather(author)["board"]["asked_who_raised_my_concern"]
    assert mine["because"] == "Zofia is in danger."
    [theirs] = gather(moderator)["board"]["asked_who_raised_a_concern"]
    assert theirs.keys() == {"concern__topic__title", "at"}
    erase_member(member=author, keep_public=True, at=timezone.now())
    asking = Asking.objects.get()
    assert (asking.because, asking.by) == ("", moderator)
    with pytest.raises(PermissionDenied):
        actions.ask_name(concern=concern, because="Again.", by=moderator, at=timezone.now())


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_twice_at_once_is_one_asking() -> None:
    centre = make_centre(**LIPKA)
    moderator, author = make_member(centre, "moderator"), make_member(centre)
    concern = begin(centre, author, kind="concern", is_unnamed=True).concern
    ask = partial(actions.ask_name, concern=concern, because=REASON, by=moderator, at=timezone.now())
    assert at_once([ask, ask, ask]) == []
    assert Asking.objects.count() == 1
    assert told(author) == ["board.name_asked"]
