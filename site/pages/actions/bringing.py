import mimetypes

from django.core.files.base import ContentFile
from django.db.models import FileField
from PIL import Image
from wagtail.models import Collection

from community.members.models import Centre
from pages import pictures
from pages.models import Picture


def bring_picture(
    *, centre: Centre, name: str, content: bytes, title: str, credit: str = "", redraw: bool = True
) -> Picture:
    """A picture in the centre's collection; one with the same title there is taken as it is.

    Without `redraw` the bytes are kept: for drawings of our own, which no camera took.
    """
    collection = Collection.objects.get(depth=2, name=centre.slug)
    known = Picture.objects.filter(collection=collection, title=title).first()
    if known is not None:
        return known
    if not (mimetypes.guess_type(name)[0] or "").startswith("image/"):
        raise ValueError(f"{name} is not named like a picture.")
    kept = pictures.cleaned(content, name) if redraw else ContentFile(content)
    with Image.open(kept) as opened:
        width, height = opened.size
    # Stored first, with its size known: a file that the model stores itself is decoded twice to be measured.
    field: FileField = Picture._meta.get_field("file")
    path = field.storage.save(field.generate_filename(Picture(), name), kept)
    picture = Picture(collection=collection, title=title, credit=credit, file=path, width=width, height=height)
    picture._set_image_file_metadata()
    picture.file.close()
    picture.save()
    return picture
