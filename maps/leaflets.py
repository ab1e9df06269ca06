"""A leaflet of what answers a question: for a notice board, a waiting room, and whoever has no screen."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from community.interface.printing import square, typeset
from community.members.models import Centre
from maps.asking import Answer, ask
from maps.forms.finding import when_choices
from maps.forms.leaflets import LeafletForm
from maps.models import Place, Service, Worded
from maps.openness import hours_table
from maps.showing import answers, places_by_pk
from maps.vocabulary import GROUP_NAMES, LEAVES, language_label

TEMPLATE = Path(__file__).with_name("leaflet.typ")
MOST = 60  # places on one leaflet
MOST_SERVICES = 6
TALL = 14  # lines from which on a place may be broken over columns


def leaflet(centre: Centre, form: LeafletForm, at: dt.datetime) -> bytes:
    """As PDF; the same question on the same day gives the same bytes."""
    day = at.astimezone(centre.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    with translation.override(form.asked["language"]):
        data = facts_of(centre, form, day)
    return typeset(TEMPLATE, data, at=day.astimezone(dt.UTC))


def facts_of(centre: Centre, form: LeafletForm, day: dt.datetime) -> dict[str, Any]:
    """What stands on it, in the language that is active, which is that of `form`."""
    language = form.asked["language"]
    answer = ask(centre, None, language, form, day)
    pairs = answer.nearest(form.point, 0, MOST).rows
    places = places_by_pk(centre, [pk for pk, _metres in pairs])
    rows = [places[pk] for pk, _metres in pairs if pk in places]
    url = map_url(centre, form)
    return {
        "language": language,
        "house": _("Local Centre of Reintegration"),
        "centre": centre.local_name,
        "title": str(title_of(form.asked["kind"])),
        "asked": " · ".join(asked_words(form)),
        "date": _("As of %(date)s") % {"date": date_format(day, "DATE_FORMAT")},
        "contact": [line for line in (centre.address, centre.phone, centre.email) if line],
        "qr": square(url),
        "qr_alt": _("QR code that opens the address beside it"),
        "url": url,
        "address": url.removeprefix("https://").removeprefix("http://"),
        "call": _("What is open now, and the way there: point your phone’s camera at the square."),
        "places": [place_facts(place, answer, language, day) for place in rows],
        "empty": _("Nothing on the map answers this today. Ask at the Local Centre: we may know of something."),
        "more": more_words(answer.total - len(rows)),
    }


def map_url(centre: Centre, form: LeafletForm) -> str:
    """Of the map page that asks the same, in the language of the leaflet."""
    query = urlencode(form.address())
    path = reverse("maps:map-detail", kwargs={"centre": centre.slug})
    return f"{settings.BASE_URL}{path}?{query}" if query else settings.BASE_URL + path


def title_of(kind: str) -> Any:
    """A leaf says what it is about; a group its name."""
    return capfirst(str(LEAVES[kind])) if kind in LEAVES else GROUP_NAMES.get(kind) or _("Places and services")


def asked_words(form: LeafletForm) -> list[str]:
    """Of what else was asked, as the labels of the form say it."""
    asked = form.asked
    found = []
    if asked["when"]:
        found.append(f"{_('Open')}: {dict(when_choices())[asked['when']]}")
    if asked["speaks"]:
        found.append(_("Spoken there: %(languages)s") % {"languages": language_label(asked["speaks"])})
    found += [str(form.fields[name].label) for name in ("free", "step_free") if asked[name]]
    if asked["q"]:
        found.append(f"“{asked['q']}”")
    if asked["near"]:
        found.append(_("The nearest to %(place)s first.") % {"place": asked["near"]})
    return found


def more_words(count: int) -> str:
    if count < 1:
        return ""
    words = ngettext("%(count)d more is on the map.", "%(count)d more are on the map.", count)
    return words % {"count": count}


def place_facts(place: Place, answer: Answer, language: str, day: dt.datetime) -> dict[str, Any]:
    services = [service for service in place.services.all() if answers(service, place, answer)]
    shown, hours = services[:MOST_SERVICES], [list(row) for row in hours_table(place.hours)]
    words = {field: said(place, field, language) for field in ("name", "hours_note", "access_note")}
    stale = _("Nobody has confirmed this since %(date)s. Call before you go.")
    return words | {
        "category": capfirst(str(LEAVES[place.category])),
        "address": place.address,
        "phone": f"{_('Phone')}: {place.phone}" if place.phone else "",
        "hours": hours,
        "services": [service_facts(service, language) for service in shown],
        "more": more_services(len(services) - len(shown)),
        "marks": " · ".join(marks_of(place)),
        "stale": stale % {"date": date_format(place.confirmed_on, "DATE_FORMAT")} if place.is_stale(day.date()) else "",
        "is_tall": len(hours) + 2 * len(shown) > TALL,
    }


def service_facts(service: Service, language: str) -> dict[str, Any]:
    notes = [_("free of charge")] if service.is_free else []
    closed = pgettext("opening hours", "closed")
    notes += [f"{label}: {text}" for label, text in hours_table(service.hours) if text != closed]
    if service.languages:
        notes.append(spoken(service.languages))
    return {"name": said(service, "name", language), "notes": " · ".join(notes)}


def more_services(count: int) -> str:
    if count < 1:
        return ""
    words = ngettext("and %(count)s more", "and %(count)s more", count)
    return words % {"count": count}


def marks_of(place: Place) -> Iterable[str]:
    if place.step_free != Place.StepFree.UNKNOWN:
        yield capfirst(place.get_step_free_display())
    if place.languages:
        yield _("Spoken there: %(languages)s") % {"languages": spoken(place.languages)}


def spoken(codes: list[str]) -> str:
    return ", ".join(language_label(code) for code in codes)


def said(thing: Worded, field: str, language: str) -> dict[str, str]:
    """A text with the language that it is in: whoever reads the file aloud must know."""
    text, lang = thing.word(field, language)
    return {"text": text, "lang": lang}
