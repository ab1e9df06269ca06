"""A page asks the database as often for three rows of each kind as for one."""

import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.board import actions as board
from community.board.models import Topic
from community.interface.actions import Slot
from community.interface.pictures import encode
from community.members import actions as members
from community.moderation import actions as moderation
from community.moderation.models import Decision, HouseRule
from community.notifications.actions import follow, notify
from initiatives.proposals import actions as proposals
from initiatives.voting import actions as voting
from initiatives.voting.models import Meeting, Motion, Project, Round
from maps.models import Enquiry
from mentoring import actions as mentoring
from mentoring.models import Case, Mentorship, Message, Moment, Offer, Run
from pages import actions as pages
from tests.factories import make_member, make_user
from tests.house.cast import House
from tests.house.furnishing import judge, publish_one, sweep_a_stranger
from tests.house.making import (
    DAY,
    a_photo,
    hold,
    make_meeting,
    make_mentor,
    make_report,
    make_round,
    open_topic,
    plan_event,
    write_initiative,
    write_story,
)
from tests.house.openings import OPENINGS
from tests.house.test_who_may_open_what import path_of
from tests.maps.making import more_of_maps
from tests.maps.offering import make_notice, mute, write_about, writes_on
from tests.mentoring.making import make_mentorship, make_offer, make_request, reported, wrote

pytestmark = [pytest.mark.usefixtures("in_the_house"), pytest.mark.once]


def bring(house: House, number: int) -> None:
    rooms = (more_of_members, more_of_initiatives, more_of_moderation, more_of_votes, more_of_meetings, more_of_pages)
    for more in (*rooms, more_of_board, more_of_mentoring, more_of_notices):
        more(house, number)
    more_of_maps(house, number, make_user(display_name=f"Keeper {number}"))


def more_of_members(house: House, number: int) -> None:
    centre, now, coordinator = house.centre, house.now, house.cast["coordinator"]
    by = {"by": coordinator, "at": now}
    asker = make_user(display_name=f"Asker {number}")
    members.declare_residency(membership=members.join(member=asker, centre=centre, at=now), at=now)
    members.grant_role(member=make_user(display_name=f"Helper {number}"), centre=centre, role="editor", **by)
    sheet = {"label": f"Mill {number}", "size": 2, "expires_at": now + DAY, "typeset": lambda *_: b""}
    members.print_letters(centre=centre, **sheet, **by)
    members.upload_register(centre=centre, label=f"List {number}", columns=["Name"], rows=[["Ola"]], **by)
    members.invite(centre=centre, email=f"more-{number}@example.org", role="editor", language="en", **by)
    for name in ("author", "coordinator", "moderator"):
        purpose = {"purpose": f"more {number}", "text": "Yes", "text_version": "1"}
        members.record_consent(member=house.cast[name], centre=centre, at=now, **purpose)


def more_of_initiatives(house: House, number: int) -> None:
    now, author = house.now, house.cast["author"]
    write_initiative(house, f"One more draft {number}")
    shown = write_initiative(house, f"One more {number}")
    proposals.publish(initiative=shown, by=author, at=now)
    for name in ("author", "coordinator", "moderator"):
        proposals.support(initiative=shown, member=house.cast[name], at=now, shows_name=True)
        follow(member=house.cast[name], target=shown)
        notify([house.cast[name]], "proposals.backed", shown, actor=house.cast["member"])


def more_of_moderation(house: House, number: int) -> None:
    now, author = house.now, house.cast["author"]
    make_report(house, publish_one(house, f"One more to look at {number}"))
    marked = publish_one(house, f"One more mark {number}")
    moderation.flag(target=marked, found=["dureń"], at=now)
    judge(house, publish_one(house, f"One more fight {number}", make_user()), Decision.Outcome.PAUSE, days=1)
    made = judge(house, publish_one(house, f"One more insult {number}"), Decision.Outcome.HIDE)
    moderation.appeal(decision=made, by=author, text="It is none.", at=now)
    moderation.add_word(centre=house.centre, word=f"word{number}")
    sweep_a_stranger(house)
    rule = HouseRule(centre=house.centre, title=f"Rule {number}", text="So it is.")
    moderation.save_rule(rule=rule)
    gone = moderation.save_rule(rule=HouseRule(centre=house.centre, title=f"Old {number}", text="So it was."))
    moderation.retire_rule(rule=gone, at=now)


