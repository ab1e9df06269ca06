"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from community.members.models import User
from community.notifications.actions import notify
from mentoring.actions import discard_photos
from mentoring.models import Apart, Mentorship, Offer, OfferPhoto, Request, Vetting

SAID = (
    *("centre__name", "languages", "occupations", "skills", "countries", "online", "within_km", "place", "latitude"),
    *("longitude", "hours", "traits", "wishes", "words", "shown", "of_age_at", "written_at", "changed_at"),
    *("paused_at", "withdrawn_at"),
)
DATES = ("proposed_at", "expires_at", "mentor_accepted_at", "mentee_accepted_at", "declined_at", "ended_at")


class MentoringContribution:
    def export(self, member: User) -> dict[str, Any]:
        """Who stood on the other side is not theirs to take along."""
        offers, requests = (model.objects.filter(member=member).order_by("pk") for model in (Offer, Request))
        together = Mentorship.objects.order_by("pk")
        return {
            "offers": list(offers.values(*SAID, "topics", "capacity", "hours_a_month")),
            "photos": [{"shows": each.alt, "file": each.large_jpg} for each in photos_of(member)],
            "requests": list(requests.values(*SAID, "first", "second", "third", "paired_at")),
            "looked_at": list(Vetting.objects.filter(offer__member=member).order_by("pk").values("kind", "on")),
            "as_a_mentor": list(together.filter(mentor=member).values("centre__name", *DATES)),
            "as_a_mentee": list(together.filter(mentee=member).values("centre__name", "total", *DATES)),
            "kept_apart_from_mentors": Apart.objects.filter(mentee=member).count(),
            "kept_apart_from_mentees": Apart.objects.filter(mentor=member).count(),
            "mentors_looked_at": list(Vetting.objects.filter(by=member).order_by("pk").values("kind", "on")),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """Nothing of it was public, so all of it goes. Who stood on the other side is told, and may ask the next."""
        now = timezone.now()
        for model in (Offer, Request):  # whoever asks at this moment waits, and finds nobody
            list(model.objects.select_for_update().filter(member=member).order_by("pk"))
        for each in Mentorship.objects.standing().of(member).select_related("centre", "mentor", "mentee"):
            Mentorship.objects.filter(pk=each.pk).update(ended_at=now)
            others = [person for person in (each.mentor, each.mentee) if person and person != member]
            notify(others, "mentoring.left", each, centre=each.centre, at=now)
        Mentorship.objects.filter(mentor=member).update(mentor=None)
        Mentorship.objects.filter(mentee=member).update(mentee=None)
        Apart.objects.filter(mentor=member).delete()
        Apart.objects.filter(mentee=member).delete()
        discard_photos(photos_of(member))
        Offer.objects.filter(member=member).delete()
        Request.objects.filter(member=member).delete()
        Vetting.objects.filter(by=member).update(by=None)


def photos_of(member: User) -> QuerySet[OfferPhoto]:
    return OfferPhoto.objects.filter(offer__member=member).order_by("pk")


def contribute() -> MentoringContribution:
    return MentoringContribution()
