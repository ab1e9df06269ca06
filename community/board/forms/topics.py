from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.board import actions
from community.board.actions.topics import Beginning
from community.board.forms.writing import TokenField, words_field
from community.board.models import Kind, Topic
from community.interface.forms import PictureForm, TagsField
from community.members.models import Centre, User
from community.operations.ratelimit import spend

TOPICS_AN_HOUR = 6


class TopicForm(PictureForm):
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("In one line"), max_length=120)
    text = words_field(label=_("Your words"), help_text=_("**bold**, *slanted*, lists with “-”, quotes with “>”."))
    is_unnamed = forms.BooleanField(
        label=_("Do not show my name (concerns only)"),
        required=False,
        help_text=_(
            "Only a moderator who does not owe the answer can learn who raised it. They must write down why, you are "
            "told, and everybody can read that they did."
        ),
    )
    asks_stance = forms.BooleanField(label=_("Ask others whether they are for or against"), required=False)
    words = TagsField(
        label=_("Tags"), required=False, max_length=300, help_text=_("Up to six words, with commas between.")
    )
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)
    token = TokenField()
    field_order = ["kind", "title", "text", "file", "alt"]

    def __init__(self, *args: Any, centre: Centre, author: User, host: models.Model | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre, self.author, self.host = centre, author, host
        languages = cast("forms.ChoiceField", self.fields["language"])
        languages.choices = sorted(settings.LANGUAGES, key=lambda row: row[0] not in centre.languages)
        languages.initial = author.language if author.language in centre.languages else centre.language
        cast("Any", self.fields["kind"]).cards = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("is_unnamed") and data.get("kind") not in {Kind.CONCERN, None}:
            self.add_error("is_unnamed", _("Only a concern can be raised without a name."))
        if not self.errors and not spend("topic", f"member:{self.author.pk}", limit=TOPICS_AN_HOUR, seconds=3600):
            raise ValidationError(
                _("You have opened many topics within an hour. Your text is kept: please try later."), code="too_many"
            )
        return data

    def save(self) -> Topic | None:
        """None where it comes too soon; the form then says so and keeps the text."""
        try:
            return self.open()
        except ValidationError as error:
            self.add_error(None, error)
            return None

    def open(self) -> Topic:
        data = dict(self.cleaned_data)
        token, tags = data.pop("token"), data.pop("words")
        del data["file"], data["alt"]
        beginning = Beginning(**data, tags=tags, host=self.host, picture=self.slot)
        return actions.open_topic(
            centre=self.centre, author=self.author, beginning=beginning, token=token, at=timezone.now()
        )


class ClosingForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it closed?"), help_text=_("Everybody reads it below the topic."), max_length=300
    )

    def save(self, *, topic: Topic, by: User) -> None:
        actions.close(topic=topic, because=self.cleaned_data["because"], by=by, at=timezone.now())
