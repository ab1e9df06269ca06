"""Every kind of news is declared, and is said in every language on every way to a member."""

import ast
import datetime as dt
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale

from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import Appeal, Sanction
from community.notifications.actions import notify, prefer
from community.notifications.checks import kinds_are_whole
from community.notifications.kinds import Kind, UndeclaredKind, all_kinds
from community.notifications.models import Group, Notification, Wish
from community.notifications.tasks import send_digests
from community.notifications.views.news import NotificationList
from initiatives.proposals import actions as proposals
from initiatives.proposals.models import Amendment, CoAuthor, Helper, Initiative, Merger, Milestone
from initiatives.voting.models import Objection, Round
from maps.models import Suggestion
from mentoring import actions as mentoring
from mentoring.models import Mentorship, Moment
from pages.actions import open_centre, open_network
from pages.models import StoryIndex, StoryPage
from tests.board.conftest import begin, say
from tests.factories import make_member
from tests.maps.making import make_place
from tests.maps.offering import make_notice, write_about
from tests.mentoring.making import make_mentor, make_mentorship, make_pair, make_request, reported, wrote
from tests.mentoring.together import agree, ahead, propose
from tests.notifications.carrier import make_device
from tests.proposals.making import make_published

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in django_settings.LANGUAGES]
WAYS = [Wish.AT_ONCE, Wish.DAILY]
ROOT = Path(__file__).resolve().parent.parent.parent
UNTRANSLATED = re.compile(r"\{\{|\{%|%\(\w+\)s|None\b")


def decided_about(initiative: Initiative, reader: User, moderator: User) -> dict[str, Any]:
    facts = {"title": str(initiative), "url": "/en/", "category": "other", "text": "Bad.", "language": "en"}
    at = timezone.now()
    report = moderation.report(centre=initiative.centre, target=initiative, reporter=reader, at=at, **facts)
    ground = {"facts": "Bad.", "ground": "rule", "ground_text": "Rule 1"}
    decision = moderation.decide(report=report, outcome="hide", by=moderator, at=at, **ground)
    moderation.reverse(decision=decision, facts="It was not.", by=moderator, at=at)
    report.refresh_from_db()
    decision.author = reader
    decision.save()
    appeal = Appeal.objects.create(decision=decision, by=reader, side="author", text="It is not bad.", made_at=at)
    sanction = Sanction.objects.create(centre=decision.centre, member=reader, kind="ban", decision=decision)
    known = {"reported": report, "answered": report, "decided": decision, "lifted": sanction}
    known |= dict.fromkeys(("appealed", "appeal_answered"), appeal)
    return {f"moderation.{name}": target for name, target in known.items()}


def said_on_the_board(centre: Centre, reader: User) -> dict[str, Any]:
    topic = begin(centre, reader, kind="concern", title="Ławka & stół")
    post = say(topic, make_member(centre))
    known = dict.fromkeys(("raised", "entrusted", "answered", "unanswered", "name_asked"), topic.concern)
    known |= {"opened": topic, "posted": topic, "replied": post, "mentioned": post}
    return {f"board.{name}": target for name, target in known.items()}


def written_together(initiative: Initiative, other: Initiative, reader: User) -> dict[str, Any]:
    now = timezone.now()
    amendment = Amendment.objects.create(
        initiative=initiative, centre=initiative.centre, author=reader, base={}, title="T", summary="S", note="So.",
        is_accepted=False, decided_at=now, reason="Because.",
    )  # fmt: skip
    asked = CoAuthor.objects.create(initiative=initiative, member=reader, invited_by=initiative.author)
    merger = Merger.objects.create(
        source=initiative, target=other, reason="The same.", declined_at=now, decline_reason="Not the same."
    )
    helper = Helper.objects.create(initiative=initiative, member=reader, text="A tractor", contact="at the mill")
    milestone = Milestone.objects.create(initiative=initiative, title="Foundations", planned_on=now.date())
    by_name = dict.fromkeys(("amendment_suggested", "amendment_accepted", "amendment_declined"), amendment)
    by_name |= dict.fromkeys(("coauthor_invited", "coauthor_accepted"), asked) | {"coauthor_declined": initiative}
    by_name |= dict.fromkeys(("merger_proposed", "merger_declined"), merger) | {"help_offered": helper}
    by_name |= dict.fromkeys(("milestone_done", "milestone_slipped"), milestone)
    by_name |= dict.fromkeys(("published", "backed"), initiative)
    return {f"proposals.{name}": target for name, target in by_name.items()}


