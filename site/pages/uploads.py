"""What an editor may upload as a picture, and what is said when it may not be."""

import io
import warnings
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from pages import pictures

# The first bytes of files that people mistake for pictures they may upload.
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class PictureField(WagtailImageField):
    """Refuses what is too heavy, too large or not what it says, in words that tell what to do instead."""

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return super().to_python(data)
        self.refuse_heavy(data)
        data.seek(0)
        self.refuse_strange(data.name, data.read(4096))
        self.refuse_vast(data)
        data.seek(0)
        try:
            found = super().to_python(data)
        except (OSError, SyntaxError):  # what a file that breaks off makes Pillow raise
            raise ValidationError(broken(), code="invalid_image") from None
        return redrawn(found)

    def refuse_heavy(self, data: Any) -> None:
        if self.max_upload_size and data.size > self.max_upload_size:
            raise ValidationError(
                _("This picture is too heavy: %(size)s. Save it smaller, %(most)s at most.")
                % {"size": filesizeformat(data.size), "most": filesizeformat(self.max_upload_size)},
                code="file_too_large",
            )

    def refuse_strange(self, name: str, head: bytes) -> None:
        ending = name.rpartition(".")[2].lower()
        if ending in {"heic", "heif"} or (head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS):
            raise ValidationError(
                _(
                    "HEIC pictures open on few devices. Save it as JPEG: "
                    "on an iPhone, Settings, Camera, Formats, Most Compatible."
                ),
                code="heic",
            )
        if ending in {"svg", "svgz"} or b"<svg" in head.lower():
            raise ValidationError(_("SVG drawings may carry programs. Save it as PNG or WebP."), code="svg")

    def refuse_vast(self, data: Any) -> None:
        data.seek(0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(io.BytesIO(data.read())) as image:
                    width, height = image.size
                    frames = getattr(image, "n_frames", 1)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise ValidationError(self.vast(), code="file_too_many_pixels") from None
        except Exception:  # noqa: BLE001 - whatever a broken file makes Pillow raise, it is not a picture
            raise ValidationError(broken(), code="invalid_image") from None
        if self.max_image_pixels and width * height * frames > self.max_image_pixels:
            raise ValidationError(self.vast(), code="file_too_many_pixels")

    def vast(self) -> str:
        millions = self.max_image_pixels // 1_000_000
        return _("This picture has too many points: %(most)s million at most. Save it smaller.") % {"most": millions}


def broken() -> str:
    return _("This is not a picture, or it is damaged.")


def redrawn(upload: Any) -> Any:
    upload.seek(0)
    try:
        clean = pictures.cleaned(upload.read(), upload.name)
    except Exception:  # noqa: BLE001 - a file may look whole and break while it is decoded
        raise ValidationError(broken(), code="invalid_image") from None
    result = InMemoryUploadedFile(clean.file, None, upload.name, upload.content_type, clean.size, None)
    result.image = upload.image  # type: ignore[attr-defined]  # Wagtail's form reads what the field found out
    return result


class PictureForm(BaseImageForm):
    """Wagtail's own form for pictures, with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if old := self.fields.get("file"):
            new = PictureField(label=old.label, required=old.required, widget=old.widget)
            self.fields["file"] = new
