"""What is printed before a meeting: the poster, and the list that those present sign."""

from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.interface.printing import square
from community.interface.templatetags.interface import money
from initiatives.voting.models import Meeting
from initiatives.voting.prints.meetings.blocks import day, facts, heading, hour, paper, signatures, small, table

FEWEST_LINES, MOST_LINES = 40, 200
LINE = 10.5  # millimetres: room for a signature


def poster(meeting: Meeting) -> dict[str, Any]:
    centre = meeting.centre
    address = settings.BASE_URL + meeting.get_absolute_url()
    return {
        "language": meeting.language,
        "author": centre.local_name,
        "eyebrow": f"{centre.local_name} · {meeting.area}",
        "title": meeting.title,
        "day": date_format(localtime(meeting.first_term_at), "l, ") + day(meeting.first_term_at),
        "hour": hour(meeting.first_term_at),
        "second": _second(meeting),
        "place": meeting.place,
        "fund": _("We decide about %(money)s.") % {"money": money(meeting.fund, meeting.currency)}
        if meeting.fund
        else "",
        "agenda_label": _("Agenda"),
        "agenda": meeting.agenda_lines,
        "qr": square(address),
        "qr_alt": _("QR code that opens the address beside it"),
        "more": _("The motions with their costs and reasons:"),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "contact": [line for line in (centre.phone, centre.email, centre.address) if line],
    }


def _second(meeting: Meeting) -> str:
    if meeting.second_term_at is None:
        return ""
    text = _("If too few come: second term at %(hour)s, which needs no quorum.")
    return text % {"hour": hour(meeting.second_term_at)}


def sheet(meeting: Meeting) -> dict[str, Any]:
    lines = min(meeting.entitled, MOST_LINES, max(FEWEST_LINES, 2 * meeting.quorum))
    head = [(_("No."), 0, "end"), (_("Name and surname"), 3, "start"), (_("Signature"), 2, "start")]
    return paper(
        meeting,
        _("Attendance list"),
        [
            heading(_("Attendance list")),
            facts(
                [
                    (_("Meeting"), meeting.title),
                    (_("Village"), meeting.area),
                    (_("When"), f"{day(meeting.first_term_at)}, {hour(meeting.first_term_at)}"),
                    (_("Where"), meeting.place),
                ]
            ),
            small(
                _(
                    "Your name shows that the meeting could decide. The list goes to the office with the request and "
                    "is not published."
                )
            ),
            table(head, [[str(number), "", ""] for number in range(1, lines + 1)], height=LINE),
            signatures([(_("Chair of the meeting"), ""), (_("Minute-taker"), "")]),
        ],
    )
