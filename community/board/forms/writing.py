import uuid
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.board import actions
from community.board.models import Post, Stance, Topic
from community.board.models.posts import LONGEST
from community.board.wording import quoted
from community.interface.forms import PictureForm
from community.members.models import User
from community.operations.ratelimit import spend

POSTS_A_MINUTE = 10


def words_field(rows: int = 6, **kwargs: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class TokenField(forms.UUIDField):
    """Marks one sending of a form: the same form sent twice does its work once."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(initial=uuid.uuid4)


class PostForm(PictureForm):
    text = words_field(
        rows=3,
        label=_("Your words"),
        help_text=_("**bold**, *slanted*, lists with “-”, quotes with “>”. Call somebody here with @ and their name."),
    )
    stance = forms.ChoiceField(
        label=_("Where do you stand?"),
        required=False,
        choices=[("", _("I say nothing about that")), *Stance.choices],
        widget=forms.RadioSelect,
    )
    token = TokenField()
    field_order = ["text", "file", "alt", "stance"]

    def __init__(
        self, *args: Any, topic: Topic, author: Any, parent: Post | None = None, quote: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topic, self.author, self.parent = topic, author, parent
        if not topic.asks_stance:
            del self.fields["stance"]
        if parent and quote:
            self.fields["text"].initial = quoted(parent.text)
        if parent:
            self.fields["text"].label = _("Your answer")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not spend("post", f"member:{self.author.pk}", limit=POSTS_A_MINUTE, seconds=60):
            raise ValidationError(
                _("That was a lot in one minute. Your text is kept: send it again in a moment."), code="too_many"
            )
        return data

    def save(self) -> Post | None:
        """None where it comes too soon; the form then says so and keeps the text."""
        try:
            return self.write()
        except ValidationError as error:
            self.add_error(None, error)
            return None

    def write(self) -> Post:
        return actions.write(
            topic=self.topic,
            author=self.author,
            text=self.cleaned_data["text"],
            stance=self.cleaned_data.get("stance", ""),
            token=self.cleaned_data["token"],
            parent=self.parent,
            picture=self.slot,
            at=timezone.now(),
        )


class EditForm(PictureForm):
    text = words_field(label=_("Your words"), help_text=_("The earlier wording stays readable for everybody."))

    field_order = ["text", "file", "alt", "remove"]

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        picture = post.shown_picture
        there = {"text": post.text, "picture": picture, "alt": picture.alt if picture else ""}
        super().__init__(*args, **kwargs | {"initial": there})
        self.post = post

    def save(self, *, by: User) -> Post | None:
        """None where it came too late; the form then says so and keeps the text."""
        try:
            words = cast("str", self.cleaned_data["text"])
            return actions.edit(post=self.post, text=words, by=by, at=timezone.now(), picture=self.slot)
        except ValidationError as error:
            self.add_error(None, error)
            return None
