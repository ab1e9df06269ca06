"""An initiative, from a resident's sentence to the finished thing."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from community.moderation.models import Moderated


class Initiative(Moderated):
    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("gathering support")
        ADMITTED = "admitted", _("admitted")
        REFUSED = "refused", _("refused")
        SELECTED = "selected", _("selected")
        IN_DELIVERY = "in_delivery", _("in delivery")
        DONE = "done", _("done")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Category(models.TextChoices):
        PUBLIC_SPACE = "public_space", _("public space")
        ROADS = "roads", _("roads and paths")
        CHILDREN = "children", _("children and school")
        CULTURE = "culture", _("culture")
        SPORT = "sport", _("sport and play")
        NATURE = "nature", _("nature")
        SENIORS = "seniors", _("older people")
        SAFETY = "safety", _("safety")
        ECONOMY = "economy", _("work and trade")
        INTEGRATION = "integration", _("coming home")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="initiatives")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="initiatives")
    language = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=240)
    description = models.TextField(_("description"), blank=True, max_length=20_000)
    category = models.CharField(_("category"), max_length=16, choices=Category)
    place = models.CharField(_("where"), max_length=160, blank=True)
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    cost = models.PositiveBigIntegerField(_("estimated cost"), default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    def __str__(self) -> str:
        return self.title
