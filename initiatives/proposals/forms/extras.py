"""Adding a PDF, and lending a hand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from initiatives.proposals import actions
from initiatives.proposals.models import Document, Helper, Initiative

HEAVIEST = 8 * 1024 * 1024


class PdfField(forms.FileField):
    """The bytes of a PDF. What a file is called or says of itself proves nothing: its first and last bytes do."""

    widget = forms.FileInput(attrs={"accept": "application/pdf"})
    max_bytes = HEAVIEST

    def clean(self, data: Any, initial: Any = None) -> bytes:
        file: UploadedFile = super().clean(data, initial)
        if (file.size or 0) > HEAVIEST:
            raise forms.ValidationError(
                _("This file is heavier than %(megabytes)d MB. Please send a smaller copy."),
                code="too_heavy",
                params={"megabytes": HEAVIEST // (1024 * 1024)},
            )
        content = file.read()
        if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
            raise forms.ValidationError(
                _("This is not a PDF. Please save or export the document as PDF and choose it again."), code="not_pdf"
            )
        if b"/Encrypt" in content:
            raise forms.ValidationError(
                _("This PDF is locked with a password. Please send one that everybody can open."), code="locked"
            )
        return content


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("What it is"), max_length=120)
    file = PdfField(label=_("PDF file"), max_length=200, help_text=_("At most 8 MB."))

    def save(self, *, initiative: Initiative, by: User) -> Document | None:
        """None when it cannot be kept, with the reason among the form's errors."""
        facts = {"title": self.cleaned_data["title"], "content": self.cleaned_data["file"]}
        try:
            return actions.add_document(initiative=initiative, by=by, at=timezone.now(), **facts)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class HelpForm(forms.ModelForm[Helper]):
    class Meta:
        model = Helper
        fields = ["text", "hours", "contact"]
        help_texts = {
            "text": _("“I can lend a tractor”, “I bake for the helpers”."),
            "hours": _("How many you can give, about."),
            "contact": _("E-mail or phone. Only its authors and the centre see it."),
        }

    def save(self, *, initiative: Initiative, by: User) -> Helper:  # type: ignore[override]
        return actions.offer_help(initiative=initiative, by=by, at=timezone.now(), **self.cleaned_data)
