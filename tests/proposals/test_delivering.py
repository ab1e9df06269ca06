"""What was decided is carried out in sight of everybody: milestones, money, dates that slip, photos, the end."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.interface.pictures import encode
from community.notifications.actions import follow
from community.notifications.models import Notification
from initiatives.proposals import actions
from initiatives.proposals.models import DeliveryPhoto, Initiative, Milestone, Slip
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import lead, make_backed, photo

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()


def day(number: int) -> str:
    return (TODAY + dt.timedelta(days=number)).isoformat()


@pytest.fixture
def going(centre, author, coordinator) -> Initiative:
    initiative = make_backed(centre, author)
    return lead(initiative, "admit", "take_up", "start_delivery", by=coordinator)


@pytest.fixture
def milestone(going, coordinator) -> Milestone:
    plan = actions.Plan(title="Foundations", planned_on=TODAY, planned_cost=50_000)
    return actions.plan_milestone(initiative=going, plan=plan, by=coordinator)


def address(initiative: Initiative, rest: str = "") -> str:
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


def sent(**other: str) -> dict[str, str]:
    return {"title": "Foundations", "planned_on": day(0), "planned_cost": "500", "spent": "", "done_on": ""} | other


def test_a_milestone_is_planned_and_everybody_sees_it(going, coordinator, client_of, stranger_client):
    client_of(coordinator).post(
        address(going, "milestones/"), {"title": "Foundations", "planned_on": day(20), "planned_cost": "500"}
    )
    made = Milestone.objects.get()
    assert (made.planned_cost, made.done_on) == (50_000, None)
    page = stranger_client.get(address(going)).content.decode()
    assert "Foundations" in page
    assert "PLN0 of PLN500" in page
    assert "Add a milestone" not in page


def test_a_later_day_needs_a_reason_that_stays_public(
    going, milestone, member, coordinator, client_of, stranger_client
):
    follow(member=member, target=going)
    page = address(going, f"milestones/{milestone.pk}/")
    refused = client_of(coordinator).post(page, sent(planned_on=day(30))).content.decode()
    assert "Please say why it will be later" in refused
    assert f'value="{day(30)}"' in refused
    milestone.refresh_from_db()
    assert milestone.planned_on == TODAY
    client_of(coordinator).post(page, sent(planned_on=day(30), reason="The frost came early."))
    assert Slip.objects.get().after == TODAY + dt.timedelta(days=30)
    assert "The frost came early." in stranger_client.get(address(going)).content.decode()
    assert Notification.objects.filter(kind="proposals.milestone_slipped", recipient=member).exists()
    client_of(coordinator).post(page, sent(planned_on=day(20)))
    assert Slip.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Slip.objects.update(reason="")


def test_a_day_that_has_passed_shows_as_late_until_it_is_done(
    going, milestone, coordinator, client_of, stranger_client
):
    Milestone.objects.update(planned_on=TODAY - dt.timedelta(days=2))
    assert ">late<" in stranger_client.get(address(going)).content.decode()
    page = address(going, f"milestones/{milestone.pk}/")
    assert "still to come" in client_of(coordinator).post(page, sent(done_on=day(3))).content.decode()
    client_of(coordinator).post(page, sent(planned_on=day(-2), done_on=day(-1), spent="480.50"))
    milestone.refresh_from_db()
    assert milestone.spent == 48_050
    shown = client_of(coordinator).get(address(going)).content.decode()
    assert ">late<" not in shown
    assert "planned PLN500, spent PLN480.50" in shown
    assert Notification.objects.filter(kind="proposals.milestone_done").exists()


def test_photos_are_written_anew_and_shown(going, milestone, coordinator, client_of, stranger_client):
    page = address(going, f"milestones/{milestone.pk}/photos/")
    client_of(coordinator).post(page, {"file": photo(), "alt": "A hole"})
    shown = DeliveryPhoto.objects.get()
    answer = stranger_client.get(shown.address("small", "webp"))
    assert answer.headers["Content-Type"] == "image/webp"
    assert 'alt="A hole"' in stranger_client.get(address(going)).content.decode()
    broken = client_of(coordinator).post(page, {"file": photo(name="x.jpg"), "alt": ""}).content.decode()
    assert "This field is required." in broken
    client_of(coordinator).post(address(going, f"photos/{shown.pk}/removal/"))
    assert not DeliveryPhoto.objects.exists()


def test_the_end_has_a_sum_and_a_photo(going, coordinator, client_of, stranger_client):
    client = client_of(coordinator)
    page = address(going, "completion/")
    assert client.post(page, {"reason": "Done."}).content.decode().count("This field is required.") == 6
    assert Initiative.objects.get().state == "in_delivery"
    client.post(page, {"spent": "1150", "file": photo(), "alt": "The new bench", "reason": "Sit down."})
    going.refresh_from_db()
    assert (going.state, going.spent) == ("done", 115_000)
    shown = stranger_client.get(address(going)).content.decode()
    assert "PLN1,150" in shown
    assert "The new bench" in shown
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryPhoto.objects.create(initiative=going, alt="Another", width=1, height=1)


def test_a_promise_is_not_deleted_once_it_has_a_history(going, milestone, coordinator, client_of):
    plan = actions.Plan(title="Foundations", planned_on=TODAY, spent=100)
    actions.update_milestone(milestone=milestone, plan=plan, by=coordinator, at=timezone.now())
    milestone.refresh_from_db()
    with pytest.raises(ValidationError, match="part of the history"):
        actions.drop_milestone(milestone=milestone, by=coordinator)
    fresh = actions.plan_milestone(initiative=going, plan=actions.Plan("Roof", TODAY), by=coordinator)
    client_of(coordinator).post(address(going, f"milestones/{fresh.pk}/removal/"))
    assert [row.pk for row in Milestone.objects.all()] == [milestone.pk]


def test_nobody_but_the_coordinator_plans_and_only_while_it_is_carried_out(
    going, milestone, author, member, outsider, coordinator, centre, client_of
):
    for user in (author, member, outsider):
        for rest in ("milestones/", f"milestones/{milestone.pk}/", f"milestones/{milestone.pk}/photos/"):
            assert client_of(user).post(address(going, rest), sent()).status_code == 403
    admitted = lead(make_backed(centre, author), "admit", by=coordinator)
    assert client_of(coordinator).get(address(admitted, "milestones/")).status_code == 403
    slot = actions.Slot(alt="x", encoded=encode(photo()))
    actions.finish(initiative=going, by=coordinator, at=timezone.now(), spent=1, closing=slot)
    with pytest.raises(PermissionDenied):
        actions.update_milestone(
            milestone=milestone, plan=actions.Plan("Late", TODAY), by=coordinator, at=timezone.now()
        )


@pytest.mark.parametrize("wrong", [{"planned_on": "2026-02-30"}, {"planned_on": "0001-01-01"}, {"planned_cost": "-1"}])
def test_nonsense_is_told_and_nothing_is_kept(going, coordinator, client_of, wrong):
    answer = client_of(coordinator).post(address(going, "milestones/"), sent() | wrong)
    assert "field__error" in answer.content.decode()
    assert not Milestone.objects.exists()


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_titles_are_only_text(going, coordinator, client_of, stranger_client, nasty):
    client_of(coordinator).post(address(going, "milestones/"), sent(title=nasty))
    assert live_parts(stranger_client.get(address(going)).content.decode()) == []
