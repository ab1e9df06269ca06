"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from community.members.models import User
from mentoring import actions
from mentoring.actions import discard_photos
from mentoring.models import (
    Apart,
    Case,
    Look,
    Mentorship,
    Message,
    Offer,
    OfferPhoto,
    Request,
    Run,
    ThreadReading,
    Vetting,
    Weighing,
)
from mentoring.personal_meetings import erase_meetings, export_meetings
from mentoring.together import forget_of, written_by

SAID = (
    *("centre__name", "languages", "occupations", "skills", "countries", "online", "within_km", "place", "latitude"),
    *("longitude", "hours", "traits", "wishes", "words", "shown", "of_age_at", "written_at", "changed_at"),
    *("paused_at", "withdrawn_at"),
)
DATES = (
    "proposed_at",
    "expires_at",
    "mentor_accepted_at",
    "mentee_accepted_at",
    "declined_at",
    "ended_at",
    "completed_at",
)


class MentoringContribution:
    def export(self, member: User) -> dict[str, Any]:
        """Who stood on the other side is not theirs to take along."""
        offers, requests = (model.objects.filter(member=member).order_by("pk") for model in (Offer, Request))
        together = Mentorship.objects.order_by("pk")
        return {
            "offers": list(offers.values(*SAID, "topics", "capacity", "hours_a_month")),
            **written_by(member),
            "photos": [{"shows": each.alt, "file": each.large_jpg} for each in photos_of(member)],
            "requests": list(requests.values(*SAID, "first", "second", "third", "paired_at")),
            "looked_at": list(Vetting.objects.filter(offer__member=member).order_by("pk").values("kind", "on")),
            "as_a_mentor": list(together.filter(mentor=member).values("centre__name", *DATES)),
            "as_a_mentee": list(together.filter(mentee=member).values("centre__name", "total", *DATES)),
            "kept_apart_from_mentors": Apart.objects.filter(mentee=member).count(),
            "kept_apart_from_mentees": Apart.objects.filter(mentor=member).count(),
            **said_in_threads(member),
            "meetings": export_meetings(member),
            "mentors_looked_at": list(Vetting.objects.filter(by=member).order_by("pk").values("kind", "on")),
            **as_coordinator(member),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """Nothing of it was public, so all of it goes. Who stood on the other side is told, and may ask the next."""
        User.objects.select_for_update(no_key=True).get(pk=member.pk)  # whoever agrees a meeting waits, or has done it
        leave_runs(member)  # a draft's row is held before the offers in it
        actions.part(member=member, at=timezone.now())
        erase_threads(member)
        erase_meetings(member)
        forget_of(member)
        Mentorship.objects.filter(mentor=member).update(mentor=None)
        Mentorship.objects.filter(mentee=member).update(mentee=None)
        Apart.objects.filter(mentor=member).delete()
        Apart.objects.filter(mentee=member).delete()
        discard_photos(photos_of(member))
        Offer.objects.filter(member=member).delete()
        Request.objects.filter(member=member).delete()
        Vetting.objects.filter(by=member).update(by=None)


def said_in_threads(member: User) -> dict[str, Any]:
    """Their own words in threads and cases, also after the end, as long as they are kept."""
    reported = Case.objects.filter(reporter=member).order_by("pk")
    return {
        "messages": list(Message.objects.filter(author=member).order_by("pk").values("text", "written_at")),
        "said_to_be_wrong": list(reported.values("what", "words", "may_read", "opened_at", "closed_at")),
        "threads_read_as_coordinator": list(Look.objects.filter(by=member).order_by("pk").values("at")),
        "cases_closed": list(Case.objects.filter(closed_by=member).order_by("pk").values("closing", "closed_at")),
    }


def erase_threads(member: User) -> None:
    """What they said is wrong is said by nobody any more, and lets nobody read; the case itself still stands.

    Where the other side lets a coordinator read the thread, the words stay there without a name until the case is
    closed: nobody takes away by leaving what somebody has asked to have looked at.
    """
    Case.objects.filter(reporter=member).update(reporter=None, what=[], words="", may_read=False)
    for mentorship in Mentorship.objects.filter(messages__author=member).distinct():
        actions.forget_live(mentorship, member)
        mentorship.messages.filter(author=member).update(author=None)
        actions.forget_orphans(mentorship)
    ThreadReading.objects.filter(member=member).delete()
    Case.objects.filter(closed_by=member).update(closed_by=None)
    Look.objects.filter(by=member).update(by=None)


def as_coordinator(member: User) -> dict[str, Any]:
    weighed = Weighing.objects.filter(changed_by=member).order_by("pk")
    return {
        "matchings_worked_out": list(Run.objects.filter(made_by=member).order_by("pk").values("made_at")),
        "matchings_published": list(Run.objects.filter(published_by=member).order_by("pk").values("published_at")),
        "weights_changed": list(weighed.values("centre__name", "changed_at")),
    }


def leave_runs(member: User) -> None:
    """Their pairs go with what they said. Whoever works a draft out or publishes it is waited for: it is held first."""
    named = Run.objects.filter(Q(pairs__offer__member=member) | Q(pairs__request__member=member))
    list(Run.objects.select_for_update().filter(pk__in=named.values("pk")).order_by("pk"))
    Run.objects.filter(made_by=member).update(made_by=None)
    Run.objects.filter(published_by=member).update(published_by=None)
    Weighing.objects.filter(changed_by=member).update(changed_by=None)


def photos_of(member: User) -> QuerySet[OfferPhoto]:
    return OfferPhoto.objects.filter(offer__member=member).order_by("pk")


def contribute() -> MentoringContribution:
    return MentoringContribution()
