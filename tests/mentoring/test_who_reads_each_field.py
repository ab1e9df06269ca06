"""Field by field, state by state, reader by reader: whether any page of the room holds what the field says."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.interface.pictures import FILES
from community.members.models import Centre, User
from mentoring import actions
from mentoring.models import (
    Agreement,
    Apart,
    Attendance,
    CalendarFeed,
    Case,
    Feedback,
    Goal,
    Look,
    Meeting,
    MeetingNote,
    MeetingProposal,
    Mentorship,
    Message,
    Offer,
    OfferPhoto,
    Part,
    Request,
    Run,
    RunAlone,
    RunBar,
    RunPair,
    Step,
    ThreadReading,
    Vetting,
    Weighing,
)
from tests.factories import make_member
from tests.mentoring.making import make_offer, make_request, pictured
from tests.mentoring.seen import ANY, ROWS, TOGETHER

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROOM = "/en/lipka/mentoring/"
STATES = ("none", *ANY)
SUBJECTS = {"offer": (Offer, OfferPhoto, Vetting), "request": (Request,)}
# A model whose fields another test follows, with the name of that test; a pair kept apart is shown to nobody.
ELSEWHERE: dict[Any, str] = {
    Apart: "test_best_five",
    **dict.fromkeys((Agreement, Goal, Step), "test_agreement, test_goals"),
    Feedback: "test_feedback",
    **dict.fromkeys((Message, ThreadReading), "test_thread"),
    **dict.fromkeys((Case, Look), "test_cases"),
    **dict.fromkeys((Meeting, MeetingProposal, MeetingNote, Attendance), "test_meetings_are_private"),
    CalendarFeed: "test_meeting_calendars",
    **dict.fromkeys((Run, RunPair, RunAlone, RunBar), "test_proposing_pairs"),
    Weighing: "test_the_desk",
}


def fields_of(model: Any) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if not field.primary_key}


def test_every_field_has_its_row_and_every_model_its_test() -> None:
    here = {model for models in SUBJECTS.values() for model in models}
    assert {*apps.get_app_config("mentoring").get_models()} == here | {Mentorship} | {*ELSEWHERE}
    assert {f"{model._meta.model_name}.{name}" for model in here for name in fields_of(model)} == {*ROWS}
    assert fields_of(Mentorship) == {*TOGETHER}


def year(number: int) -> dt.datetime:
    return dt.datetime(number, 6, 5, 12, tzinfo=dt.UTC)


def marked(kind: str, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: ROWS[f"{kind}.{name}"].value for name in fields}


ALIKE = ("languages", "occupations", "skills", "countries", "online", "within_km", "place", "latitude", "longitude")
MARKED = (*ALIKE, "hours", "traits", "wishes", "words")
PLAIN = {
    **{"languages": {"pl": 6}, "occupations": [], "skills": [], "countries": [], "online": True, "within_km": None},
    **{"place": "", "latitude": None, "longitude": None, "hours": [], "traits": ["parent"], "wishes": {}, "words": ""},
}


def make_both(centre: Centre, subject: str, is_open: bool) -> tuple[Offer, Request]:
    """The one whose fields are marked, and one that says next to nothing and fits."""
    owner = make_member(centre, display_name="Marked Person")
    shown = list(Part.values) if is_open else []
    if subject == "offer":
        own = marked("offer", (*MARKED, "topics", "capacity", "hours_a_month"))
        offer = make_offer(centre, owner, shown=shown, **own)
        request = make_request(centre, **PLAIN | {"first": "work", "second": ""})
    else:
        offer = make_offer(centre, **PLAIN | {"topics": ["work"]})
        own = marked("request", (*MARKED, "second", "third"))
        request = make_request(centre, owner, shown=shown, first="work", **own)
    pictured(offer, "A marked face" if subject == "offer" else "A face")
    vetter = make_member(centre, "mentor_coordinator", display_name="Vera Vets")
    for kind in Vetting.Kind.values:
        actions.vet(offer=offer, kind=kind, on=dt.date(2007, 6, 5), by=vetter, at=timezone.now())
    Vetting.objects.update(noted_at=year(2008))
    return offer, request


def lead_to(state: str, offer: Offer, request: Request) -> Mentorship | None:
    now = timezone.now()
    if state == "none":
        return None
    made = actions.ask(request=request, offer=offer, total=8000, at=now)
    if state == "declined":
        actions.decline(mentorship=made, by=offer.member, at=now)
    if state in {"agreed", "ended"}:
        actions.accept(mentorship=made, by=offer.member, at=now)
    if state == "ended":
        actions.end(mentorship=made, by=request.member, at=now)
    if state == "lapsed":
        Mentorship.objects.filter(pk=made.pk).update(expires_at=now - dt.timedelta(days=1))
    return made


def read_by(user: User | None, mentorship: Mentorship | None, offer: Offer) -> str:
    """All that the room's own pages, their news and the photo's files hold for a reader."""
    client = Client()
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    pages = [f"{ROOM}mine/", f"{ROOM}mine/request/best/", f"{ROOM}mentors/{offer.pk}/", f"{ROOM}figures/"]
    pages += [f"{ROOM}mentors/?state={state}" for state in ("waiting", "vetted", "paused")]
    pages += ["/en/notifications/", reverse("members:waiting"), f"{ROOM}figures.csv"]
    pages += [f"{ROOM}mentorships/{mentorship.pk}/"] if mentorship else []
    answers = [client.get(page) for page in pages]
    photo = OfferPhoto.objects.filter(offer=offer).first()
    files = [name.split("_") for name in FILES] if photo else []
    seen = [f"PHOTO {size}.{kind}" for size, kind in files if client.get(photo.address(size, kind)).status_code == 200]
    return " ".join([each.content.decode() for each in answers if each.status_code == 200] + seen)


@pytest.fixture
def readers(centre: Centre, other_centre: Centre) -> dict[str, User | None]:
    return {
        "mentor coordinator": make_member(centre, "mentor_coordinator"),
        "coordinator": make_member(centre, "coordinator"),
        "mentor coordinator elsewhere": make_member(other_centre, "mentor_coordinator"),
        "member": make_member(centre),
        "stranger": None,
    }


def expected(subject: str, state: str, is_open: bool) -> dict[str, set[str]]:
    """Before a question a mentee finds the mentor among the best five; a mentor learns nothing of any mentee."""
    may_look = state in {"asked", "agreed"} or (state == "none" and subject == "offer")
    found = {}
    for name, row in ROWS.items():
        if row.mark is None or SUBJECTS[subject][0] not in model_and_owner(name):
            continue
        seen = {"owner"} if row.owner else set()
        named = name == "request.member" and state != "none"  # with the mentorship; see TOGETHER
        seen |= {"mentor coordinator"} if row.coordinator or named else set()
        found[name] = seen | ({"other side"} if may_look and row.seen_by_other(state, is_open) else set())
    return found


def model_and_owner(name: str) -> tuple[Any, ...]:
    return SUBJECTS["request"] if name.startswith("request.") else SUBJECTS["offer"]


SET_LATER = {"of_age_at", "written_at", "changed_at", "paired_at"}
BY_THEMSELVES = {"paused_at", "withdrawn_at"}  # they change what else is seen


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "opened"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_offer_its_photo_its_vetting_and_a_request_are_read_by_whom_their_rows_name(
    subject: str, state: str, is_open: bool, centre: Centre, readers: dict[str, User | None]
) -> None:
    offer, request = make_both(centre, subject, is_open)
    made = lead_to(state, offer, request)
    own, other = (offer, request) if subject == "offer" else (request, offer)
    later = {name for name in SET_LATER if name in fields_of(type(own))}
    type(own).objects.filter(pk=own.pk).update(**{name: year(ROWS[f"{subject}.{name}"].value) for name in later})
    people = readers | {"owner": own.member, "other side": other.member}
    pages = {who: read_by(user, made, offer) for who, user in people.items()}
    wanted = {
        name: seen
        for name, seen in expected(subject, state, is_open).items()
        if name.partition(".")[2] not in BY_THEMSELVES
    }
    # Whoever is named is greeted by name on their own pages.
    found = {
        name: {who for who, html in pages.items() if ROWS[name].mark in html}
        - ({"owner"} if name.endswith(".member") else set())
        for name in wanted
    }
    assert {name: who for name, who in found.items() if who != wanted[name]} == {}, wanted


@pytest.mark.parametrize("name", sorted(BY_THEMSELVES))
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_pause_and_a_withdrawal_are_read_by_whom_their_rows_name(
    subject: str, name: str, centre: Centre, readers: dict[str, User | None]
) -> None:
    offer, request = make_both(centre, subject, is_open=True)
    made = lead_to("agreed", offer, request)
    own, other = (offer, request) if subject == "offer" else (request, offer)
    row = ROWS[f"{subject}.{name}"]
    type(own).objects.filter(pk=own.pk).update(**{name: year(row.value)})
    people = readers | {"owner": own.member, "other side": other.member}
    seen = {who for who, user in people.items() if str(row.mark) in read_by(user, made, offer)}
    assert seen == {who for who, may in (("owner", row.owner), ("mentor coordinator", row.coordinator)) if may}


MOMENTS = {"proposed_at": 2010, "expires_at": 2090, "mentor_accepted_at": 2011, "mentee_accepted_at": 2012}
OVER = {"declined": {"declined_at": 2013}, "ended": {"ended_at": 2014}}


@pytest.mark.parametrize("state", ANY)
def test_a_mentorship_is_read_by_both_sides_and_the_mentor_coordinator_as_its_rows_say(
    state: str, centre: Centre, readers: dict[str, User | None]
) -> None:
    mentor = make_member(centre, display_name="Marked Mentor")
    mentee = make_member(centre, display_name="Marked Mentee")
    offer, request = make_offer(centre, mentor), make_request(centre, mentee)
    made = Mentorship.objects.create(
        **{"centre": centre, "offer": offer, "request": request, "mentor": mentor, "mentee": mentee, "total": 8123},
        **{name: year(number) for name, number in (MOMENTS | OVER.get(state, {})).items()},
    )
    unanswered = {"mentor_accepted_at": None} if state in {"asked", "declined", "lapsed"} else {}
    lapsed = {"expires_at": year(2009)} if state == "lapsed" else {}
    Mentorship.objects.filter(pk=made.pk).update(**unanswered | lapsed)
    people = readers | {"mentor": mentor, "mentee": mentee}
    pages = {who: read_by(user, made, offer) for who, user in people.items()}
    for name, (mark, both, coordinator) in TOGETHER.items():
        if mark is None:
            continue
        named = {"mentor", "mentee"} - {name} if name in {"mentor", "mentee"} else {"mentor", "mentee"}
        wanted = {*(named if state in both else ()), *(["mentor coordinator"] if state in coordinator else [])}
        found = {who for who, html in pages.items() if mark in html} - ({"mentor", "mentee"} - named)
        # The mentor coordinator reads the mentor's name with the offer, too.
        assert found - ({"mentor coordinator"} if name == "mentor" else set()) == wanted - (
            {"mentor coordinator"} if name == "mentor" else set()
        ), name
