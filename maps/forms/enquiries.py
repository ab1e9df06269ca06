"""Writing about a notice, sharing a contact, ending it."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.operations.ratelimit import spend
from maps.actions import enquiring
from maps.models import Enquiry, EnquiryMessage, Offer
from maps.models.enquiries import LONGEST_MESSAGE

ENQUIRIES_A_DAY = 8
MESSAGES_A_MINUTE = 20


class WordsForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 4})
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    limit: tuple[str, int, int]  # what is counted, how often, in how many seconds

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.author = author

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        action, limit, seconds = self.limit
        if not self.errors and not spend(action, f"member:{self.author.pk}", limit=limit, seconds=seconds):
            raise ValidationError(self.too_many(), code="too_many")
        return data

    def too_many(self) -> Any:
        return _("That was a lot in one minute. Your text is kept: send it again in a moment.")


class EnquiryForm(WordsForm):
    """The first message about a notice."""

    limit = ("enquiry", ENQUIRIES_A_DAY, 86400)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer

    def too_many(self) -> Any:
        return _("You have written to many people today. Please come back tomorrow.")

    def save(self) -> Enquiry | None:
        """None where it comes too soon; the form then says so and keeps the text."""
        said = {"text": self.cleaned_data["text"], "token": self.cleaned_data["token"]}
        try:
            return enquiring.enquire(offer=self.offer, asker=self.author, at=timezone.now(), **said)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class AnswerForm(WordsForm):
    limit = ("enquiry_message", MESSAGES_A_MINUTE, 60)

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enquiry = enquiry

    def save(self) -> EnquiryMessage | None:
        """None where nothing can be written any more; the form then says so and keeps the text."""
        said = {"text": self.cleaned_data["text"], "token": self.cleaned_data["token"]}
        try:
            return enquiring.write_message(enquiry=self.enquiry, author=self.author, at=timezone.now(), **said)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class ContactForm(forms.Form):
    email = forms.BooleanField(required=False)
    words = forms.CharField(
        label=_("A telephone number, or other words"),
        max_length=120,
        required=False,
        help_text=_("For example “600 000 000, after six”."),
    )

    def __init__(self, *args: Any, enquiry: Enquiry, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enquiry, self.member = enquiry, member
        if member.email:
            self.fields["email"].label = _("My e-mail address, %(email)s") % {"email": member.email}
        else:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data.get("email") or data.get("words")):
            raise ValidationError(_("Please choose how the other side may reach you."), code="nothing")
        return data

    def save(self) -> None:
        data = self.cleaned_data
        parts = [self.member.email if data.get("email") else "", data["words"]]
        words = ", ".join(part for part in parts if part)[:300]
        enquiring.share_contact(enquiry=self.enquiry, member=self.member, words=words, at=timezone.now())


class CloseForm(forms.Form):
    mutes = forms.BooleanField(
        label=_("They shall not write to me about any notice any more"),
        required=False,
        help_text=_("Nobody tells them. You can allow it again among your notices."),
    )

    def save(self, *, enquiry: Enquiry, by: User) -> None:
        enquiring.close_enquiry(enquiry=enquiry, by=by, at=timezone.now(), mutes=self.cleaned_data["mutes"])
