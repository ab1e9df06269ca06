from collections import Counter

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import Waiting
from mentoring.due import due_for
from mentoring.meetings import before
from mentoring.models import Case, Mentorship, Offer, Run
from mentoring.pairing import requests_waiting
from mentoring.threads import unread
from mentoring.wording import moment_of


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """Who asks the member, who has written to them, when they meet, and what their mentorships ask of them.

    For the mentor coordinators also where something is wrong, who waits to be looked at, who for a mentor, and whether
    a draft of pairs does. The number of queries is fixed.
    """
    lines = asked(member, centre) + written(member, centre) + meetings(member, centre)
    lines += [Waiting(due.text, due.url) for due in due_for(member, centre, at=timezone.now())]
    if not member.has_role(centre, RoleGrant.Role.MENTOR_COORDINATOR):
        return lines
    return [*wrong(member, centre), *lines, *vetting(member, centre), *matching(centre)]


def asked(member: User, centre: Centre) -> list[Waiting]:
    open_ones = Mentorship.objects.for_centre(centre).open(timezone.now()).unanswered_by(member)
    rows = open_ones.select_related("centre").order_by("expires_at", "pk")
    return [Waiting(question(each), each.get_absolute_url()) for each in rows]


def question(mentorship: Mentorship) -> str:
    if mentorship.is_asked:
        return _("Somebody asks you to be their mentor")
    return _("A mentorship is proposed to you: say yes or no")


def meetings(member: User, centre: Centre) -> list[Waiting]:
    """The next one too, so that nobody looks for it."""
    found = before(member, centre, at=timezone.now())
    lines = [
        Waiting(_("Times for a mentoring meeting wait for your answer"), each.get_absolute_url())
        for each in found.proposals
    ]
    if found.next:
        moment = moment_of(found.next.starts_at, found.next.zone)
        lines.append(
            Waiting(_("Your next mentoring meeting: %(moment)s") % {"moment": moment}, found.next.get_absolute_url())
        )
    said = _("Did your mentoring meeting take place?")
    return lines + [Waiting(said, each.get_absolute_url()) for each in found.unsaid]


def vetting(member: User, centre: Centre) -> list[Waiting]:
    count = Offer.objects.for_centre(centre).running().unvetted().exclude(member=member).count()
    text = ngettext("%(count)d mentor waits to be looked at", "%(count)d mentors wait to be looked at", count)
    address = reverse("mentoring:offer-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []


def written(member: User, centre: Centre) -> list[Waiting]:
    """One line a thread, with how much of it is unread."""
    threads = Counter(unread(member, centre).values_list("mentorship", flat=True))
    lines = []
    for pk, count in threads.items():
        text = ngettext(
            "%(count)d unread message in your mentorship", "%(count)d unread messages in your mentorship", count
        )
        address = reverse("mentoring:thread", kwargs={"centre": centre.slug, "pk": pk})
        lines.append(Waiting(text % {"count": count}, address))
    return lines


def wrong(member: User, centre: Centre) -> list[Waiting]:
    count = Case.objects.for_centre(centre).visible_to(member).standing().count()
    text = ngettext(
        "Something is wrong in %(count)d mentorship: look at it now",
        "Something is wrong in %(count)d mentorships: look at them now",
        count,
    )
    address = reverse("mentoring:case-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []


def matching(centre: Centre) -> list[Waiting]:
    """A draft stands before those for whom it was made."""
    draft = Run.objects.for_centre(centre).drafts().select_related("centre").first()
    if draft is not None:
        return [Waiting(_("A draft of pairs waits to be published"), draft.get_absolute_url())]
    count = requests_waiting(centre, timezone.now()).count()
    text = ngettext("%(count)d person waits for a mentor", "%(count)d people wait for a mentor", count)
    address = reverse("mentoring:desk", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []
