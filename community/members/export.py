"""Everything the house knows about a member, in one file: JSON for machines, a page for people."""

import io
import json
import zipfile
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from community.members.contributions import export_contributions, room_of
from community.members.models import User


def gather(member: User) -> dict[str, Any]:
    rooms = map(room_of, settings.EXPORT_CONTRIBUTIONS)
    return {room: contribution.export(member) for room, contribution in zip(rooms, export_contributions(), strict=True)}


def archive(member: User) -> bytes:
    """The ZIP: data.json, and data.html that shows the same."""
    data = json.loads(json.dumps(gather(member), cls=DjangoJSONEncoder))
    page = render_to_string("members/export.html", {"member": member, "rooms": data})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2))
        bundle.writestr("data.html", page)
    return file.getvalue()
