"""What programs read of village meetings: the call, and what the adopted minutes say. Nobody is named."""

from typing import Any

from django.test import Client

from community.members.models import User
from initiatives.voting import actions
from initiatives.voting.models import Meeting

PATH = "/api/v1/meetings"


def alone(meeting: Meeting) -> dict[str, Any]:
    return Client().get(f"{PATH}/{meeting.pk}").json()


def test_a_meeting_in_preparation_is_absent_also_for_its_coordinator(draft: Meeting, staff: Client) -> None:
    for client in (Client(), staff):
        assert client.get(PATH).json()["data"] == []
        assert client.get(f"{PATH}/{draft.pk}").status_code == 404


def test_a_called_meeting_is_told_without_a_result(called: Meeting) -> None:
    told = alone(called)
    assert (told["stage"], told["quorum"], told["fund"], told["result"]) == ("announced", 10, 4_000_000, None)
    assert Client().get(PATH).json()["data"] == [told]


def test_hands_that_are_counted_are_not_told_before_the_minutes_are_adopted(
    quorate: Meeting, coordinator: User
) -> None:
    motion = quorate.motions.get(number=1)
    actions.count_hands(motion=motion, in_favour=12, against=5, abstained=3, by=coordinator)
    assert alone(quorate)["result"] is None


def test_the_minutes_tell_what_was_decided(minuted: Meeting) -> None:
    result = alone(minuted)["result"]
    assert (result["present"], result["cost"], result["seal"]) == (20, 1_500_000, minuted.minutes.seal)
    names = ("number", "adopted", "in_favour", "against", "abstained")
    assert [tuple(motion[name] for name in names) for motion in result["motions"]] == [
        (1, True, 12, 5, 3),
        (2, False, 8, 8, 0),
    ]


def test_nobody_who_was_there_is_named(minuted: Meeting) -> None:
    text = Client().get(f"{PATH}/{minuted.pk}").text
    for name in ("Anna Attending", "Piotr Present", "Jan Chairing", "Ewa Writing", "Czesia Chair", "Klara"):
        assert name not in text
