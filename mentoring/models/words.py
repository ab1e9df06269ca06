"""What both sides choose from, in the reader's words. The values are those of mentoring.matching."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    WORK = "work", _("finding work")
    BUSINESS = "business", _("a business of one's own")
    DOCUMENTS = "documents", _("documents and offices")
    RECOGNITION = "recognition", _("recognition of qualifications")
    TAX = "tax", _("tax and social insurance")
    HOUSING = "housing", _("housing")
    SCHOOL = "school", _("school and kindergarten")
    HEALTH = "health", _("doctors and health insurance")
    LANGUAGE = "language", _("the language")
    BEING_BACK = "being_back", _("being back")
    LOCAL_LIFE = "local_life", _("local life and people")


class Trait(models.TextChoices):
    WOMAN = "woman", _("a woman")
    PARENT = "parent", _("a parent")


class Strength(models.TextChoices):
    """How much a wish weighs."""

    NONE = "", _("makes no difference")
    SOFT = "soft", _("would be nice")
    HARD = "hard", _("must be")


class Part(models.TextChoices):
    """What may be opened to the other side once a proposal stands between both. Nothing is, unless its owner says."""

    NAME = "name", _("my name")
    OCCUPATIONS = "occupations", _("what I have worked as, and what else I know")
    COUNTRIES = "countries", _("where I have lived")
    HOURS = "hours", _("when I am free")
    DISTANCE = "distance", _("about how far away I live")
    TRAITS = "traits", _("what I have said about myself (woman, parent)")
    WORDS = "words", _("my sentences")
    PHOTO = "photo", _("my photo")
