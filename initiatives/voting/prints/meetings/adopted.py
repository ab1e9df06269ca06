"""What is printed from adopted minutes: the minutes themselves, and the annexes that go to the office."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.interface.templatetags.interface import money
from initiatives.voting.models import Meeting, Motion, Term
from initiatives.voting.prints.meetings.blocks import (
    Block,
    day,
    facts,
    heading,
    hour,
    numbered,
    page_break,
    paper,
    par,
    pars,
    right,
    share_of,
    signatures,
    small,
    table,
)

Record = dict[str, Any]


def minutes(meeting: Meeting) -> dict[str, Any]:
    record = meeting.minutes.record
    blocks = [
        heading(_("Minutes of a village meeting")),
        par(record["title"]),
        facts(_frame(meeting, record)),
        heading(_("Attendance"), 2),
        *numbered([attended(count) for count in record["attendance"]]),
        heading(_("Agenda"), 2),
        *numbered(record["agenda"]),
        heading(_("Motions and votes"), 2),
        *(block for motion in record["motions"] for block in _voted(motion, record)),
        *_sums(record),
        _signed(record),
        small(_("SHA-256 of the record: %(seal)s") % {"seal": meeting.minutes.seal}),
    ]
    return paper(meeting, _("Minutes of a village meeting"), blocks)


def resolutions(meeting: Meeting) -> dict[str, Any]:
    """Each on a page of its own."""
    record = meeting.minutes.record
    blocks = [block for motion in meeting.minutes.adopted_motions for block in _resolved(meeting, motion, record)]
    return paper(meeting, _("Resolutions"), blocks)


def request(meeting: Meeting) -> dict[str, Any]:
    """Tasks, costs and reasons, as the office asks for them."""
    record, adopted = meeting.minutes.record, meeting.minutes.adopted_motions
    head = [(_("No."), 0, "end"), (_("Task"), 3, "start"), (_("Cost"), 0, "end")]
    rows = [[str(motion["number"]), motion["title"], _cost(motion["cost"], record)] for motion in adopted]
    rows.append(["", _("Together"), _cost(record["adopted_cost"], record)])
    blocks = [
        right(f"{record['area']}, {day(meeting.first_term_at)}"),
        *([right(record["office"])] if record["office"] else []),
        heading(_("Request of the village meeting")),
        par(_asked(record)),
        table(head, rows),
        heading(_("Tasks and reasons"), 2),
    ]
    for motion in adopted:
        blocks += [
            heading(f"{motion['number']}. {motion['title']}", 3),
            *pars(motion["text"]),
            *pars(motion["reasons"]),
        ]
    blocks += [
        heading(_("Annexes"), 2),
        *numbered([_("Resolutions of the meeting"), _("Attendance list"), _("Minutes of a village meeting")]),
        signatures([(_("Chair of the meeting"), record["chair"])]),
    ]
    return paper(meeting, _("Request of the village meeting"), blocks)


def attendance(meeting: Meeting) -> dict[str, Any]:
    record = meeting.minutes.record
    names = meeting.attendees.values_list("name", flat=True)
    head = [(_("No."), 0, "end"), (_("Name and surname"), 1, "start")]
    until = date_format(meeting.minutes.names_until.astimezone(meeting.centre.zone), "DATE_FORMAT")
    blocks = [
        heading(_("Attendance list")),
        facts(_frame(meeting, record)),
        *numbered([attended(count) for count in record["attendance"]]),
        table(head, [[str(number), name] for number, name in enumerate(names, 1)]),
        _signed(record),
        small(
            _("For the office only. The names are kept until %(date)s in the centre's system and then deleted there.")
            % {"date": until}
        ),
    ]
    return paper(meeting, _("Attendance list"), blocks)


def attended(count: Record) -> str:
    """One count of those present, as a sentence."""
    text = ngettext("%(term)s: %(count)d person present.", "%(term)s: %(count)d people present.", count["present"])
    told = text % {"term": Term(count["term"]).label, "count": count["present"]}
    if count["quorum"]:
        reached = count["present"] >= count["quorum"]
        quorum = _("The quorum of %(count)d was reached.") if reached else _("The quorum of %(count)d was not reached.")
        told += " " + quorum % {"count": count["quorum"]}
    if count["reason"]:
        told += " " + _("Reason for the new count: %(reason)s") % {"reason": count["reason"]}
    return told


def _frame(meeting: Meeting, record: Record) -> Iterator[tuple[str, str]]:
    quorum = record["quorum"]
    yield _("Village"), record["area"]
    yield _("When"), f"{day(meeting.first_term_at)}, {hour(meeting.first_term_at)}"
    if meeting.second_term_at:
        yield str(Term.SECOND.label), f"{day(meeting.second_term_at)}, {hour(meeting.second_term_at)}"
    yield _("Where"), record["place"]
    yield _("Residents entitled to vote"), str(record["entitled"])
    yield _("Quorum of the first term"), share_of(quorum["parts"], quorum["of"], quorum["needed"])
    if record["fund"]:
        yield _("Fund to decide about"), _cost(record["fund"], record)


def _voted(motion: Record, record: Record) -> Iterator[Block]:
    yield heading(f"{motion['number']}. {motion['title']}", 3)
    yield from pars(motion["text"])
    proposed = Motion.ProposedBy(motion["proposed_by"]).label if motion["proposed_by"] else ""
    cost = _cost(motion["cost"], record) if motion["cost"] else ""
    yield facts([(_("Proposed by"), str(proposed)), (_("Cost"), cost), (_("Result"), outcome(motion))])
    if motion["counts"]:
        titles = [_("In favour"), _("Against"), _("Abstained"), _("Present")]
        names = ("in_favour", "against", "abstained", "present")
        head = [*((title, 0, "end") for title in titles), (_("Reason for the correction"), 1, "start")]
        yield table(head, [[*(str(count[name]) for name in names), count["reason"]] for count in motion["counts"]])


def outcome(motion: Record) -> str:
    if motion["adopted"] is None:
        return _("not put to the vote")
    return _("adopted") if motion["adopted"] else _("rejected")


def _sums(record: Record) -> Iterator[Block]:
    if record["fund"]:
        facts_ = {"cost": _cost(record["adopted_cost"], record), "fund": _cost(record["fund"], record)}
        yield par(_("The adopted motions cost %(cost)s of the fund of %(fund)s.") % facts_)


def _resolved(meeting: Meeting, motion: Record, record: Record) -> Iterator[Block]:
    last = motion["counts"][-1]
    yield page_break()
    yield heading(_("Resolution no. %(number)d") % {"number": motion["number"]})
    yield par(_("of the village meeting of %(area)s of %(date)s") % _said(meeting, record))
    yield heading(motion["title"], 2)
    if record["legal_basis"]:
        yield par(_("On the basis of: %(law)s") % {"law": record["legal_basis"]})
    yield par(_("The meeting resolves:"))
    yield from pars(motion["text"])
    if motion["cost"]:
        yield par(_("The cost is set at %(cost)s.") % {"cost": _cost(motion["cost"], record)})
    yield par(
        _("Votes: %(in_favour)d in favour, %(against)d against, %(abstained)d abstained, of %(present)d present.")
        % last
    )
    yield _signed(record)


def _asked(record: Record) -> str:
    """The first sentence of the request."""
    told = {"area": record["area"], "year": record["budget_year"], "law": record["legal_basis"]}
    asked = (
        _("The village meeting of %(area)s asks that these tasks be carried out from the budget of %(year)d.")
        if record["budget_year"]
        else _("The village meeting of %(area)s asks that these tasks be carried out.")
    )
    law = " " + _("On the basis of: %(law)s") if record["legal_basis"] else ""
    return (asked + law) % told


def _said(meeting: Meeting, record: Record) -> dict[str, str]:
    return {"area": record["area"], "date": day(meeting.first_term_at)}


def _signed(record: Record) -> Block:
    return signatures([(_("Chair of the meeting"), record["chair"]), (_("Minute-taker"), record["clerk"])])


def _cost(amount: int, record: Record) -> str:
    return money(amount, record["currency"])
