"""Pictures: taken in clean, shown in the format and width that a reader's screen wants.

A rendition is a file under `renditions/<picture>/<digest>-<width>.<kind>`, made when it is first asked for.
"""

import io
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from PIL import Image, ImageOps

from pages.models import Picture

FOLDER = "renditions"
WIDTHS = (480, 960, 1600)
KINDS: dict[str, tuple[str, dict[str, int]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 8}),
    "webp": ("WEBP", {"quality": 78}),
    "jpg": ("JPEG", {"quality": 80, "progressive": 1}),
}
MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
LARGEST_SIDE = 3200


@dataclass(frozen=True)
class Wanted:
    """A rendition as its address names it."""

    picture: int
    digest: str
    width: int
    kind: str

    @classmethod
    def parse(cls, name: str) -> "Wanted | None":
        path = PurePosixPath(name)
        digest, _dash, width = path.stem.partition("-")
        parts = path.parts
        if len(parts) != 3 or parts[0] != FOLDER or not (parts[1].isdigit() and width.isdigit()):
            return None
        kind = path.suffix.removeprefix(".")
        wanted = cls(int(parts[1][:18]), digest, int(width[:5]), kind)
        return wanted if kind in KINDS and wanted.name == name else None

    @property
    def name(self) -> str:
        return f"{FOLDER}/{self.picture}/{self.digest}-{self.width}.{self.kind}"


def digest_of(picture: Picture) -> str:
    return picture.file_hash[:12] or "0"


def widths(picture: Picture) -> list[int]:
    """Never wider than the picture itself."""
    return [width for width in WIDTHS if width < picture.width] + (
        [picture.width] if picture.width <= WIDTHS[-1] else []
    )


def url(picture: Picture, width: int, kind: str = "jpg") -> str:
    return settings.MEDIA_URL + Wanted(picture.pk, digest_of(picture), width, kind).name


def tag(picture: Picture, alt: str, *, sizes: str = "100vw", eager: bool = False, largest: int = 960) -> SafeString:
    """A `<picture>` in three formats; its width and height keep the page from jumping."""
    chosen = [width for width in widths(picture) if width <= largest] or widths(picture)[:1]

    def sources(kind: str) -> str:
        return ", ".join(f"{url(picture, width, kind)} {width}w" for width in chosen)

    shown = chosen[-1]
    height = round(picture.height * shown / picture.width)
    source = '<source srcset="{}" type="{}" sizes="{}">'
    modern = format_html_join("", source, ((sources(kind), MEDIA_TYPES[kind], sizes) for kind in ("avif", "webp")))
    hurry = 'fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}></picture>',
        modern,
        url(picture, shown),
        sources("jpg"),
        sizes,
        shown,
        height,
        alt,
        SafeString(hurry),
    )


def make(wanted: Wanted) -> bool:
    """Makes the rendition; False when no such picture, state of it, or width exists."""
    picture = Picture.objects.filter(pk=wanted.picture).first()
    if picture is None or digest_of(picture) != wanted.digest or wanted.width not in widths(picture):
        return False
    with picture.open_file() as file, Image.open(file) as original:
        kind, options = KINDS[wanted.kind]
        image = original.convert("RGBA" if wanted.kind != "jpg" and has_alpha(original) else "RGB")
        image.thumbnail((wanted.width, LARGEST_SIDE * 10), Image.Resampling.LANCZOS, reducing_gap=3.0)
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    if not default_storage.exists(wanted.name):
        default_storage.save(wanted.name, ContentFile(buffer.getvalue()))
    return True


def has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def forget(picture: Picture, keep: str = "") -> None:
    """Deletes the renditions of a picture that is gone, or all but those of its present state."""
    folder = f"{FOLDER}/{picture.pk}"
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        if not keep or not name.startswith(f"{keep}-"):
            default_storage.delete(f"{folder}/{name}")


def cleaned(content: bytes, name: str) -> ContentFile:
    """The picture drawn anew: turned upright, no larger than a screen can show, without the camera's notes.

    Where a photograph was taken, by whom and with what never leaves the uploader's device with it.
    """
    with Image.open(io.BytesIO(content)) as original:
        kind = "JPEG" if original.format in {None, "MPO"} else original.format
        profile = original.info.get("icc_profile")
        original.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
        image = ImageOps.exif_transpose(original)
        image.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    image.info = {}
    if kind == "JPEG" and image.mode not in {"RGB", "L"}:
        image = image.convert("RGB")
    buffer = io.BytesIO()
    options = {"JPEG": {"quality": 88}, "WEBP": {"quality": 88}, "AVIF": {"quality": 80, "speed": 8}}.get(kind, {})
    image.save(buffer, kind, **options, **({"icc_profile": profile} if profile else {}))
    return ContentFile(buffer.getvalue(), name=name)
