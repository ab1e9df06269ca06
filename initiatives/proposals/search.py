from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.interface.search import Hit
from community.members.models import Centre, User
from initiatives.proposals.models import Initiative


def initiatives(query: str, *, centre: Centre | None, member: User | None, language: str, limit: int) -> list[Hit]:
    """What `member` may read, each word somewhere in it; most supported first. One query."""
    if not query.strip():
        return []
    found = Initiative.objects.visible_to(member or AnonymousUser()).saying(query[:120])
    if centre:
        found = found.for_centre(centre)
    return [
        Hit(title=row.title, summary=row.summary, url=row.get_absolute_url(), kind=_("initiative"), lang=row.language)
        for row in found.most_supported().select_related("centre").defer("description", "folded")[:limit]
    ]
