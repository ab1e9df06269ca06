from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.board.models import Post, Topic
from community.board.wording import plain
from community.interface.search import Hit
from community.members.models import Centre, User


def topics(query: str, *, centre: Centre | None, member: User | None, language: str, limit: int) -> list[Hit]:
    """What `member` may read, each word somewhere in its title or posts; the liveliest first. Two queries."""
    if not query.strip():
        return []
    seen = Topic.objects.visible_to(member or AnonymousUser()).saying(query[:120])
    if centre:
        seen = seen.for_centre(centre)
    rows = list(seen.order_by("-last_post_at").select_related("centre")[:limit])
    texts = dict(Post.objects.filter(topic__in=rows, number=1).shown().values_list("topic_id", "text"))
    return [
        Hit(
            title=row.title,
            summary=plain(texts.get(row.pk, "")),
            url=row.get_absolute_url(),
            kind=_("topic"),
            lang=row.language,
        )
        for row in rows
    ]
