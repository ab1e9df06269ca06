"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from community.interface.actions import discard_photo
from community.members.models import User
from initiatives.proposals.actions.authors import hand_over
from initiatives.proposals.actions.support import recount
from initiatives.proposals.actions.writing import discard_file
from initiatives.proposals.models import Amendment, CoAuthor, Helper, Initiative, MergerConsent, StateChange, Support
from initiatives.proposals.models.amendments import WORDS

TEXTS = ("centre__name", "state", "title", "summary", "description", "category", "place", "latitude", "longitude")


class ProposalsContribution:
    def export(self, member: User) -> dict[str, Any]:
        steps = StateChange.objects.filter(by=member).order_by("pk")
        signed = Support.objects.filter(member=member).order_by("pk")
        together = CoAuthor.objects.filter(member=member).order_by("pk")
        suggested = Amendment.objects.filter(author=member).order_by("pk")
        helped = Helper.objects.filter(member=member).order_by("pk")
        agreed = MergerConsent.objects.filter(member=member).order_by("pk")
        return {
            "initiatives": [whole(initiative) for initiative in Initiative.objects.by(member)],
            "signatures": list(
                signed.values("initiative__title", "initiative__centre__name", "shows_name", "created_at")
            ),
            "amendments_suggested": list(
                suggested.values("initiative__title", *WORDS, "note", "suggested_at", "reason")
            ),
            "help_offered": list(helped.values("initiative__title", "text", "hours", "contact", "offered_at")),
            "written_together": list(together.values("initiative__title", "invited_at", "accepted_at")),
            "mergers_agreed_to": list(agreed.values("merger__source__title", "merger__target__title", "agreed_at")),
            "steps_taken": list(steps.values("initiative__title", "verb", "reason", "changed_at")),
        }

    def erase(self, member: User, *, keep_public: bool) -> None:
        """What others wrote with them is theirs. Drafts go in any case.

        What the centre has taken up stays as its record, signed "former member".
        """
        signed = Support.objects.filter(member=member)
        if keep_public:
            signed.update(shows_name=False)
        else:
            take_signatures_away(member)
        CoAuthor.objects.filter(member=member).delete()
        Helper.objects.filter(member=member).delete()
        suggested = Amendment.objects.filter(author=member)
        (suggested.open() if keep_public else suggested.exclude(is_accepted=True)).delete()
        written = Initiative.objects.filter(author=member).order_by("pk")
        for initiative in written:
            hand_over(initiative)
        for initiative in written.all().filter(state=Initiative.State.DRAFT) if keep_public else written.all():
            erase_initiative(initiative)


def whole(initiative: Initiative) -> dict[str, Any]:
    facts = Initiative.objects.filter(pk=initiative.pk).values(
        *TEXTS, "language", "cost", "created_at", "published_at"
    )[0]
    facts["tags"] = sorted(initiative.tags.names())
    facts["cost_items"] = list(initiative.cost_items.values("label", "amount"))
    facts["pictures"] = [{"shows": each.alt, "file": each.large_jpg} for each in initiative.pictures.all()]
    return facts


def take_signatures_away(member: User) -> None:
    """Answered initiatives keep the number that they were answered with."""
    gathering = Initiative.objects.filter(supports__member=member, state=Initiative.State.PUBLISHED)
    recounted = list(gathering.select_for_update().order_by("pk"))
    Support.objects.filter(member=member).delete()
    for initiative in recounted:
        recount(initiative)


def erase_initiative(initiative: Initiative) -> None:
    try:
        with transaction.atomic():
            for photo in [*initiative.pictures.all(), *initiative.delivery_photos.all()]:
                discard_photo(photo)
            for document in initiative.documents.all():
                discard_file(document)
            initiative.delete()
    except ProtectedError:
        # It stands on a ballot: the text belongs to the vote, the name does not.
        Initiative.objects.filter(pk=initiative.pk).update(author=None)


def contribute() -> ProposalsContribution:
    return ProposalsContribution()
