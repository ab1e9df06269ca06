"""What a story is made of."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
PICTURE_BLOCKS = {"picture": ("picture",), "before_after": ("before", "after"), "video": ("poster",)}


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"))
    who = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "pages/blocks/_quote.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=240)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/_picture.html"


class BeforeAfter(blocks.StructBlock):
    before = ImageBlock(label=_("Before"))
    after = ImageBlock(label=_("After"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=240)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=120)

    class Meta:
        icon = "resubmit"
        label = _("Before and after")
        template = "pages/blocks/_before_after.html"


class Number(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Number"), max_length=24)
    label = blocks.CharBlock(label=_("What it counts"), max_length=160)


class Video(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(
        label=_("Address of the film"), help_text=_("Nothing is loaded from there until a reader follows the link.")
    )
    poster = ImageBlock(label=_("Picture from the film"), required=False)
    transcript = blocks.TextBlock(label=_("What is said in it"), help_text=_("For those who cannot see or hear it."))

    class Meta:
        icon = "media"
        label = _("Video link")
        template = "pages/blocks/_video.html"


class MythFact(blocks.StructBlock):
    myth = blocks.TextBlock(label=_("What people say"))
    fact = blocks.TextBlock(label=_("What is known"))
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=240)
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "help"
        label = _("Myth and fact")
        template = "pages/blocks/_myth_fact.html"


STORY_BLOCKS = [
    ("text", blocks.RichTextBlock(label=_("Text"), features=RICH, template="pages/blocks/_text.html")),
    ("quote", Quote()),
    ("picture", PictureBlock()),
    ("before_after", BeforeAfter()),
    (
        "numbers",
        blocks.ListBlock(
            Number(label=_("Number")),
            min_num=1,
            max_num=4,
            label=_("Numbers"),
            icon="list-ol",
            template="pages/blocks/_numbers.html",
        ),
    ),
    ("video", Video()),
    ("myth_fact", MythFact()),
]


def pictures_of(body: Any) -> Iterator[Any]:
    """Every picture in a story's body, with what its editor decided about its alternative text."""
    for block in body:
        for name in PICTURE_BLOCKS.get(block.block_type, ()):
            if picture := block.value.get(name):
                yield picture


def is_decided(picture: Any) -> bool:
    return bool(picture.contextual_alt_text or picture.decorative)
