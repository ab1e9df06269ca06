"""What this room knows about a member, for "download everything" and "erase me"."""

from typing import Any

from community.members.models import User
from maps.personal_offers import erase_offers, export_offers


class MapsContribution:
    def export(self, member: User) -> dict[str, Any]:
        return export_offers(member)

    def erase(self, member: User, *, keep_public: bool) -> None:
        erase_offers(member)


def contribute() -> MapsContribution:
    return MapsContribution()