def offered_to_help(centre: Centre, reader: User) -> dict[str, Any]:
    offer = make_mentor(centre, reader)
    known = {"mentoring.offered": offer, "mentoring.vetted": offer.vettings.first()}
    request = make_request(centre)
    asked = mentoring.ask(request=request, offer=offer, total=8000, at=timezone.now())
    answered = mentoring.ask(
        request=make_request(centre, reader), offer=make_mentor(centre), total=1, at=timezone.now()
    )
    known |= dict.fromkeys(("mentoring.asked", "mentoring.left", "mentoring.looked_at"), asked)
    known |= dict.fromkeys(("mentoring.proposed", "mentoring.agreed", "mentoring.fell_through"), asked)
    known |= written_in_a_thread(centre, asked) | said_by_a_pair(centre, reader)
    known |= dict.fromkeys(("mentoring.accepted", "mentoring.declined", "mentoring.lapsed"), answered)
    mentoring.accept(mentorship=answered, by=answered.mentor, at=timezone.now())
    meeting = agree(answered)
    names = ("agreed", "moved", "called_off", "over")
    known |= {f"mentoring.meeting_{name}": meeting for name in names}
    return known | dict.fromkeys(
        ("mentoring.meeting_proposed", "mentoring.meeting_refused"), propose(answered, ahead(9))
    )


def written_in_a_thread(centre: Centre, mine: Mentorship) -> dict[str, Any]:
    """Of the reader's own mentorship they read; of another's, where something is wrong, they are told."""
    mentoring.accept(mentorship=mine, by=mine.mentor, at=timezone.now())
    wrote(mine, mine.mentee)
    others = make_mentorship(centre)
    known = {"mentoring.message": mine.readings.get(member=mine.mentor)}
    return known | {"mentoring.alarm": reported(others, others.mentee)}


def noticed(centre: Centre, reader: User) -> dict[str, Any]:
    enquiry = write_about(make_notice(centre, reader), make_member(centre))
    known = dict.fromkeys(("enquired", "enquiry_answered", "contacts_shared"), enquiry) | {"offer_ends": enquiry.offer}
    return {f"maps.{name}": target for name, target in known.items()}


def said_by_a_pair(centre: Centre, reader: User) -> dict[str, Any]:
    """The reader is the mentor of somebody."""
    pair = make_pair(centre, mentee=make_member(centre))
    Mentorship.objects.filter(pk=pair.pk).update(mentor=reader)
    pair.refresh_from_db()
    now = timezone.now()
    terms = mentoring.Terms(aims="A mill", rhythm="weekly", months=3)
    drafted = mentoring.draft(mentorship=pair, terms=terms, seen=0, by=reader, at=now)
    [asked] = mentoring.ask_for_feedback(pair, [reader], Moment.FIRST, now)
    known = dict.fromkeys(("silent", "unanswered", "ended", "completed"), pair)
    known |= dict.fromkeys(("agreement_drafted", "agreement_confirmed"), drafted)
    known |= dict.fromkeys(("feedback_asked", "feedback_reminded"), asked)
    return {f"mentoring.{name}": target for name, target in known.items()}


def said_on_the_map(centre: Centre, reader: User) -> dict[str, Any]:
    place = make_place(centre, name="Ławka & stół")
    made = Suggestion.objects.create(centre=centre, place=place, proposed={"phone": "112"}, member=reader)
    return {"maps.suggested": made, "maps.decided": made, "maps.stale": place}


def told_of_stories(centre: Centre) -> dict[str, Any]:
    open_network()
    open_centre(centre)
    story, taken = make_story(centre), make_story(centre, slug="taken", first_published_in=centre)
    taken.copied_from = story
    taken.save()
    known = dict.fromkeys(("original_corrected", "original_withdrawn"), taken) | {"story_published": story}
    return {f"pages.{name}": target for name, target in known.items()}


def make_story(centre: Centre, **facts: Any) -> StoryPage:
    index = StoryIndex.objects.get(centre=centre, locale=Locale.objects.get(language_code="en"))
    known = {"title": "Ławka & stół", "slug": "bench", "summary": "Ławka!", "locale": index.locale, "live": True}
    return index.add_child(instance=StoryPage(**known | facts))


@pytest.fixture
def targets(initiative: Initiative, centre: Centre, moderator: User) -> Iterator[Any]:
    """For a reader, something of which each kind can tell."""

    def made(reader: User) -> Callable[[Kind], Any]:
        other = make_published(centre, reader, title="Ławka & krzesło")
        change = initiative.changes.get()
        days = {"opens_at": timezone.now(), "closes_at": timezone.now() + dt.timedelta(days=1)}
        round = Round.objects.create(
            centre=centre, language="pl", title="Ławka & stół", budget=1, currency="PLN", announced_at=timezone.now(),
            **days,
        )  # fmt: skip
        objection = Objection.objects.create(
            centre=centre, round=round, text="No.", member=reader, answer="Yes.", answered_at=timezone.now()
        )
        known = (
            said_on_the_board(centre, reader) | noticed(centre, reader) | offered_to_help(centre, reader)
        )  # before a ban silences them
        known |= decided_about(initiative, reader, moderator) | written_together(initiative, other, reader)
        known |= dict.fromkeys(("voting.closes_soon", "voting.ballot_cast", "voting.paper_issued"), round)
        known |= dict.fromkeys(("voting.objection_made", "voting.objection_answered"), objection)
        known |= said_on_the_map(centre, reader)
        known |= told_of_stories(centre)
        return lambda kind: known.get(kind.name, change)

    return made


