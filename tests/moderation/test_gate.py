"""Words, links and first posts: the filter marks, a person decides."""

import datetime as dt

import pytest
from django.utils import timezone

from community.moderation import actions
from community.moderation.models import Decision, FlagWord, Gate, Report
from community.moderation.waiting import contribute as waiting
from community.notifications.models import Notification
from tests.factories import make_member
from tests.moderation.making import REPORTS, decided, new_report, posted
from tests.proposals.making import make_published

pytestmark = pytest.mark.django_db
LINK = "See example dot com"
CONTEXT = ("What was reported", "As it stands now", "Changed since.", "Earlier decisions that stand", "Here since")


def passage(member, centre, text="Dzień dobry", written=0, **facts):
    return actions.gate_for(member=member, centre=centre, text=text, at=timezone.now(), written=written, **facts)


def test_where_nothing_is_set_nothing_waits(centre, member):
    assert passage(member, centre, LINK) == actions.Passage(waits=False, flags=[], slow_until=None)


def test_first_posts_wait_as_many_as_the_centre_says(centre, other_centre, member):
    actions.set_gate(centre=centre, first_posts_wait=2, links_wait=False, slow_seconds=0)
    assert [passage(member, centre, written=written).waits for written in range(4)] == [True, True, False, False]
    assert not passage(member, other_centre).waits


def test_links_wait_however_old_the_member_is(centre, member):
    actions.set_gate(centre=centre, first_posts_wait=0, links_wait=True, slow_seconds=0)
    assert passage(member, centre, LINK, written=500).waits
    assert not passage(member, centre, "No link.", written=500).waits


def test_a_new_member_is_slowed_until_the_tenth_post(centre, member):
    actions.set_gate(centre=centre, first_posts_wait=0, links_wait=False, slow_seconds=60)
    now = timezone.now()
    facts = {"member": member, "centre": centre, "text": "Hi", "at": now}
    just = now - dt.timedelta(seconds=10)
    assert actions.gate_for(**facts, written=1, last_at=just).slow_until == just + dt.timedelta(seconds=60)
    assert actions.gate_for(**facts, written=0).slow_until is None
    assert actions.gate_for(**facts, written=1, last_at=now - dt.timedelta(seconds=60)).slow_until is None
    assert actions.gate_for(**facts, written=10, last_at=just).slow_until is None


def test_staff_passes_and_is_marked_like_everybody(centre, editor):
    actions.set_gate(centre=centre, first_posts_wait=5, links_wait=True, slow_seconds=60)
    actions.add_word(centre=centre, word="dureń")
    found = passage(editor, centre, f"Ty dureń. {LINK}", last_at=timezone.now())
    assert found == actions.Passage(waits=False, flags=["dureń"], slow_until=None)


def test_a_mark_brings_a_text_before_the_moderators_and_tells_nobody_else(
    initiative, author, moderator, client_of, django_capture_on_commit_callbacks, mailoutbox
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.flag(target=initiative, found=["dureń"], at=timezone.now())
        actions.flag(target=initiative, found=["dureń", "płot"], at=timezone.now())
    report = Report.objects.get()
    assert (report.automatic, report.reporter, report.category, report.text) == (True, None, "flag", "dureń, płot")
    assert report.excerpt.startswith("Sąsiad i jego płot")
    assert not Notification.objects.exists()
    assert mailoutbox == []
    initiative.refresh_from_db()
    assert not initiative.is_hidden
    [line] = waiting(moderator, initiative.centre)
    assert line.text == "The filter marked 1 text: look whether anything is wrong"
    client = client_of(moderator)
    assert "dureń, płot" in client.get(line.url).content.decode()
    client.post(f"{REPORTS}{report.pk}/", posted(outcome="keep"))
    assert not Notification.objects.exists()
    assert waiting(moderator, initiative.centre) == []


def test_who_is_hidden_through_a_mark_is_told_so(initiative, author, moderator, client_of, stranger_client):
    marked = actions.flag(target=initiative, found=["płot"], at=timezone.now())
    client_of(moderator).post(f"{REPORTS}{marked.pk}/", posted())
    decision = Decision.objects.get()
    page = client_of(author).get(decision.get_absolute_url()).content.decode()
    assert "Our filter of words and links marked it; a person looked at it." in page
    assert "Somebody reported it." not in page
    assert stranger_client.get(f"{REPORTS}receipt/{marked.receipt}/").status_code == 404


def test_nothing_is_marked_where_nothing_was_found(initiative):
    assert actions.flag(target=initiative, found=[], at=timezone.now()) is None
    assert not Report.objects.exists()


def test_the_list_is_narrowed_to_one_kind_and_shows_the_thing_in_its_context(
    centre, initiative, author, moderator, client_of
):
    decided(make_published(centre, author), moderator)
    new_report(initiative, text="A neighbour complains.")
    actions.flag(target=initiative, found=["płot"], at=timezone.now())
    client = client_of(moderator)
    everything = client.get(REPORTS).content.decode()
    assert "A neighbour complains." in everything
    assert everything.index("A neighbour complains.") < everything.index("Marked:")
    marked = client.get(f"{REPORTS}?category=flag").content.decode()
    assert "A neighbour complains." not in marked
    assert "A neighbour complains." in client.get(f"{REPORTS}?category=nonsense").content.decode()
    report = Report.objects.get(text="A neighbour complains.")
    initiative.summary = "Changed since."
    initiative.save()
    page = client.get(f"{REPORTS}{report.pk}/").content.decode()
    assert [words for words in CONTEXT if words not in page] == []
    assert "Adam Author" not in page


def test_moderators_write_the_list_of_words(centre, other_centre, moderator, client_of):
    client = client_of(moderator)
    place = f"{REPORTS}words/"
    client.post(place, {"word": "  ty   durniu "})
    client.post(place, {"word": "ty durniu"})
    word = FlagWord.objects.get()
    assert (word.word, word.centre) == ("ty durniu", centre)
    assert "There is no letter in it." in client.post(place, {"word": "*"}).content.decode()
    foreign = actions.add_word(centre=other_centre, word="hlupák")
    assert client.post(f"{place}{foreign.pk}/removal/").status_code == 404
    client.post(f"{place}{word.pk}/removal/")
    assert list(FlagWord.objects.all()) == [foreign]


@pytest.mark.parametrize("role", ["moderator", "coordinator"])
def test_moderators_and_coordinators_set_the_gate(role, centre, client_of, request):
    client = client_of(request.getfixturevalue(role))
    place = f"{REPORTS}gate/"
    client.post(place, {"first_posts_wait": 3, "links_wait": "on", "slow_seconds": 30})
    gate = Gate.of(centre)
    assert (gate.first_posts_wait, gate.links_wait, gate.slow_seconds) == (3, True, 30)
    refused = client.post(place, {"first_posts_wait": 11, "slow_seconds": 30}).content.decode()
    assert "less than or equal to 10" in refused
    assert Gate.of(centre).first_posts_wait == 3


@pytest.mark.parametrize("role", ["member", "editor", "outsider"])
def test_nobody_else_does(role, centre, client_of, request):
    client = client_of(request.getfixturevalue(role))
    assert client.post(f"{REPORTS}gate/", {"first_posts_wait": 0, "slow_seconds": 0}).status_code == 403
    assert client.post(f"{REPORTS}words/", {"word": "x"}).status_code == 403
    assert make_member(centre).pk
    assert not Gate.objects.exists()
