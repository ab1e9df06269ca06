from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from community.board.models import Concern
from community.members.holding import Held
from community.members.models import Centre


def contribute(centre: Centre) -> Iterator[Held]:
    """Concerns that one person was entrusted with and has not answered; one query."""
    entrusted = Concern.objects.filter(topic__centre=centre, owner__isnull=False, answered_at__isnull=True)
    for concern in entrusted.select_related("topic").order_by("due_at", "pk"):
        assert concern.owner_id
        text = _("Answers the concern “%(title)s”") % {"title": concern.topic.title}
        place = reverse("board:concern-entrust", kwargs={"centre": centre.slug, "pk": concern.topic_id})
        yield Held(concern.owner_id, text, place)
