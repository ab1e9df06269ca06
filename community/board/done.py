"""What a member did here: wrote. A concern without a name is the member's own business, and shown to them alone."""

from django.utils.translation import gettext as _

from community.board.models import Post
from community.members.done import OF_A_ROOM, Done
from community.members.models import User


def contribute(member: User) -> list[Done]:
    """One query."""
    posts = Post.objects.visible_to(member).filter(author=member).select_related("topic", "centre")
    return [wrote(post) for post in posts.order_by("-written_at", "-pk")[:OF_A_ROOM]]


def wrote(post: Post) -> Done:
    text = _("You opened “%(title)s”") if post.is_opening else _("You wrote in “%(title)s”")
    return Done(text % {"title": post.topic.title}, post.get_absolute_url(), post.written_at)
