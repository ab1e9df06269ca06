"""Files with places that come in, and those that are given out."""

import datetime as dt
import secrets
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.models import GUARDED
from community.members.models import Centre, User

IMPORT_KEPT = dt.timedelta(days=7)


def guarded_path(thing: models.Model, name: str) -> str:
    """Handed out by views only, and not to be guessed."""
    return f"{GUARDED}/{secrets.token_urlsafe(16)}/{name[-60:]}"


class FileKind(models.TextChoices):
    CSV = "csv", _("CSV")
    GEOJSON = "geojson", _("GeoJSON")
    HSDS = "hsds", _("HSDS 3, JSON")
    PACKAGE = "package", _("HSDS 3, tables in a zip")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def for_centre(self, centre: Centre) -> "ImportRunQuerySet":
        return self.filter(centre=centre)

    def listed(self) -> "ImportRunQuerySet":
        return self.order_by("-made_at", "-pk")

    def outdated(self, at: dt.datetime) -> "ImportRunQuerySet":
        return self.filter(made_at__lte=at - IMPORT_KEPT)


class ImportRun(models.Model):
    """A file on its way onto the map. Each step claims the state it starts from, so that none is done twice.

    `reading` says how the file is read (encoding, delimiter, columns, swapped, category, source); `report` what the
    check or the run found, as `maps.taking.Report` has it.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("to be checked")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("being taken over")
        DONE = "done", _("taken over")
        FAILED = "failed", _("cannot be read")

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    member = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=FileKind)
    file = models.FileField(upload_to=guarded_path)
    size = models.PositiveIntegerField()
    reading: models.Field[Any, Any] = models.JSONField(default=dict)
    report: models.Field[Any, Any] = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.UPLOADED)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of places")
        verbose_name_plural = _("imports of places")
        indexes = [models.Index(fields=["centre", "-made_at", "-id"], name="imports_by_day")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("maps:import-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def is_busy(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.RUNNING}

    @property
    def erased_on(self) -> dt.datetime:
        return self.made_at + IMPORT_KEPT


class DataFile(models.Model):
    """A centre's public places as a file, as they were at `stamp` of its index (see `maps.models.traces`)."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=FileKind)
    file = models.FileField(upload_to=guarded_path)
    size = models.PositiveIntegerField()
    places = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=80)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("data file")
        verbose_name_plural = _("data files")
        constraints = [models.UniqueConstraint(fields=["centre", "kind"], name="one_data_file_a_kind")]

    def __str__(self) -> str:
        return f"{self.centre} {self.kind}"
