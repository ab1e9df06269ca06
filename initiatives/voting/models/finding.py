"""Finding rounds: by whom they may be seen, and by where they stand at a moment."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Now

from community.members.models import Centre, RoleGrant, User

# A ballot written just before the close may still be on its way to the disk; the box is opened after this.
SETTLING = dt.timedelta(seconds=60)


class RoundQuerySet(models.QuerySet[Any]):
    def for_centre(self, centre: Centre) -> "RoundQuerySet":
        return self.filter(centre=centre)

    def deciding(self) -> "RoundQuerySet":
        """Without trials."""
        return self.filter(is_trial=False)

    def announced(self) -> "RoundQuerySet":
        """Told to everybody, which a trial never is."""
        return self.deciding().filter(announced_at__isnull=False)

    def drafts(self) -> "RoundQuerySet":
        return self.filter(announced_at__isnull=True).order_by("-pk")

    def frozen(self) -> "RoundQuerySet":
        return self.filter(frozen_at__isnull=False)

    def open(self, at: object) -> "RoundQuerySet":
        """Taking ballots at `at`: a moment, or the database's own clock as `Now()`."""
        return (
            self.frozen().filter(opens_at__lte=at, closes_at__gt=at, closure__isnull=True).order_by("closes_at", "pk")
        )

    def coming(self, at: dt.datetime) -> "RoundQuerySet":
        return self.announced().filter(Q(opens_at__gt=at) | Q(frozen_at__isnull=True)).order_by("opens_at", "pk")

    def collecting(self, at: dt.datetime) -> "RoundQuerySet":
        """Announced, not frozen yet, and still taking ideas."""
        taking = self.announced().filter(frozen_at__isnull=True, collects_from__lte=at, opens_at__gt=at)
        return taking.filter(Q(collects_until__isnull=True) | Q(collects_until__gt=at)).order_by("opens_at", "pk")

    def closed(self, at: dt.datetime) -> "RoundQuerySet":
        return self.frozen().filter(Q(closes_at__lte=at) | Q(closure__isnull=False)).order_by("-closes_at", "-pk")

    def at_a_glance(self, at: dt.datetime) -> "RoundQuerySet":
        """Drafts first, then what is open (the soonest to close first), what is coming, and what is over."""
        order = Case(
            When(announced_at__isnull=True, then=0),
            When(closure__isnull=False, then=3),
            When(frozen_at__isnull=False, closes_at__lte=at, then=3),
            When(frozen_at__isnull=False, opens_at__lte=at, then=1),
            default=2,
        )
        nearest = Case(When(order=3, then=None), default=F("closes_at"))
        return self.alias(order=order).order_by("order", nearest.asc(nulls_last=True), "-closes_at", "-pk")

    def taking_paper(self, at: object) -> "RoundQuerySet":
        """Whose paper may be counted out of the urn and keyed in at `at`: a while longer than voting is open."""
        on_paper = self.frozen().exclude(paper=self.model.Paper.NONE).filter(papers_settled_at__isnull=True)
        return on_paper.filter(opens_at__lte=at, papers_until__gt=at, closure__isnull=True).order_by("closes_at", "pk")

    def due(self) -> "RoundQuerySet":
        """Over for long enough, by the database's clock, that the box may be opened: keying of paper too."""
        settled = Now() - SETTLING
        over = self.frozen().filter(closes_at__lte=settled, closure__isnull=True).order_by("closes_at", "pk")
        return over.filter(
            Q(paper=self.model.Paper.NONE) | Q(papers_until__lte=settled) | Q(papers_settled_at__lte=settled)
        )

    def visible_to(self, member: User | AnonymousUser) -> "RoundQuerySet":
        if not member.is_authenticated:
            return self.announced()
        served = Centre.objects.served_by(member, "coordinator")
        announced = Q(announced_at__isnull=False, is_trial=False)
        return self.filter(announced | Q(centre__in=served.values("pk")) | self.tried_by(member))

    def tried_by(self, member: User) -> Q:
        """Trials for the centre's whole staff and for members who were invited."""
        staffed = Centre.objects.served_by(member, *RoleGrant.Role.values).values("pk")
        invited = self.model.guests.through.objects.filter(user=member).values("round")
        return Q(is_trial=True, frozen_at__isnull=False) & (Q(centre__in=staffed) | Q(pk__in=invited))
