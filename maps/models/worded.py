"""What is said in the language of whoever keeps it, and perhaps in others beside it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Worded(models.Model):
    """A subclass names its texts in WORDS; `translations` holds them by language and then by name.

    A reader gets all of one language where each of the texts is there, else each text by itself in theirs or its own.
    """

    WORDS: tuple[str, ...] = ("name", "summary")

    name = models.CharField(pgettext_lazy("of a place or a service", "name"), max_length=120)
    summary = models.CharField(_("what one finds there"), max_length=600, blank=True)
    language = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    translations = models.JSONField(_("in other languages"), default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def word(self, field: str, language: str) -> tuple[str, str]:
        """The text and the language it is in, which is `language` where it was translated."""
        other = self.translations.get(language, {}).get(field) if language != self.language else None
        return (other, language) if other else (getattr(self, field), self.language)

    @property
    def written_in(self) -> list[str]:
        """Its own language, then those into which its name was translated."""
        return [self.language, *(code for code, texts in self.translations.items() if texts.get("name"))]

    def said(self, language: str) -> dict[str, dict[str, str]]:
        """Each text of WORDS as templates show it: {"text", "lang"}."""
        pairs = {field: self.word(field, language) for field in self.WORDS}
        return {field: {"text": text, "lang": lang} for field, (text, lang) in pairs.items()}

    def all_words(self) -> list[Any]:
        """Every text in every language, for the search."""
        own = [getattr(self, field) for field in self.WORDS]
        return own + [text for texts in self.translations.values() for text in texts.values()]
