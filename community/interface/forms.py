from typing import IO, Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from community.interface.actions import Slot
from community.interface.emblems import HEAVIEST_EMBLEM, Emblem, draw
from community.interface.pictures import HEAVIEST, encode

# Django's own word for nothing chosen yet, which its catalogues do not have in our languages.
NOTHING_CHOSEN = gettext_noop("- Select an option -")


class FieldRenderer(TemplatesSetting):
    """Every form field is drawn by our one component."""

    field_template_name = "components/field.html"


MOST_TAGS = 6


class TagsField(forms.CharField):
    """Words with commas between; the same word once."""

    def clean(self, value: Any) -> list[str]:
        words = [" ".join(word.split()).lower().lstrip("#") for word in super().clean(value).split(",")]
        tags = list(dict.fromkeys(word for word in words if word))
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(_("At most %(most)d tags, please."), params={"most": MOST_TAGS})
        if any(len(tag) > 40 for tag in tags):
            raise forms.ValidationError(_("A tag has at most 40 letters. Did you forget a comma?"))
        return tags


class PhotoField(forms.FileField):
    """A photo, read and written anew while the form is checked, so that a broken one is an error of its field."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})
    max_bytes = HEAVIEST

    def clean(self, data: Any, initial: Any = None) -> Any:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > self.max_bytes:
            raise forms.ValidationError(
                _("This picture is heavier than %(megabytes)d MB. Please send a smaller copy."),
                code="too_heavy",
                params={"megabytes": self.max_bytes // (1024 * 1024)},
            )
        return self.read(file)

    def read(self, file: IO[bytes]) -> Any:
        return encode(file)


class EmblemField(PhotoField):
    """A crest or a sign, read the same way and kept small."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})
    max_bytes = HEAVIEST_EMBLEM

    def read(self, file: IO[bytes]) -> Emblem:
        return draw(file)


class ShownForm(forms.Form):
    """A photo and what it shows."""

    file = PhotoField(label=_("Photo"), max_length=200)
    alt = forms.CharField(
        label=_("What it shows"), help_text=_("One sentence for those who cannot see it."), max_length=200
    )

    @property
    def slot(self) -> Slot:
        return Slot(alt=self.cleaned_data["alt"], encoded=self.cleaned_data["file"])


class PictureForm(forms.Form):
    """Perhaps a photo, then with what it shows. What stands there already comes as `picture` in the initial data."""

    file = PhotoField(label=_("Photo"), required=False, max_length=200)
    alt = forms.CharField(
        label=_("What it shows"),
        help_text=_("One sentence for those who cannot see it."),
        max_length=200,
        required=False,
    )
    remove = forms.BooleanField(label=_("Remove this picture"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = self.initial.get("picture")
        for name in ("file", "alt"):
            cast("Any", self.fields[name]).unmarked = True
        if self.there:
            self.fields["file"].label = _("Another photo in its place")
        else:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        comes = data.get("file") or "file" in self.errors
        stays = self.there and not data.get("remove")
        if (comes or stays) and not data.get("alt") and "alt" not in self.errors:
            self.add_error("alt", _("Please say in a few words what the picture shows."))
        if data.get("alt") and not comes and not self.there:
            self.add_error("file", _("You say what a picture shows, but none came along. Please choose it once more."))
        return data

    @property
    def slot(self) -> Slot | None:
        data = self.cleaned_data
        if not (data.get("file") or self.there):
            return None
        removed = data.get("remove", False) and not data.get("file")
        return Slot(alt=data.get("alt", ""), encoded=data.get("file"), removed=removed)

    @property
    def picture_fields(self) -> list[forms.BoundField]:
        """Drawn together, folded away; the others stand open."""
        return [self[name] for name in ("file", "alt", "remove") if name in self.fields]

    @property
    def has_begun_picture(self) -> bool:
        return bool(self.there or self["alt"].value() or self["file"].errors or self.lost_file)

    @property
    def lost_file(self) -> bool:
        """A photo was chosen, nothing is wrong with it, and a browser will not send it again by itself."""
        return self.is_bound and bool(self.errors) and bool(self.cleaned_data.get("file"))
