from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

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
