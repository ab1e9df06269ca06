"""How many days a village has left to hand in what its meeting asked for."""

import datetime as dt
from dataclasses import dataclass

from initiatives.voting.models import HandingIn, Meeting


@dataclass(frozen=True, slots=True)
class Clock:
    """`left` counts the days from today to `day` by the centre's calendar; below zero it is overdue."""

    day: dt.date
    left: int
    handed_in: HandingIn | None

    @property
    def is_overdue(self) -> bool:
        return self.left < 0 and self.handed_in is None

    @property
    def late_by(self) -> int:
        """Days after the deadline, of the handing in or of today."""
        if self.handed_in:
            return max(0, (self.handed_in.day - self.day).days)
        return max(0, -self.left)


def clock_of(meeting: Meeting, *, at: dt.datetime) -> Clock | None:
    """No clock runs where no deadline was set, nothing was asked for, or the meeting was called off."""
    if meeting.deadline_on is None or meeting.called_off_at:
        return None
    if meeting.is_minuted and not meeting.minutes.adopted_motions:
        return None
    left = (meeting.deadline_on - at.astimezone(meeting.centre.zone).date()).days
    return Clock(meeting.deadline_on, left, getattr(meeting, "handed_in", None))
