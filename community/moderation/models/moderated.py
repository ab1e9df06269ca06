"""What members publish, as far as moderators have to do with it."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.interface.models import Photo
from community.members.models import Centre, User
from community.moderation.models.decisions import Decision


class ModeratedQuerySet(models.QuerySet[Any]):
    def shown(self) -> Self:
        return self.filter(hidden_at__isnull=True)


class Moderated(models.Model):
    """Anything that people publish: hidden only through a `Decision`, which carries the reason.

    A subclass has `centre`, `author` and `get_absolute_url()`, and its queryset, built on `ModeratedQuerySet`, has
    `visible_to(member)`. It inherits `Moderated.Meta`, whose constraint makes hiding without a decision impossible.
    Where `author` is no column, `author_field` names the one that it is read from.
    """

    author_field = "author"
    # Whether a decision may erase its words for good: then it has `erase_words()`.
    removable = False

    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True, editable=False)
    hidden_through = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_through__isnull=True)
                | Q(hidden_at__isnull=False, hidden_through__isnull=False),
                name="%(app_label)s_%(class)s_hidden_through_decision",
            )
        ]

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def writer_id(self) -> int | None:
        return getattr(self, f"{self.author_field}_id")

    @classmethod
    def published_by(cls, member: User, centre: Centre) -> Any:
        """What stands of `member` in `centre`, the oldest first."""
        rows: Any = cls._default_manager
        return rows.filter(centre=centre, **{cls.author_field: member}).order_by("pk")

    def words(self) -> str:
        """What the moderators keep as the reported text."""
        return str(self)

    def photos(self) -> list[Photo]:
        """What the moderators look at beside the words."""
        return []

    def settle(self, decision: Decision) -> None:
        """Called inside the deciding transaction, after this was hidden, shown again or kept."""

    def erase_words(self) -> None:
        raise NotImplementedError
