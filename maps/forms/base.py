"""A coordinator's base map: a file of tiles, looked into before it is kept."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from community.members.models import Centre
from maps.actions import put_tiles
from maps.models import BaseMap
from maps.pmtiles import Header, Unreadable, read_header

LARGEST = 60_000_000  # bytes; what one request may bring is a little more
NEEDED = {"roads", "water"}  # of Protomaps' basemap, whose layers static/js/basemap-paint.js paints
DEEPEST = 12  # a map that goes less deep shows no village


class TilesField(forms.FileField):
    """Its data is an uploaded file whose `header` was read."""

    default_error_messages = {
        "size": _("The file is larger than 60 MB. Cut a smaller piece: the commune and some kilometres around it."),
        "format": _("This is not a PMTiles file (version 3), or a part of it is missing. Please upload it anew."),
        "pictures": _("The file holds pictures, not shapes. Maps here are drawn from vector tiles."),
        "layers": _("The file has other layers than our maps draw. Cut it from Protomaps’ map, as the handbook says."),
        "coarse": _("The file has no tiles of the near view. It must go down to zoom 12 at least, best to 15."),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            file.header = self.header_of(file)  # type: ignore[attr-defined]
        return file

    def header_of(self, file: UploadedFile) -> Header:
        size = file.size or 0
        if size > LARGEST:
            raise self.wrong("size")
        try:
            header = read_header(file, size)  # type: ignore[arg-type]
        except Unreadable:
            raise self.wrong("format") from None
        if not header.is_vector:
            raise self.wrong("pictures")
        if not header.layers >= NEEDED:
            raise self.wrong("layers")
        if header.zooms[1] < DEEPEST:
            raise self.wrong("coarse")
        return header

    def wrong(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)


class BaseMapForm(WagtailAdminModelForm):
    tiles = TilesField(
        label=_("Map tiles"),
        help_text=_("One file that ends in .pmtiles, at most 60 MB. The handbook says how to make it."),
        widget=forms.FileInput(attrs={"accept": ".pmtiles"}),
    )
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=200,
        help_text=_("Stands on every map, as the licence of the data asks: © OpenStreetMap contributors."),
    )

    class Meta:
        model = BaseMap
        fields = ["centre", "tiles", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Centre.objects.served_by(self.for_user, "coordinator") if self.for_user else Centre.objects.none()
        if self.instance.pk:
            del self.fields["centre"]
            self.fields["tiles"].required = not self.instance.tiles
        else:
            self.fields["centre"].queryset = own.filter(base_map=None).order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file, centre = cleaned.get("tiles"), cleaned.get("centre") or (self.instance.pk and self.instance.centre)
        header = getattr(file, "header", None)
        if header and centre and not header.covers(centre.latitude, centre.longitude):
            words = _("The file shows another region: %(centre)s is not in it.") % {"centre": centre.name}
            self.add_error("tiles", forms.ValidationError(words, code="region"))
        return cleaned

    def _post_clean(self) -> None:
        """Nothing is put on the row here, where an old file would be lost: that is the action's."""

    def save(self, commit: bool = True) -> BaseMap:
        file, source = self.cleaned_data["tiles"], self.cleaned_data["source"]
        centre = self.cleaned_data.get("centre") or self.instance.centre
        found = put_tiles(centre=centre, file=file if isinstance(file, UploadedFile) else None, source=source)
        self.instance: BaseMap = found
        return found