def more_of_votes(house: House, number: int) -> None:
    now = house.now
    make_round(house, f"One more draft {number}")
    draft = Round.objects.get(title="Still in preparation")
    voting.save_project(project=Project(round=draft, title=f"Lamps {number}", cost=1000, category="nature"))
    opened = make_round(house, f"One more vote {number}", opens_at=now + DAY / 24)
    voting.open_round(round=opened, at=now, by=house.cast["coordinator"])


def more_of_meetings(house: House, number: int) -> None:
    author = house.cast["author"]
    make_meeting(house, f"One more meeting {number}")
    held = Meeting.objects.get(title="In the hall")
    motion = Motion(meeting=held, title=f"Path {number}", text="A path.", cost=1000)
    counted = voting.save_motion(motion=motion)
    voting.count_hands(motion=counted, in_favour=9, against=1, abstained=0, by=author)
    voting.list_names(meeting=held, names=[f"Neighbour {number}"])
    over = hold(house, make_meeting(house, f"Decided {number}"), chair=author)
    voting.adopt_minutes(meeting=over, chair_name="Chair", clerk_name="Clerk", by=author)
    voting.remark(meeting=Meeting.objects.get(title="Decided"), text=f"Remark {number}", by=author)


def more_of_board(house: House, number: int) -> None:
    open_topic(house, f"One more concern {number}")
    topic = Topic.objects.get(title="The lamps are dark")
    above = topic.posts.get(number=2)
    for parent in (None, above):
        picture = Slot(alt="A lamp", encoded=encode(a_photo()))
        words = {"text": f"Indeed {number}", "token": uuid.uuid4(), "parent": parent, "picture": picture}
        board.write(topic=topic, author=house.cast["coordinator"], at=house.now, **words)
    more_of_hall(house, number)


def more_of_hall(house: House, number: int) -> None:
    hall, by = Topic.objects.get(title="Tonight in the barn").halls.get(), house.cast["moderator"]
    for state in ("waiting", "let in", "listed", "answered", "kept", "refused"):
        facts = {"text": f"{state} {number}?", "name": "Ala", "browser": "x", "token": uuid.uuid4()}
        question = board.ask(hall=hall, by=AnonymousUser(), at=house.now, **facts)
        if state == "refused":
            board.turn_down(question=question, because="No.", by=by, at=house.now)
        elif state != "waiting":
            board.let_in(question=question, by=by, at=house.now)
            board.like(question=question, browser=f"{number}", by=AnonymousUser())
        if state == "listed":
            board.shortlist(question=question, by=by, at=house.now)
        if state in {"answered", "kept"}:
            board.mark_answered(question=question, by=by, at=house.now)
        if state == "kept":
            board.keep(question=question, text="So it is.", token=uuid.uuid4(), by=by, at=house.now)


def more_of_pages(house: House, number: int) -> None:
    write_story(house, f"The mill {number}")
    gathering = plan_event(house, f"Plums {number}")
    for name in ("author", "coordinator", "moderator"):
        pages.seat_member(gathering=gathering, member=house.cast[name], at=house.now)


def more_of_mentoring(house: House, number: int) -> None:
    make_offer(house.centre, make_user(display_name=f"Waiting {number}"))
    facts = {"wishes": {}, "topics": ["work", "tax"], "shown": ["name", "words", "hours", "occupations"], "capacity": 9}
    mentor = make_mentor(house, make_user(display_name=f"Mentor {number}"), **facts)
    asking = make_request(house.centre, make_user(display_name=f"Mentee {number}"), wishes={})
    mentoring.ask(request=asking, offer=mentor, total=8000, at=house.now)
    pair = Mentorship.objects.active().order_by("pk").first()
    for days in (-3 * number, 9 + number):
        starts_at = house.now + dt.timedelta(days=days)
        meeting = pair.meetings.create(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1))
        meeting.attendances.create(side="mentor", answer="held")
    of_author = Offer.objects.get(member=house.cast["author"])
    Offer.objects.filter(pk=of_author.pk).update(capacity=20)
    another = make_request(house.centre, make_user(display_name=f"Asks {number}"), wishes={})
    mentoring.ask(request=another, offer=of_author, total=8000, at=house.now)
    more_of_threads(house)
    more_of_pairs(house, number, of_author)