def make_reader(centre: Centre, language: str) -> User:
    """Sees everything: also what waits for the staff."""
    roles = ("moderator", "coordinator", "mentor_coordinator")
    return make_member(centre, *roles, language=language, display_name="Reader")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_said_in_every_language_on_every_way(
    language: str, way: Wish, targets: Any, centre: Centre, commit: Any, carried: Any, a_day_later: Any, client_of: Any
) -> None:
    reader = make_reader(centre, language)
    browser = make_device(reader)
    target_of = targets(reader)
    prefer(member=reader, choices=dict.fromkeys(Group.values, way))
    said = {}
    for kind in all_kinds():
        mail.outbox.clear()
        carried.TAKEN.clear()
        with commit():
            [row] = notify([reader], kind.name, target_of(kind), make_member(centre), concerned=[reader])
        if way == Wish.DAILY:
            a_day_later()
            with commit():
                send_digests.func()
        [sent] = mail.outbox
        said[kind.name] = sentence_of(sent)
        is_whole(sent, language)
        assert browser.heard == [
            {"title": row.title, "text": translated(Group(kind.group).label, language), "url": row.url}
        ], kind
    shown = news_of(client_of(reader), language)
    assert {name: sentence for name, sentence in said.items() if sentence not in shown} == {}


def sentence_of(sent: Any) -> str:
    """What a mail says happened: its subject, or a line of the day's."""
    lines = [sent.subject, *(line.removeprefix("* ") for line in sent.body.splitlines() if line.startswith("* "))]
    return lines[-1]


def news_of(client: Client, language: str) -> str:
    """All pages of what a member was told."""
    pages = range(1, Notification.objects.count() // NotificationList.paginate_by + 2)
    found = [client.get(f"/{language}/notifications/", {"page": page}).text for page in pages]
    return unescape("".join(found))


def is_whole(sent: Any, language: str) -> None:
    assert "\n" not in sent.subject
    html = sent.alternatives[0].content
    assert f'<html lang="{language}">' in html
    for part in (sent.subject, sent.body, html):
        assert UNTRANSLATED.search(part) is None, UNTRANSLATED.search(part)
    stop = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert f"/{language}/notifications/stop/" in stop
    assert stop in sent.body
    assert stop in html


def translated(text: Any, language: str) -> str:
    with translation.override(language):
        return str(text)


def test_a_kind_that_nobody_declared_cannot_be_told(initiative: Initiative, member: User) -> None:
    for name in ("proposals.nonsense", "nonsense.happened"):
        with pytest.raises(UndeclaredKind, match=name):
            notify([member], name, initiative)


def test_every_kind_that_our_code_names_is_declared() -> None:
    declared = {kind.name for kind in all_kinds()}
    named = set(kinds_in_code())
    assert len(named) > 10
    assert named - declared == set()


def kinds_in_code() -> Iterator[str]:
    """What stands in a call of notify() or tell() in so many words."""
    for room in ("community", "initiatives", "mentoring", "maps", "site"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and called(node) in {"notify", "tell", "remind"}:
                    words = [part for part in node.args if isinstance(part, ast.Constant)]
                    yield from (part.value for part in words if isinstance(part.value, str) and "." in part.value)


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def test_every_state_that_is_told_of_is_declared() -> None:
    declared = {kind.name for kind in all_kinds()}
    after = {f"proposals.{row.target}" for row in proposals.steps.TRANSITIONS.values()}
    assert after - declared == set()


DOUBLE = [Kind("proposals.backed", "Once"), Kind("proposals.backed", "Twice")]
BROKEN = [Kind("proposals.without_words", "No templates"), Kind("nowhere.backed", "No group")]


def test_the_check_names_what_is_missing(settings: Any) -> None:
    assert kinds_are_whole() == []
    settings.NEWS_KINDS = [f"{__name__}.DOUBLE"]
    assert [error.id for error in kinds_are_whole()] == ["news.E1"]
    settings.NEWS_KINDS = [f"{__name__}.BROKEN"]
    found = [(error.id, error.msg) for error in kinds_are_whole()]
    assert [code for code, _text in found] == ["news.E3"] * 3 + ["news.E2"] + ["news.E3"] * 3
    assert "emails/proposals/without_words.subject.txt" in found[0][1]
