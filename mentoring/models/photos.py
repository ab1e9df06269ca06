"""A mentor's face, if they like."""

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from community.interface.models import Photo
from mentoring.models.offers import Offer


class OfferPhoto(Photo):
    """Private as the offer is; the other side sees it where its mentor has opened Part.PHOTO (see mentoring.seeing)."""

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="photo")

    class Meta:
        verbose_name = _("photo of a mentor")
        verbose_name_plural = _("photos of mentors")

    def __str__(self) -> str:
        """Not what it shows, which may be a name."""
        return translation.gettext("photo of a mentor")

    def address(self, size: str, kind: str) -> str:
        place = {"centre": self.offer.centre.slug, "pk": self.offer_id, "photo": self.pk}
        return reverse("mentoring:offer-photo", kwargs=place | {"size": size, "kind": kind})
