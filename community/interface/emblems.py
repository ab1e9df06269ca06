"""Crests and signs written anew: small, with their transparent ground, and with nothing but what one sees."""

import io
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from community.interface.pictures import opened

HEAVIEST_EMBLEM = 2 * 1024 * 1024
FORMATS = ("PNG", "JPEG", "WEBP")
# Shown in 48 x 56 at most, on screens with up to three dots a pixel.
BOX = (144, 168)
SMALLEST = 48
LONGEST = 3
MOST_BYTES = 9_000


@dataclass(frozen=True)
class Emblem:
    width: int
    height: int
    webp: bytes


def draw(file: IO[bytes]) -> Emblem:
    """`file` as we keep it. A ValidationError says why it cannot be."""
    unreadable = _("We cannot read this file as a crest. Please choose a picture as PNG, JPEG or WebP.")
    with opened(file, FORMATS, unreadable) as image:
        image.draft("RGB", BOX)
        drawn = trimmed(ImageOps.exif_transpose(image))
    if max(drawn.size) < SMALLEST:
        raise ValidationError(
            _("This picture is only %(width)d × %(height)d pixels. Please send one of at least %(least)d."),
            code="too_small",
            params={"width": drawn.width, "height": drawn.height, "least": SMALLEST},
        )
    if max(drawn.size) > LONGEST * min(drawn.size):
        raise ValidationError(_("This picture is too long and narrow to stand beside a name."), code="too_long")
    drawn.thumbnail(BOX)
    return written(drawn)


def trimmed(image: Image.Image) -> Image.Image:
    """Without an empty border, with colours and transparency only."""
    coloured = image if image.has_transparency_data else image.convert("RGB")
    layered = coloured.convert("RGBA")
    seen = layered.getchannel("A").getbbox()
    if seen is None:
        raise ValidationError(_("Nothing can be seen on this picture: all of it is transparent."), code="empty")
    plain = Image.new("RGBA", (seen[2] - seen[0], seen[3] - seen[1]))
    plain.paste(layered.crop(seen))
    return plain


def written(drawn: Image.Image) -> Emblem:
    """Flat colours stay exact where that is light enough; else it becomes coarser, at last smaller."""
    for lossless, quality in ((True, 80), (False, 90), (False, 75), (False, 60), (False, 40)):
        out = io.BytesIO()
        drawn.save(out, "WEBP", method=6, lossless=lossless, quality=quality)
        if out.tell() <= MOST_BYTES:
            return Emblem(drawn.width, drawn.height, out.getvalue())
    return written(drawn.resize((max(1, drawn.width // 2), max(1, drawn.height // 2))))
