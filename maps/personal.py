"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from community.members.models import User
from maps.models import Keeper, Place, Suggestion
from maps.personal_offers import erase_offers, export_offers


class MapsContribution:
    def export(self, member: User) -> dict[str, Any]:
        made = Suggestion.objects.filter(member=member).order_by("pk")
        kept = Keeper.objects.filter(member=member).order_by("pk")
        confirmed = Place.objects.filter(confirmed_by=member).order_by("pk")
        return {
            "suggestions": list(
                made.values("centre__name", "place__name", "proposed", "note", "made_at", "outcome", "answer")
            ),
            "suggestions_decided": list(
                Suggestion.objects.filter(decided_by=member)
                .order_by("pk")
                .values("centre__name", "place__name", "decided_at", "outcome", "answer")
            ),
            "organisations_kept": list(kept.values("organisation__name", "organisation__centre__name", "linked_at")),
            "keepers_linked": Keeper.objects.filter(linked_by=member).count(),
            "places_confirmed": list(confirmed.values("name", "centre__name", "confirmed_on")),
            **export_offers(member),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """What they suggested goes, since it was never public; what was taken over stands as the centre's."""
        Suggestion.objects.filter(member=member).delete()
        Suggestion.objects.filter(decided_by=member).update(decided_by=None)
        Keeper.objects.filter(member=member).delete()
        Keeper.objects.filter(linked_by=member).update(linked_by=None)
        Place.objects.filter(confirmed_by=member).update(confirmed_by=None)
        erase_offers(member)


def contribute() -> MapsContribution:
    return MapsContribution()