def more_of_threads(house: House) -> None:
    """Where something is wrong there is more to read, and more to look at."""
    for mentorship in Mentorship.objects.active().filter(cases__isnull=True):
        wrote(mentorship, mentorship.mentee)
    case = Case.objects.standing().first()
    said = {"author": case.reporter, "token": uuid.uuid4()}
    Message.objects.create(mentorship=case.mentorship, number=9 + Message.objects.count(), **said)
    mentoring.look(case=case, by=house.cast["mentor coordinator"], at=house.now)
    for closes in (False, True):
        others = make_mentorship(house.centre)
        found = reported(others, others.mentee)
        if closes:
            by = house.cast["mentor coordinator"]
            mentoring.resume_thread(case=found, words="Meet at the library.", by=by, at=house.now)


def more_of_pairs(house: House, number: int, offer: Offer) -> None:
    """The author helps one more, and has one more goal with the coordinator."""
    helped = make_request(house.centre, make_user(display_name=f"Helped {number}"), wishes={})
    pair = mentoring.ask(request=helped, offer=offer, total=8000, at=house.now)
    mentoring.accept(mentorship=pair, by=offer.member, at=house.now)
    pair.refresh_from_db()
    mentoring.ask_for_feedback(pair, [offer.member], Moment.FIRST, house.now)
    shared = offer.mentorships.active().get(mentee=house.cast["coordinator"])
    goal = mentoring.add_goal(mentorship=shared, text=f"Goal {number}", by=offer.member, at=house.now)
    for text in ("One", "Two"):
        mentoring.add_step(goal=goal, text=text, by=offer.member, at=house.now)
    more_of_a_draft(house, number)


def more_of_a_draft(house: House, number: int) -> None:
    """A pair, a forbidden pair and somebody without a mentor; and an older run that was published."""
    by = {"by": house.cast["mentor coordinator"], "at": house.now}
    make_request(house.centre, make_user(display_name=f"Proposed {number}"), wishes={})
    forbidden = make_request(house.centre, make_user(display_name=f"Forbidden {number}"), wishes={})
    make_request(house.centre, make_user(display_name=f"Alone {number}"), wishes={}, first="health", second="")
    run = mentoring.propose_pairs(centre=house.centre, **by)
    mentoring.forbid(run=run, request=forbidden, offer=run.pairs.get(request=forbidden).offer, **by)
    older = {"made_by": by["by"], "published_by": by["by"], "published_at": house.now}
    Run.objects.create(centre=house.centre, made_at=house.now, **older)


def more_of_notices(house: House, number: int) -> None:
    author = house.cast["author"]
    offer = make_notice(house.centre, author, title=f"Notice {number}", hours=[1, 5], languages=["pl", "uk"])
    for name in ("member", "coordinator", "moderator"):
        writes_on(write_about(offer, house.cast[name]), author)
    mine = Enquiry.objects.get(offer__title="A ladder", asker=house.cast["member"])
    writes_on(mine, house.cast["member"])
    write_about(make_notice(house.centre, make_member(house.centre)), author)
    mute(house.centre, author, make_user())


def counted(role: str, house: House, client: Client) -> dict[str, int]:
    """How often each page that the role may open asks the database."""
    found = {}
    for opening, row in OPENINGS.items():
        if row.get[role] == 200:
            path = path_of(house, opening, house.centre.slug)
            with CaptureQueriesContext(connection) as queries:
                b"".join(client.get(path))
            found[opening] = len(queries)
    return found


@pytest.mark.parametrize("role", ["stranger", "author", "coordinator", "moderator", "mentor coordinator"])
def test_three_rows_cost_what_one_costs(role: str, house: House, clients: dict[str, Client]) -> None:
    with transaction.atomic():
        bring(house, 1)
        counted(role, house, clients[role])  # what a process learns once
        few = counted(role, house, clients[role])
        bring(house, 2)
        bring(house, 3)
        clients[role].get(path_of(house, "maps:map-detail", house.centre.slug))  # a process reads once what has changed
        many = counted(role, house, clients[role])
        transaction.set_rollback(True)
    assert {opening: (few[opening], number) for opening, number in many.items() if number > few[opening]} == {}
    assert len(many) > 30
