from django.forms.renderers import TemplatesSetting


class FieldRenderer(TemplatesSetting):
    """Every form field is drawn by our one component."""

    field_template_name = "components/field.html"
