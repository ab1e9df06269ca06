"""What notices and the letters about them say of a member, for maps/personal.py."""

from typing import Any

from community.members.models import User
from maps.models import Enquiry, EnquiryMessage, Mute, Offer, SharedContact

NOTICE = (
    *("centre__name", "side", "kind", "title", "text", "language", "languages", "provider", "organisation__name"),
    *("group_name", "signed", "village", "latitude", "longitude", "reach", "hours", "hours_note"),
    *("made_at", "renewed_at", "changed_at", "ends_at", "withdrawn_at"),
)


def export_offers(member: User) -> dict[str, Any]:
    """What others wrote to them, and how these can be reached, is not theirs to take along."""
    asked = Enquiry.objects.filter(asker=member).order_by("pk")
    written = EnquiryMessage.objects.filter(author=member).order_by("pk")
    shared = SharedContact.objects.filter(member=member).order_by("pk")
    return {
        "notices": list(Offer.objects.filter(author=member).order_by("pk").values(*NOTICE)),
        "wrote_about_notices": list(asked.values("offer__title", "begun_at", "closed_at")),
        "messages_about_notices": list(written.values("enquiry__offer__title", "text", "written_at")),
        "contacts_shared": list(shared.values("enquiry__offer__title", "words", "at")),
        "may_not_write_to_me": list(Mute.objects.filter(by=member).order_by("pk").values("name", "at")),
    }


def erase_offers(member: User) -> None:
    """A notice without somebody to answer is of no use, and what two people wrote was never public: all of it goes."""
    Enquiry.objects.filter(asker=member).delete()
    Offer.objects.filter(author=member).delete()
    EnquiryMessage.objects.filter(author=member).delete()
    SharedContact.objects.filter(member=member).delete()
    Enquiry.objects.filter(closed_by=member).update(closed_by=None)
    Mute.objects.filter(by=member).delete()
    Mute.objects.filter(whom=member).delete()
