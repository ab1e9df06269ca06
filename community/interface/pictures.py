"""Photos written anew: what a camera or an attacker hid in the file stays behind."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

HEAVIEST = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LARGE, SMALL = 1600, 640
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
FILES = ("large_webp", "large_jpg", "small_webp", "small_jpg")
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Encoded:
    """A photo in two sizes and two formats; `width` and `height` are the large one's."""

    width: int
    height: int
    large_webp: bytes
    large_jpg: bytes
    small_webp: bytes
    small_jpg: bytes


def encode(file: IO[bytes]) -> Encoded:
    """`file` as we keep it. A ValidationError says why it cannot be."""
    unreadable = _("We cannot read this file as a picture. Please choose a photo as JPEG, PNG, WebP or AVIF.")
    with opened(file, FORMATS, unreadable) as image:
        image.draft("RGB", (LARGE, LARGE))
        large = flat(ImageOps.exif_transpose(image))
    large.thumbnail((LARGE, LARGE))
    small = large.copy()
    small.thumbnail((SMALL, SMALL))
    return Encoded(
        large.width,
        large.height,
        written(large, "WEBP"),
        written(large, "JPEG"),
        written(small, "WEBP"),
        written(small, "JPEG"),
    )


@contextmanager
def opened(file: IO[bytes], formats: tuple[str, ...], unreadable: Any) -> Iterator[Image.Image]:
    """`file` as an image; whatever is wrong with it while one works on it becomes a ValidationError."""
    refuse_kind(file)
    try:
        with Image.open(file, formats=formats) as image:
            if image.width * image.height > MOST_PIXELS:
                raise too_large()
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_large() from None
    except (OSError, ValueError, SyntaxError):
        raise ValidationError(unreadable, code="broken") from None


def refuse_kind(file: IO[bytes]) -> None:
    """Two kinds that people do send get a sentence of their own."""
    file.seek(0)
    head = file.read(512)
    file.seek(0)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise ValidationError(
            _("This is a HEIC photo, which many browsers cannot show. Please save or share it as JPEG."), code="heic"
        )
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<svg", b"<!DOCTYPE svg", b"<!--")):
        raise ValidationError(
            _("This is a drawing in SVG, which may carry programs. Please send a photo or a JPEG or PNG of it."),
            code="svg",
        )


def too_large() -> ValidationError:
    return ValidationError(
        _("This picture has more than %(millions)d million pixels. Please send a smaller copy."),
        code="too_large",
        params={"millions": MOST_PIXELS // 1_000_000},
    )


def flat(image: Image.Image) -> Image.Image:
    """On white where the picture is transparent; nothing but pixels goes on."""
    if image.mode in ("RGBA", "LA", "PA", "P"):
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain


def written(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    options = {"quality": 80, "method": 4} if kind == "WEBP" else {"quality": 82, "optimize": True, "progressive": True}
    image.save(out, kind, **options)
    return out.getvalue()
