from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_noop

# Django's own word for nothing chosen yet, which its catalogues do not have in our languages.
NOTHING_CHOSEN = gettext_noop("- Select an option -")


class FieldRenderer(TemplatesSetting):
    """Every form field is drawn by our one component."""

    field_template_name = "components/field.html"
