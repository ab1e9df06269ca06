"""Village meetings that were called; what they decided, from the adopted minutes. Nobody is named."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.api import parameters, shapes
from community.interface.api.resources import Resource
from community.interface.api.shapes import Field, Shape, many, page_of, perhaps
from community.members.api import CENTRE, OF_CENTRE, in_open_centres
from initiatives.voting.models import Meeting, Stage

STAGES = [stage for stage in Stage if stage != Stage.DRAFT]


def called(_language: str) -> Any:
    return in_open_centres(Meeting.objects.announced()).select_related("centre", "minutes", "handed_in")


def decided(meeting: Meeting) -> dict[str, Any] | None:
    """What the minutes say; nothing while they are not adopted."""
    if not meeting.is_minuted:
        return None
    minutes = meeting.minutes
    record = minutes.record
    last = record["attendance"][-1] if record["attendance"] else None
    return {
        "adopted_at": minutes.adopted_at,
        "seal": minutes.seal,
        "present": last["present"] if last else 0,
        "motions": record["motions"],
        "cost": record["adopted_cost"],
        "handed_in_on": meeting.handed_in.day if hasattr(meeting, "handed_in") else None,
    }


def counted(name: str, about: str, example: int) -> Field:
    """Of the count that stands: the last one."""

    def read(motion: dict[str, Any]) -> int | None:
        return motion["counts"][-1][name] if motion["counts"] else None

    return Field(name, shapes.WHOLE, about, example, read, nullable=True)


MOTION = (
    Field("number", shapes.WHOLE, "Its number.", 1),
    Field("title", shapes.TEXT, "Its title.", "Lamps"),
    Field("cost", shapes.WHOLE, "In minor units.", 1_500_000),
    Field("adopted", shapes.FLAG, "Null where it was not put to the vote.", True, nullable=True),
    counted("in_favour", "Hands in favour.", 12),
    counted("against", "Hands against.", 5),
    counted("abstained", "Hands of those who abstained.", 3),
)
RESULT = (
    Field("adopted_at", shapes.MOMENT, "When the minutes were adopted.", "2026-09-10T19:00:00Z"),
    Field("seal", shapes.TEXT, "SHA-256 of the minutes.", "2c26b46b…"),
    Field("present", shapes.WHOLE, "Present and entitled to vote.", 20),
    many("motions", "What was voted on.", *MOTION),
    Field("cost", shapes.WHOLE, "What was adopted costs together, in minor units.", 1_500_000),
    Field("handed_in_on", shapes.DAY, "When the request reached the office.", "2026-09-14", nullable=True),
)
SHAPE = Shape(
    (
        Field("id", shapes.WHOLE, "Its number.", 3),
        OF_CENTRE,
        Field("language", shapes.LANGUAGE, "Of the texts.", "pl"),
        Field("title", shapes.TEXT, "Its title.", "The fund of Biele"),
        Field("area", shapes.TEXT, "The village or area.", "Biele"),
        Field("place", shapes.TEXT, "Where it meets.", "Fire station"),
        Field("first_term_at", shapes.MOMENT, "First term.", "2026-09-10T16:00:00Z"),
        Field("second_term_at", shapes.MOMENT, "Second term.", "2026-09-10T16:15:00Z", nullable=True),
        Field(
            "stage", shapes.one_of(STAGES), "Where it stands now.", "minuted", lambda row: row.stage(at=timezone.now())
        ),
        Field("entitled", shapes.WHOLE, "Residents entitled to vote.", 50),
        Field("quorum", shapes.WHOLE, "How many must come to the first term.", 10),
        Field("currency", shapes.TEXT, "ISO 4217.", "PLN"),
        Field("fund", shapes.WHOLE, "The meeting's fund, in minor units.", 4_000_000, nullable=True),
        Field("budget_year", shapes.WHOLE, "For the budget of the year.", 2027, nullable=True),
        perhaps("result", "What it decided; null while no minutes are adopted.", *RESULT, read=decided),
        Field("announced_at", shapes.MOMENT, "Called.", "2026-08-25T09:00:00Z"),
        Field(
            "url",
            shapes.ADDRESS,
            "Its page.",
            "https://locer.example/pl/jodlowiec/votes/meetings/3/",
            lambda row: page_of(row, row.centre.language),
        ),
    )
)

MEETINGS = Resource(
    name="meetings",
    noun="meeting",
    about=_("Village meetings and what they decided, the latest first."),
    model=Meeting,
    rows=called,
    key=("-first_term_at", "-pk"),
    shape=SHAPE,
    filters=(
        CENTRE,
        parameters.moment("held_after", _("Whose first term is after this moment."), "first_term_at__gt"),
    ),
)
