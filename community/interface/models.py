"""A photo that people send: each room that takes some says to what it belongs and under which address it is shown."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

# What lies in this folder of the media is handed out by views that ask who may see it, and never as a file.
GUARDED = "guarded"


def picture_path(picture: "Photo", name: str) -> str:
    """Not to be guessed either."""
    return f"{GUARDED}/{secrets.token_urlsafe(16)}/{name}"


class Photo(models.Model):
    """Written anew by us in two sizes; nothing of the uploaded file is kept but what one sees."""

    alt = models.CharField(_("what it shows"), max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    large_webp = models.FileField(upload_to=picture_path)
    large_jpg = models.FileField(upload_to=picture_path)
    small_webp = models.FileField(upload_to=picture_path)
    small_jpg = models.FileField(upload_to=picture_path)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.alt

    def address(self, size: str, kind: str) -> str:
        """Of the view that hands it out: `size` large or small, `kind` webp or jpg."""
        raise NotImplementedError

    @property
    def whole(self) -> str:
        """Where one sees all of it."""
        return self.address("large", "jpg")
