"""Everything the house knows about a member, in one file: JSON for machines, a page for people."""

import io
import json
import zipfile
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string

from community.members.contributions import export_contributions, room_of
from community.members.models import User


def gather(member: User) -> dict[str, Any]:
    rooms = map(room_of, settings.EXPORT_CONTRIBUTIONS)
    return {room: contribution.export(member) for room, contribution in zip(rooms, export_contributions(), strict=True)}


class Enclosing(DjangoJSONEncoder):
    """Where a room hands over a file, its place in the ZIP stands instead; `enclosed` collects them."""

    def __init__(self, *args: Any, enclosed: dict[str, FieldFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enclosed = enclosed

    def default(self, o: Any) -> Any:
        if not isinstance(o, FieldFile):
            return super().default(o)
        place = f"files/{len(self.enclosed) + 1}.{str(o.name).rpartition('.')[2]}"
        self.enclosed[place] = o
        return place


def archive(member: User) -> bytes:
    """The ZIP: data.json, data.html that shows the same, and the files that they name."""
    enclosed: dict[str, FieldFile] = {}
    data = json.loads(json.dumps(gather(member), cls=Enclosing, enclosed=enclosed))
    page = render_to_string("members/export.html", {"member": member, "rooms": data})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2))
        bundle.writestr("data.html", page)
        for place, kept in enclosed.items():
            with kept.open("rb") as opened:
                bundle.writestr(place, opened.read())
    return file.getvalue()
