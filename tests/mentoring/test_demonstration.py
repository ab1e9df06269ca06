"""Mentors and mentees of the demonstration, in each centre's own words."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from community.members import actions as members
from community.operations.demo import DemoContent
from maps.demo import contribute as draw_maps
from mentoring import actions
from mentoring.demo import contribute
from mentoring.models import Agreement, Case, Feedback, Goal, Meeting, Mentorship, Offer, Request, Run, RunAlone, Step
from mentoring.pairing import five_for
from tests.factories import make_centre, make_member

pytestmark = pytest.mark.django_db
SLUGS = ("jodlowiec", "nyirszilvas", "gemerske-hamre")


@pytest.fixture
def content() -> DemoContent:
    """Three centres of it, with their own people."""
    made = DemoContent(folder=settings.ROOT / "demo", now=timezone.now())
    made.__dict__["centres"] = [data for data in made.centres if data["centre"]["slug"] in SLUGS]
    for data in made.centres:
        facts = {name: data["centre"][name] for name in ("slug", "country", "languages", "latitude", "longitude")}
        own = data["centre"][facts["languages"][0]]
        centre = made.places[facts["slug"]] = make_centre(name=own["name"], **facts)
        for person in data["members"]:
            member = make_member(centre, display_name=person["name"])
            for role in person["roles"]:
                members.grant_role(member=member, centre=centre, role=role, at=made.now - dt.timedelta(days=400))
            made.people[facts["slug"], person["key"]] = member
    draw_maps(made)
    return made


def test_each_centre_has_mentors_looked_at_one_who_waits_and_somebody_who_fits(content: Any) -> None:
    for _time in range(2):
        contribute(content)
    now = timezone.now()
    for slug in SLUGS:
        here = Offer.objects.for_centre(content.places[slug])
        assert (here.ready(now).count() >= 2, here.unvetted().count()) == (True, 1)
        for request in Request.objects.for_centre(content.places[slug]):
            alone = RunAlone.objects.filter(request=request).exists()
            assert request.mentorships.exists() or alone or five_for(request, at=now)
    assert Offer.objects.count() == 13
    [asked] = Mentorship.objects.open(now)
    assert asked.mentor.display_name == "Marek Bodziony"
    pairs = Mentorship.objects.active().order_by("centre__slug")
    assert [each.centre.slug for each in pairs] == ["gemerske-hamre", *["jodlowiec"] * 2, *["nyirszilvas"] * 2]
    assert (Agreement.objects.confirmed().count(), Agreement.objects.drafts().count()) == (2, 1)
    assert Step.objects.filter(done_at__isnull=False).count() > Goal.objects.count()
    assert (Feedback.objects.given().count(), Feedback.objects.waiting(now).count()) == (2, 2)


def test_in_each_centre_two_meet_and_have_a_meeting_ahead(content: Any) -> None:
    for _time in range(2):
        contribute(content)
    now = timezone.now()
    for slug in SLUGS:
        here = Meeting.objects.filter(mentorship__centre=content.places[slug])
        assert here.ahead(now).count() == 1
    assert (Meeting.objects.count(), Meeting.objects.held().count()) == (6, 3)
    polish = Meeting.objects.filter(mentorship__centre=content.places["jodlowiec"])
    assert {each.starts_at.astimezone(each.zone).hour for each in polish} == {17}


def test_the_first_centre_has_a_draft_with_a_fixed_pair_and_two_who_stay_alone(content: Any) -> None:
    for _time in range(2):
        contribute(content)
    draft = Run.objects.get()
    pairs = draft.pairs.select_related("request__member", "offer__member")
    found = {str(pair.request.member): str(pair.offer.member) for pair in pairs}
    fixed = [str(pair.request.member) for pair in pairs if pair.fixed_at]
    alone = {str(each.request.member): each.kind for each in draft.alone.all()}
    assert (len(found), fixed, found["Halina Wnęk"]) == (2, ["Halina Wnęk"], "Tomasz Gromala")
    assert alone == {"Krystyna Ruchała": "place", "Kamil Maciaszek": "needs"}
    assert [(each["topic"], each["language"]) for each in draft.additions][:1] == [("housing", "pl")]


def test_whoever_comes_home_finds_five_and_why(content: Any) -> None:
    contribute(content)
    centre, marek = content.places["jodlowiec"], content.people["jodlowiec", "marek"]
    needs = {"first": "tax", "second": "school", "third": "documents", "languages": {"pl": 6}}
    request = actions.say(
        Request(centre=centre, member=marek, hours=[4, 8], of_age_at=content.now, **needs), at=content.now
    )
    found = five_for(request, at=content.now)
    assert len(found) == 5
    assert all(len(proposal.reasons) > 2 for proposal in found)


def test_the_same_people_say_the_same_every_time(content: Any) -> None:
    contribute(content)
    said = list(Offer.objects.order_by("pk").values_list("member__display_name", "words", "latitude", "hours"))
    Mentorship.objects.all().delete()
    Offer.objects.all().delete()
    Request.objects.all().delete()
    contribute(content)
    assert list(Offer.objects.order_by("pk").values_list("member__display_name", "words", "latitude", "hours")) == said


def test_three_threads_are_written_in_and_in_one_something_is_wrong(content: Any, client_of: Any) -> None:
    contribute(content)
    pairs = Mentorship.objects.active().order_by("centre__slug", "pk")
    assert sorted(each.messages.count() for each in pairs) == [0, 0, 4, 4, 5]
    [case] = Case.objects.all()
    assert (case.centre.slug, case.is_closed, case.may_read) == ("nyirszilvas", False, True)
    for mentorship in Mentorship.objects.active():
        address = f"/en/{mentorship.centre.slug}/mentoring/mentorships/{mentorship.pk}/thread/"
        assert client_of(mentorship.mentor).get(address).status_code == 200
