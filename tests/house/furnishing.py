"""A house in which everything stands once: two centres, a cast, and one thing of each kind. Made through actions."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation
from taggit.models import Tag

from community.board import actions as board
from community.board.models import Post
from community.interface.pictures import encode
from community.members import actions as members
from community.members.models import Centre, Invitation, Membership, User
from community.moderation import actions as moderation
from community.moderation.models import Decision, HouseRule, Sweep
from community.notifications.actions import add_device, follow, notify
from community.notifications.models import Follow
from community.notifications.unsubscribing import unsubscribe_url
from initiatives.proposals import actions as proposals
from initiatives.proposals.models import Area, Initiative, Terms
from initiatives.proposals.models.amendments import words_of
from initiatives.voting import actions as voting
from initiatives.voting.models import Pool, Round
from initiatives.voting.trials import invitation_of
from maps.actions import importing
from maps.models import Place, Service
from mentoring import actions as mentoring
from mentoring.models import Moment, Offer, Vetting
from pages import actions as pages
from pages.models import EventPage, StoryPage
from tests.factories import JAVORINA, LIPKA, make_user
from tests.house.cast import ROLES, House
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
from tests.maps.making import of_maps
from tests.maps.offering import make_notice, mute, shares, write_about, writes_on
from tests.mentoring.making import make_mentorship, make_request, pictured, reported, wrote
from tests.mentoring.together import agree, ahead, join, propose

CHECKED = ["check_form", "check_merit"]
# One initiative a state, and how it came there.
STATES = {
    "published": [],
    "formal": CHECKED[:1],
    "merit": CHECKED,
    "admitted": [*CHECKED, "admit"],
    "refused": [*CHECKED, "refuse"],
    "appealed": [*CHECKED, "refuse", "appeal"],
    "on_ballot": [*CHECKED, "admit", "put_on_ballot"],
    "taken_up": [*CHECKED, "admit", "take_up"],
    "in_delivery": [*CHECKED, "admit", "take_up", "start_delivery"],
}
# Steps that are tried from a state of their own.
LED_FROM = {
    "check-form": "published",
    "check-merit": "formal",
    "admit": "merit",
    "appeal": "refused",
    "grant-appeal": "appealed",
    "reject-appeal": "appealed",
    "put-on-ballot": "admitted",
    "take-off-ballot": "on_ballot",
    "take-up": "admitted",
    "select": "on_ballot",
    "not-select": "on_ballot",
    "start-delivery": "taken_up",
    "finish": "in_delivery",
}


def furnish() -> House:
    now = timezone.now()
    with translation.override("en"):
        centre, other = (
            members.open_centre(texts={}, latitude=49.6, longitude=20.7, population=3000, **facts)
            for facts in (LIPKA, JAVORINA)
        )
        house = House(now, centre, other, gather_cast(centre, other, now))
        for room in (
            of_members,
            of_proposals,
            of_board,
            of_hall,
            of_moderation,
            of_notifications,
            of_voting,
            of_meetings,
            of_pages,
            of_mentoring,
            of_maps,
            of_tiles,
            of_the_api,
            of_notices,
            of_files,
        ):
            house.facts |= room(house)
    return house


def gather_cast(centre: Centre, other: Centre, now: dt.datetime) -> dict[str, User]:
    cast = {role: make_user(display_name=role.title()) for role in ROLES if role != "stranger"}
    for role, user in cast.items():
        if role == "newcomer":
            continue
        home = other if role in {"outsider", "other coordinator"} else centre
        membership = members.join(member=user, centre=home, at=now)
        members.verify_residency(membership=membership, through=Membership.Method.DESK, at=now)
        held = role.removeprefix("other ")
        if held in {"editor", "moderator", "coordinator", "mentor coordinator"}:
            members.grant_role(member=user, centre=home, role=held.replace(" ", "_"), at=now)
    return cast


def of_tiles(house: House) -> dict[str, dict[str, Any]]:
    return {"maps:map-tile": {"z": 13, "x": 4567, "y": 2789}}


def of_members(house: House) -> dict[str, dict[str, Any]]:
    centre, now, coordinator = house.centre, house.now, house.cast["coordinator"]
    asker = make_user(display_name="Asker", email=None)
    asking = members.declare_residency(membership=members.join(member=asker, centre=centre, at=now), at=now)
    batch, _sheet = members.print_letters(
        centre=centre, label="Mill", size=2, expires_at=now + DAY, typeset=lambda *_: b"", by=coordinator, at=now
    )
    register = members.upload_register(
        centre=centre, label="List", columns=["Name"], rows=[["Ala"]], by=coordinator, at=now
    )
    invited = Invitation.objects.filter(centre=centre)
    facts = {"centre": centre, "role": "editor", "language": "en", "by": coordinator, "at": now}
    members.invite(email="invited@example.org", **facts)
    consent = house.cast["author"].consents.filter(centre=centre).get()
    helper = members.join(member=make_user(display_name="Helper"), centre=centre, at=now)
    grant = members.grant_role(member=helper.member, centre=centre, role="editor", at=now)
    return {
        "members:desk-verify": {"pk": asking.pk},
        "members:desk-undo": {"pk": house.cast["author"].membership_in(centre).pk},
        "members:desk-password": {"pk": asking.pk},
        "members:letters-stop": {"pk": batch.pk},
        "members:register-match": {"pk": register.pk},
        "members:register-delete": {"pk": register.pk},
        "members:staff-revoke": {"pk": grant.pk},
        "members:invitation-withdraw": {"pk": invited.get().pk},
        "members:invitation": {"token": "nobody-was-sent-this-one"},
        "members:consent-withdraw": {"pk": consent.pk},
    }


def of_proposals(house: House) -> dict[str, dict[str, Any]]:
    now, author, coordinator = house.now, house.cast["author"], house.cast["coordinator"]
    Terms.objects.update_or_create(centre=house.centre, defaults={"threshold": 1})
    draft = write_initiative(house, "A draft")
    stood = {name: write_initiative(house, f"Benches, {name}") for name in STATES}
    for initiative in stood.values():
        proposals.publish(initiative=initiative, by=author, at=now)
        proposals.support(initiative=initiative, member=house.cast["editor"], at=now)
    for name, verbs in STATES.items():
        for verb in verbs:
            by = author if verb == "appeal" else coordinator
            proposals.advance(verb, initiative=stood[name], by=by, at=now, reason="So it is.")
    proposals.support(initiative=stood["published"], member=house.cast["member"], at=now)
    shown = {"pk": stood["published"].pk}
    photo = {"size": "small", "kind": "webp"}
    names = ("detail", "update", "delete", "publish", "withdraw", "refuse")
    facts = {f"proposals:initiative-{name}": shown for name in names}
    facts |= {f"proposals:initiative-{name}, draft": {"pk": draft.pk} for name in names}
    facts |= {f"proposals:initiative-{verb}": {"pk": stood[name].pk} for verb, name in LED_FROM.items()}
    facts |= together(house, stood["published"], stood["formal"]) | carried_out(house, stood["in_delivery"])
    facts |= {
        f"proposals:{name}": shown for name in ("support-create", "support-delete", "follow-create", "follow-delete")
    }
    return facts | {
        "proposals:picture-file": shown | photo | {"picture": stood["published"].pictures.get().pk},
        "proposals:picture-file, draft": {"pk": draft.pk} | photo | {"picture": draft.pictures.get().pk},
    }


def together(house: House, one: Initiative, other: Initiative) -> dict[str, dict[str, Any]]:
    """Somebody is asked to become a co-author, and two shall become one."""
    author, now = house.cast["author"], house.now
    asked = proposals.invite_coauthor(initiative=one, member=house.cast["member"], by=author, at=now)
    shown = {"pk": one.pk}
    coordinator = house.cast["coordinator"]
    merger = proposals.propose_merger(source=one, target=other, reason="The same bench.", by=coordinator, at=now)
    names = ("coauthor-accept", "coauthor-decline", "coauthor-remove")
    facts = {f"proposals:{name}": shown | {"coauthor": asked.pk} for name in names}
    facts |= {f"proposals:{name}": shown for name in ("coauthor-list", "coauthor-invite", "coauthor-leave")}
    facts |= {f"proposals:{name}": shown | {"merger": merger.pk} for name in ("merger-agree", "merger-decline")}
    facts |= on_paper(house, one) | amended(house, one) | helped(house, one)
    return facts | {"proposals:merger-create": shown, "proposals:coauthor-link": {"token": "nobody-was-sent-this-one"}}


def carried_out(house: House, initiative: Initiative) -> dict[str, dict[str, Any]]:
    """A milestone with a photo."""
    by, shown = house.cast["coordinator"], {"pk": initiative.pk}
    plan = proposals.Plan(title="Foundations", planned_on=house.now.date())
    milestone = proposals.plan_milestone(initiative=initiative, plan=plan, by=by)
    slot = proposals.Slot(alt="A hole", encoded=encode(a_photo()))
    photo = proposals.show_work(milestone=milestone, slot=slot, by=by, at=house.now)
    facts = {f"proposals:milestone-{name}": shown | {"milestone": milestone.pk} for name in ("update", "delete")}
    return facts | {
        "proposals:milestone-create": shown,
        "proposals:photo-create": shown | {"milestone": milestone.pk},
        "proposals:photo-delete": shown | {"photo": photo.pk},
        "proposals:delivery-photo": shown | {"photo": photo.pk, "size": "small", "kind": "webp"},
    }


def helped(house: House, initiative: Initiative) -> dict[str, dict[str, Any]]:
    """A neighbour lends a hand, and a PDF is added."""
    now, shown = house.now, {"pk": initiative.pk}
    offer = {"text": "A tractor", "hours": 4, "contact": "at the mill"}
    proposals.offer_help(initiative=initiative, by=house.cast["member"], at=now, **offer)
    paper = {"title": "The plan", "content": b"%PDF-1.7\n%%EOF\n", "by": house.cast["author"], "at": now}
    document = proposals.add_document(initiative=initiative, **paper)
    facts = {f"proposals:document-{name}": shown | {"document": document.pk} for name in ("delete", "file")}
    return (
        facts
        | {f"proposals:{name}": shown for name in ("document-list", "help-offer", "help-delete")}
        | {f"proposals:initiative-{name}": shown for name in ("embed", "poster")}
    )


def amended(house: House, initiative: Initiative) -> dict[str, dict[str, Any]]:
    """One change of the text was accepted, one waits, one is hidden."""
    now, shown = house.now, {"pk": initiative.pk}
    made = []
    for title in ("Oak benches, published", "Pine benches, published", "An insulting bench"):
        words = words_of(initiative) | {"summary": title}
        by = house.cast["member"]
        made.append(proposals.suggest_amendment(initiative=initiative, words=words, note="So.", by=by, at=now))
        if title.startswith("Oak"):
            proposals.accept_amendment(amendment=made[0], by=house.cast["author"], at=now)
    judge(house, made[2], Decision.Outcome.HIDE)
    names = ("detail", "accept", "decline", "remove")
    facts = {f"proposals:amendment-{name}": shown | {"amendment": made[1].pk} for name in names}
    return facts | {
        "proposals:amendment-detail, hidden": shown | {"amendment": made[2].pk},
        "proposals:amendment-list": shown,
        "proposals:amendment-create": shown,
        "proposals:version-detail": shown | {"number": 2},
    }


def on_paper(house: House, initiative: Initiative) -> dict[str, dict[str, Any]]:
    """One sheet is printed and one is keyed in."""
    now, shown = house.now, {"pk": initiative.pk}
    area = Area.objects.create(centre=house.centre, name="Dolna", threshold=3)
    initiative.area = area
    initiative.save(update_fields=["area"])
    follow(member=house.cast["author"], target=area)
    sheets = proposals.print_sheets(initiative=initiative, count=2, by=house.cast["author"], at=now)
    keyed = {"sheet": sheets[1], "valid": 4, "invalid": 1, "reason": "1 not readable"}
    proposals.key_sheet(by=house.cast["editor"], at=now, **keyed)
    facts = {f"proposals:sheet-{name}": shown | {"number": 2} for name in ("confirm", "return")}
    return facts | {
        "proposals:sheet-list": shown,
        "proposals:sheet-key": shown | {"number": 1},
        "proposals:area-delete": {"area": area.pk},
        "proposals:area-follow": shown,
        "proposals:area-unfollow": shown,
    }


def of_board(house: House) -> dict[str, dict[str, Any]]:
    """A concern that is answered, in which somebody has written, and one that is hidden."""
    now = house.now
    topic = open_topic(house, "The lamps are dark")
    post = board.write(topic=topic, author=house.cast["member"], text="They are.", token=uuid.uuid4(), at=now)
    board.answer(concern=topic.concern, text="On Monday.", by=house.cast["coordinator"], at=now)
    insult = open_topic(house, "An insulting concern")
    moderation.decide(
        report=make_report(house, insult.posts.get()),
        outcome=Decision.Outcome.HIDE,
        facts="It insults.",
        ground=Decision.Ground.RULE,
        ground_text="Be civil",
        by=house.cast["moderator"],
        at=now,
    )
    of_topic = ("detail", "follow", "unfollow", "read", "pin", "unpin", "close", "reopen")
    facts = {f"board:topic-{name}": {"pk": topic.pk} for name in of_topic}
    facts |= {f"board:concern-{name}": {"pk": topic.pk} for name in ("answer", "judge")}
    of_post = ("answer", "detail", "edit", "remove", "thank", "unthank")
    facts |= {f"board:post-{name}": {"pk": topic.pk, "number": post.number} for name in of_post}
    return facts | {
        "board:post-create": {"pk": topic.pk},
        "board:concern-entrust": {"pk": open_topic(house, "Dust on Mill Street").pk},
        "board:concern-name": {"pk": open_topic(house, "Fear of the chimney", is_unnamed=True).pk},
        "board:topic-detail, hidden": {"pk": insult.pk},
        "board:post-picture": shown_in(topic.posts.get(number=1)),
        "board:post-picture, hidden": shown_in(insult.posts.get()),
    }


def shown_in(post: Post) -> dict[str, Any]:
    place = {"pk": post.topic_id, "number": post.number, "picture": post.picture.pk}
    return place | {"size": "small", "kind": "webp"}


def of_hall(house: House) -> dict[str, dict[str, Any]]:
    """A hall that takes questions, with one in each state."""
    now, moderator = house.now, house.cast["moderator"]
    topic = open_topic(house, "Tonight in the barn")
    hall = board.open_hall(topic=topic, hours=3, by=moderator, at=now)
    held, let_in, listed, shown, answered = (
        board.ask(hall=hall, text=text, name="", browser=text, token=uuid.uuid4(), by=AnonymousUser(), at=now)
        for text in ("A held question", "Who lets in?", "Who is listed?", "Who is shown?", "Who answers?")
    )
    for question in (let_in, listed, shown, answered):
        board.let_in(question=question, by=moderator, at=now)
    board.shortlist(question=listed, by=moderator, at=now)
    board.put_on_screen(question=shown, by=moderator, at=now)
    board.mark_answered(question=answered, by=moderator, at=now)
    led = {
        **dict.fromkeys(("let-in", "turn-down", "like, held"), held),
        **dict.fromkeys(("like", "unlike", "shortlist", "show"), let_in),
        **{"unlist": listed, "take-off": shown, "answered": shown, "keep": answered},
    }
    facts = {f"board:question-{verb}": {"pk": topic.pk, "question": question.pk} for verb, question in led.items()}
    names = ("ask", "board:hall-screen", "board:question-ask", "board:hall-desk", "board:hall-open", "board:hall-close")
    return facts | {name: {"pk": topic.pk} for name in names}


def of_moderation(house: House) -> dict[str, dict[str, Any]]:
    open_one = make_report(house, Initiative.objects.get(title="Benches, published"))
    insult, other, kept = (publish_one(house, title) for title in ("An insult", "Another insult", "A sharp word"))
    outcome = Decision.Outcome
    decision = judge(house, insult, outcome.HIDE)
    appealed = judge(house, other, outcome.WARN)
    paused = judge(house, publish_one(house, "An insult by another", make_user()), outcome.PAUSE, days=2)
    text = {"text": "It is no insult.", "at": house.now}
    appeal = moderation.appeal(decision=appealed, by=house.cast["author"], **text)
    stays = judge(house, kept, outcome.KEEP)
    sweep = sweep_a_stranger(house)
    rule = moderation.save_rule(rule=HouseRule(centre=house.centre, title="No fire", text="Nor smoke."))
    word = moderation.add_word(centre=house.centre, word="dureń")
    kind = "proposals.initiative"
    facts = {f"moderation:rule-{name}": {"key": rule.key} for name in ("update", "retire")}
    return facts | {
        "proposals:initiative-detail, hidden": {"pk": insult.pk},
        "moderation:report-create": {"kind": kind, "pk": open_one.target_id},
        "moderation:report-create, hidden": {"kind": kind, "pk": insult.pk},
        "moderation:report-detail": {"pk": open_one.pk},
        "moderation:member-hide": {"pk": open_one.pk},
        "moderation:receipt-detail": {"receipt": open_one.receipt},
        "moderation:receipt-appeal": {"receipt": stays.reports.get().receipt},
        "moderation:receipt-appeal, hidden": {"receipt": decision.reports.get().receipt},
        "moderation:decision-detail": {"pk": decision.pk},
        "moderation:decision-reverse": {"pk": decision.pk},
        "moderation:appeal-create": {"pk": decision.pk},
        "moderation:appeal-detail": {"pk": appeal.pk},
        "moderation:sanction-lift": {"pk": paused.sanction.pk},
        "moderation:member-show": {"pk": sweep.pk},
        "moderation:word-remove": {"pk": word.pk},
    }


def publish_one(house: House, title: str, author: User | None = None) -> Initiative:
    initiative = write_initiative(house, title, author)
    proposals.publish(initiative=initiative, by=author or house.cast["author"], at=house.now)
    return initiative


def judge(house: House, target: Any, outcome: str, **facts: Any) -> Decision:
    return moderation.decide(
        report=make_report(house, target),
        outcome=outcome,
        facts="It insults a neighbour.",
        ground=Decision.Ground.RULE,
        ground_text="Be civil",
        by=house.cast["moderator"],
        at=house.now,
        **facts,
    )


def sweep_a_stranger(house: House) -> Sweep:
    """All that somebody has advertised here, hidden at once."""
    seller = make_user(display_name="Seller")
    report = make_report(house, publish_one(house, "An insult for sale", seller))
    facts = {"facts": "All of it sells.", "ground": Decision.Ground.RULE, "ground_text": "No advertising"}
    return moderation.sweep_member(report=report, by=house.cast["moderator"], at=house.now, **facts)


def of_notifications(house: House) -> dict[str, dict[str, Any]]:
    author = house.cast["author"]
    [told] = notify([author], "proposals.backed", Initiative.objects.get(title="Benches, admitted"))
    token = unsubscribe_url(author, "proposals").rstrip("/").rpartition("/")[2]
    browser = {"endpoint": "https://push.example/one", "p256dh": "key", "auth": "key"}
    device = add_device(member=author, **browser)
    follow(member=author, target=told.target)
    followed = Follow.objects.on(told.target).get(member=author)
    return {
        "notifications:device-delete": {"pk": device.pk},
        "notifications:follow-delete": {"pk": followed.pk},
        "notifications:notification-read": {"pk": told.pk},
        "notifications:unsubscribe": {"token": token},
    }


def of_voting(house: House) -> dict[str, dict[str, Any]]:
    now, coordinator = house.now, house.cast["coordinator"]
    draft = make_round(house, "Still in preparation")
    opened = make_round(house, "Open", opens_at=now - dt.timedelta(hours=1), paper=Round.Paper.PAPER)
    opened = voting.open_round(round=opened, at=now - dt.timedelta(hours=2), by=coordinator)
    over = make_round(house, "Over", opens_at=now - dt.timedelta(hours=1))
    over = voting.open_round(round=over, at=now - dt.timedelta(hours=2), by=coordinator)
    for round in (opened, over):
        voting.cast(round=round, member=house.cast["author"], choices=["1"])
    voting.print_papers(round=opened, size=2, typeset=lambda *_: b"")
    voting.issue_paper(round=opened, member=house.cast["editor"], at=now)
    voting.receive_papers(round=opened, numbers=[1])
    Round.objects.filter(pk=over.pk).update(opens_at=now - DAY, closes_at=now - dt.timedelta(minutes=2))
    over = Round.objects.get(pk=over.pk)
    voting.close(round=over)
    voting.count(round=over)
    objection = voting.object_to(round=over, text="The urn stood open.", at=now)
    facts = {
        f"voting:{name}": {"pk": draft.pk}
        for name in (
            "certifiers-name",
            "round-prepare",
            "ballot-preview",
            "round-edit",
            "project-adopt",
            "project-create",
            "pool-create",
            "code-print",
        )
    }
    facts |= {f"voting:{name}": {"pk": draft.pk} for name in ("round-announce", "round-open", "round-detail, draft")}
    project = {"pk": draft.pk, "project": draft.projects.get().pk}
    facts |= {"voting:project-edit": project, "voting:project-remove": project}
    trial = make_round(house, "Only tried", opens_at=now - dt.timedelta(hours=1), is_trial=True)
    trial = voting.open_round(round=trial, at=now - dt.timedelta(hours=2), by=coordinator)
    facts |= {f"voting:{name}": {"pk": trial.pk} for name in ("round-detail, trial", "trial-discard")}
    facts |= {"voting:trial-join": {"pk": trial.pk, "token": invitation_of(trial)}}
    divided = make_round(house, "In pools")
    made = voting.save_pool(pool=Pool(round=divided, title="Upper village", budget=500_000))
    pool = {"pk": divided.pk, "pool": made.pk}
    facts |= {"voting:pool-edit": pool, "voting:pool-remove": pool}
    shown = (
        "round-detail",
        "ballot-cast",
        "ballot-withdraw",
        "receipt-show",
        "receipt-check",
        "notice-list",
        "round-extend",
        "key-half",
        "paper-list",
        "paper-print",
        "paper-receive",
        "paper-settle",
        "desk",
        "desk-open",
        "assistance-cast",
        "assistance-receipt",
        "assistance-end",
    )
    facts |= {f"voting:{name}": {"pk": opened.pk} for name in shown}
    return facts | {
        "voting:annotation-create": {"pk": over.pk, "project": over.projects.get().pk},
        "voting:objection-detail": {"pk": over.pk, "receipt": objection.receipt},
        "voting:objection-answer": {"pk": over.pk, "receipt": objection.receipt},
        "voting:paper-key": {"pk": opened.pk, "number": 1},
        "voting:paper-set-aside": {"pk": opened.pk, "number": 1},
        "voting:assistance-start": {
            "pk": opened.pk,
            "membership": house.cast["member"].membership_in(house.centre).pk,
        },
        "voting:paper-issue": {"pk": opened.pk, "membership": house.cast["member"].membership_in(house.centre).pk},
        "voting:notice-detail": {"pk": opened.pk, "date": opened.heads.get().date},
        "voting:recount-script": {"pk": opened.pk},
        "voting:recount-script, draft": {"pk": draft.pk},
        "voting:round-file": {"pk": opened.pk, "name": "rules.json"},
        "voting:round-file, draft": {"pk": draft.pk, "name": "rules.json"},
        **{
            f"voting:{name}": {"pk": over.pk}
            for name in (
                "round-repeat",
                "round-results",
                "certification",
                "certifier-replace",
                "minutes",
                "roll",
                "objection-list",
                "objection-create",
            )
        },
    }


def of_meetings(house: House) -> dict[str, dict[str, Any]]:
    """A draft, one in the hall, and one whose minutes are adopted; the author chairs the last two."""
    author = house.cast["author"]
    draft = make_meeting(house, "Meeting in preparation")
    held, over = (hold(house, make_meeting(house, title), chair=author) for title in ("In the hall", "Decided"))
    count = {"in_favour": 12, "against": 5, "abstained": 3, "by": author}
    voting.count_hands(motion=over.motions.get(), **count)
    voting.adopt_minutes(meeting=over, chair_name="Chair", clerk_name="Clerk", by=author)
    uncounted = {"pk": held.pk, "motion": held.motions.get().pk}
    facts = {f"voting:{name}": {"pk": draft.pk} for name in ("meeting-edit", "meeting-announce")}
    facts |= {f"voting:meeting-{name}, draft": {"pk": draft.pk} for name in ("detail", "calendar")}
    in_the_hall = (
        *("meeting-detail", "meeting-calendar", "meeting-poster", "meeting-prepare", "meeting-chair"),
        *("meeting-call-off", "motion-adopt", "motion-create", "meeting-hall", "attendance-count"),
        *("attendance-sheet", "attendee-list", "minutes-adopt"),
    )
    facts |= {f"voting:{name}": {"pk": held.pk} for name in in_the_hall}
    facts |= {f"voting:{name}": uncounted for name in ("motion-edit", "motion-remove", "hands-count")}
    facts |= {f"voting:{name}": {"pk": over.pk} for name in ("meeting-hand-in", "remark-create")}
    neighbour = house.cast["member"].membership_in(house.centre)
    return facts | {
        "voting:meeting-detail, minuted": {"pk": over.pk},
        "voting:meeting-paper": {"pk": over.pk, "name": "minutes"},
        "voting:attendee-member": {"pk": held.pk, "membership": neighbour.pk},
        "voting:attendee-remove": {"pk": held.pk, "attendee": held.attendees.get().pk},
    }


def of_pages(house: House) -> dict[str, dict[str, Any]]:
    now = house.now
    write_story(house, "The mill")
    write_story(house, "Not yet", live=False)
    gathering = plan_event(house, "Plums")
    guest = {"name": "Lipka Guest", "email": "guest@example.org", "language": "en"}
    pages.ask_for_seat(gathering=gathering, at=now, **guest)
    seat = pages.seat_member(gathering=gathering, member=house.cast["author"], at=now)
    facts = {f"pages:{name}": {"token": seat.token} for name in ("seat-detail", "seat-confirm", "seat-cancel")}
    facts |= {f"pages:{name}": {"event": "plums"} for name in ("event-file", "seat-ask", "seat-asked")}
    tree = f"{house.centre.slug}/stories"
    follow(member=house.cast["author"], target=Tag.objects.get(slug="river"), centre=house.centre)
    return facts | {
        "pages:tag-follow": {"tag": "river"},
        "pages:tag-unfollow": {"tag": "river"},
        "pages:tag": {"tag": "river"},
        "pages:tag, network": {"tag": "river"},
        "media": {"path": "none.webp"},
        "wagtaildocs_serve": {"document": 1, "name": "none.pdf"},
        "wagtail_serve": {"path": f"{tree}/the-mill/"},
        "wagtail_serve, unpublished": {"path": f"{tree}/not-yet/"},
    }


def of_the_api(house: House) -> dict[str, dict[str, Any]]:
    """One of each kind of thing that the other rooms have made public."""
    counted = house.facts["voting:round-results"]["pk"]
    shown: dict[str, Any] = {
        "centre": house.centre.slug,
        "place": Place.objects.standing().first().pk,
        "service": Service.objects.filter(place__withdrawn_at=None).first().pk,
        "story": StoryPage.objects.get(title="The mill").translation_key,
        "event": EventPage.objects.get(title="Plums").translation_key,
        "initiative": house.facts["proposals:initiative-detail"]["pk"],
        "round": counted,
        "result": counted,
        "meeting": house.facts["voting:meeting-detail, minuted"]["pk"],
    }
    return {f"api:{noun}-detail": {"id": str(number)} for noun, number in shown.items()}


def of_threads(house: House, offer: Offer) -> dict[str, dict[str, Any]]:
    """The author helps somebody; of two others something is wrong, and their thread may be read."""
    asking = make_request(house.centre, wishes={})
    helped = mentoring.ask(request=asking, offer=offer, total=8000, at=house.now)
    mentoring.accept(mentorship=helped, by=offer.member, at=house.now)
    others = make_mentorship(house.centre)
    for each in (helped, others):
        wrote(each, each.mentee)
    case = reported(others, others.mentee, may_read=True)
    threads = dict.fromkeys(("thread", "thread-read", "case-create"), {"pk": helped.pk})
    cases = dict.fromkeys(("case-detail", "case-thread", "case-close"), {"pk": case.pk})
    return {f"mentoring:{name}": where for name, where in (threads | cases).items()}


def of_talks(house: House, offer: Offer) -> dict[str, dict[str, Any]]:
    """The editor helps the coordinator, whose request is withdrawn by now: they meet, and the editor proposes more."""
    pair = join(offer, house.centre, house.cast["coordinator"])
    mentoring.withdraw(pair.request, at=house.now)
    meeting, ids = agree(pair), {"pk": pair.pk}
    proposal = propose(pair, ahead(6))
    facts = {f"mentoring:{name}": ids for name in ("meeting-propose", "mentorship-detail, active")}
    answers = ("meeting-pick", "meeting-refuse", "meeting-take-back")
    facts |= {f"mentoring:{name}": ids | {"proposal": proposal.pk} for name in answers}
    names = ("detail", "move", "call-off", "attend", "notes", "file")
    facts |= {f"mentoring:meeting-{name}": ids | {"meeting": meeting.pk} for name in names}
    return facts | {"mentoring:calendar-feed": {"token": "nobodys"}}


def of_a_draft(house: House) -> dict[str, dict[str, Any]]:
    draft = mentoring.propose_pairs(centre=house.centre, by=house.cast["mentor coordinator"], at=house.now)
    proposed = draft.pairs.get()
    mentee = {"pk": draft.pk, "asked": proposed.request_id}
    facts = {f"mentoring:run-{name}": {"pk": draft.pk} for name in ("detail", "publish", "drop")}
    verbs = ("fix", "release", "forbid", "set-apart", "allow")
    facts |= {f"mentoring:run-{name}": mentee | {"offer": proposed.offer_id} for name in verbs}
    return facts | {"mentoring:run-mentee": mentee}


def of_mentoring(house: House) -> dict[str, dict[str, Any]]:
    """The author is a mentor who was looked at, the member asks for one."""
    offer = make_mentor(house, house.cast["author"], shown=["photo"], capacity=9)
    photo = pictured(offer)
    make_request(house.centre, house.cast["member"])
    other = make_mentor(house, house.cast["editor"], wishes={})
    asking = make_request(house.centre, house.cast["moderator"], wishes={})
    made = mentoring.ask(request=asking, offer=other, total=8000, at=house.now)
    asked = ("detail", "accept", "decline", "end")
    facts = {f"mentoring:mentorship-{name}": {"pk": made.pk} for name in asked}
    facts |= of_talks(house, other)
    facts |= {f"mentoring:{name}": {"offer": offer.pk} for name in ("mentorship-create", "apart-create")}
    facts |= of_threads(house, offer)
    facts |= of_a_pair(house, offer)
    facts |= of_a_draft(house)
    return facts | {
        "mentoring:offer-detail": {"pk": offer.pk},
        "mentoring:offer-photo": {"pk": offer.pk, "photo": photo.pk, "size": "small", "kind": "webp"},
        "mentoring:vetting-delete": {"pk": offer.pk, "kind": Vetting.Kind.REFERENCE},
    }


def of_a_pair(house: House, offer: Offer) -> dict[str, dict[str, Any]]:
    """The author helps the coordinator, who has taken back the request since."""
    mentor, mentee, at = offer.member, house.cast["coordinator"], house.now
    asking = make_request(house.centre, mentee, wishes={})
    pair = mentoring.ask(request=asking, offer=offer, total=8000, at=at)
    mentoring.accept(mentorship=pair, by=mentor, at=at)
    mentoring.withdraw(asking, at=at)
    pair.refresh_from_db()
    terms = mentoring.Terms(aims="A mill that turns.", rhythm="weekly", months=3)
    mentoring.draft(mentorship=pair, terms=terms, seen=0, by=mentee, at=at)
    mentoring.ask_for_feedback(pair, [mentor, mentee], Moment.FIRST, at)
    facts: dict[str, dict[str, Any]] = {}
    for verb, text in (("mark", "A wheel"), ("unmark", "A stone")):
        goal = mentoring.add_goal(mentorship=pair, text=text, by=mentee, at=at)
        step = mentoring.add_step(goal=goal, text="Buy it", by=mentor, at=at)
        if verb == "unmark":
            mentoring.mark(goal, by=mentor, at=at)
            mentoring.mark(step, by=mentor, at=at)
        facts[f"mentoring:goal-{verb}"] = {"pk": pair.pk, "goal": goal.pk}
        facts[f"mentoring:step-{verb}"] = {"pk": pair.pk, "goal": goal.pk, "step": step.pk}
    facts |= {f"mentoring:{kind}-remove": facts[f"mentoring:{kind}-mark"] for kind in ("goal", "step")}
    facts["mentoring:step-create"] = facts["mentoring:goal-mark"]
    own = ("agreement-edit", "agreement-confirm", "goal-list", "feedback-give")
    return facts | {f"mentoring:{name}": {"pk": pair.pk} for name in own}


def of_notices(house: House) -> dict[str, dict[str, Any]]:
    """The author's notice, about which the member writes; one that waits; somebody whom the author wants no more."""
    author, member = house.cast["author"], house.cast["member"]
    offer = make_notice(house.centre, author)
    held = make_notice(house.centre, author, title="Waits")
    held.held_at = house.now
    held.save()
    enquiry = write_about(offer, member)
    writes_on(enquiry, author)
    shares(enquiry, author)
    muted = mute(house.centre, author, make_user(display_name="Muted"))
    facts = {f"maps:offer-{name}": {"pk": offer.pk} for name in ("detail", "update", "withdraw", "renew")}
    facts |= {f"maps:{name}": {"pk": enquiry.pk} for name in ("enquiry-detail", "enquiry-close")}
    facts |= {f"maps:contact-{name}": {"pk": enquiry.pk} for name in ("share", "take-back")}
    facts |= {"maps:enquiry-create": {"pk": offer.pk}, "maps:offer-detail, held": {"pk": held.pk}}
    return facts | {"maps:mute-lift": {"pk": muted.pk}}


def of_files(house: House) -> dict[str, dict[str, Any]]:
    """A list of places that was checked and waits to be taken over."""
    content = b"name,category,lat,lon\nLibrary,learning.library,49.6,20.7\nNowhere,learning.library,1,1\n"
    run = importing.upload(
        centre=house.centre, name="places.csv", content=content, by=house.cast["editor"], at=house.now
    )
    importing.claim(run, "checking", run.reading)
    importing.check_run(pk=run.pk)
    names = ("detail", "check", "run", "refused", "delete")
    return {f"maps:import-{name}": {"pk": run.pk} for name in names}
