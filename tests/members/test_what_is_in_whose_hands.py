"""The page of a centre's staff says what each of them holds by name, and leads to where another takes it over."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.board.models import Concern
from community.members import actions
from community.members.models import Centre, RoleGrant, User
from initiatives.voting.models import Certification
from tests.board.conftest import begin
from tests.factories import make_member
from tests.voting.conftest import make_round
from tests.voting.meetings.conftest import make_meeting

pytestmark = pytest.mark.django_db

STAFF = "/en/lipka/members/staff/"
Sign = Callable[[User], Client]


def laden(centre: Centre, holder: User) -> None:
    """`holder` certifies a round, chairs a meeting and owes an answer in `centre`."""
    make_round(centre).certifiers.add(holder)
    meeting = make_meeting(centre)
    type(meeting).objects.filter(pk=meeting.pk).update(chair=holder)
    topic = begin(centre, holder, kind="concern", title=f"Lamp {holder.pk}", text="It is dark.")
    Concern.objects.filter(topic=topic).update(owner=holder)


def test_it_says_what_a_colleague_holds_and_where_another_takes_it(
    centre: Centre, editor: User, coordinator_client: Client
) -> None:
    laden(centre, editor)
    page = coordinator_client.get(STAFF)
    (duties,) = [duties for grant, duties in page.context["grants"] if grant.membership.member_id == editor.pk]
    assert [duty.text.split(" “")[0] for duty in duties] == [
        "Certifies the result of",
        "Chairs the meeting",
        "Answers the concern",
    ]
    for duty in duties:
        assert f'href="{duty.url}"' in page.text
        assert coordinator_client.get(duty.url).status_code == 200
    assert page.context["others"] == []


def test_whoever_lost_the_role_is_still_named_with_what_they_hold(
    centre: Centre, editor: User, coordinator_client: Client
) -> None:
    laden(centre, editor)
    actions.revoke_role(grant=RoleGrant.objects.get(membership__member=editor))
    page = coordinator_client.get(STAFF)
    assert [(holder.member, len(holder.duties)) for holder in page.context["others"]] == [(editor, 3)]
    assert "Without a role here" in page.text


def test_what_is_done_is_in_nobody_s_hands(centre: Centre, editor: User, coordinator_client: Client) -> None:
    laden(centre, editor)
    round = make_round(centre)
    round.certifiers.add(editor)
    facts = {"name": "Edyta", "seal": "0" * 64, "results_hash": "0" * 64}
    Certification.objects.create(round=round, position=1, by=editor, **facts)
    Concern.objects.update(answered_at=timezone.now(), answer="Yes.")
    page = coordinator_client.get(STAFF)
    (duties,) = [duties for grant, duties in page.context["grants"] if grant.membership.member_id == editor.pk]
    assert [duty.text.split(" “")[0] for duty in duties] == ["Certifies the result of", "Chairs the meeting"]


def test_another_centre_s_duties_stay_there(
    centre: Centre, other_centre: Centre, editor: User, coordinator_client: Client, client_of: Sign
) -> None:
    stranger = make_member(other_centre, "editor", display_name="Somebody Else")
    laden(other_centre, stranger)
    laden(centre, editor)
    assert f"Lamp {stranger.pk}" not in coordinator_client.get(STAFF).text
    foreign = client_of(make_member(other_centre, "coordinator"))
    page = foreign.get("/en/javorina/members/staff/").text
    assert f"Lamp {stranger.pk}" in page
    assert f"Lamp {editor.pk}" not in page
    assert foreign.get(STAFF).status_code == 403


@pytest.mark.parametrize("role", ["editor", "moderator", "mentor_coordinator"])
def test_only_coordinators_see_it(centre: Centre, client_of: Sign, stranger_client: Client, role: str) -> None:
    assert client_of(make_member(centre, role)).get(STAFF).status_code == 403
    assert stranger_client.get(STAFF).status_code == 302


def test_many_holders_cost_no_more_queries_than_one(centre: Centre, coordinator_client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            coordinator_client.get(STAFF)
        return len(queries)

    laden(centre, make_member(centre, "editor"))
    laden(centre, make_member(centre))
    asked()
    one = asked()
    for _time in range(2):
        laden(centre, make_member(centre, "moderator"))
        laden(centre, make_member(centre))
    assert asked() == one
