"""What a page says of itself to machines, in the words of schema.org."""

from typing import Any

from django.conf import settings

from community.members.models import Centre
from pages import pictures

CONTEXT = "https://schema.org"
STATUS = {"planned": "EventScheduled", "moved": "EventRescheduled", "cancelled": "EventCancelled"}


def describe(page: Any, centre: Centre | None) -> dict[str, Any] | None:
    kind = page._meta.model_name
    if kind == "networkhome":
        return {"@context": CONTEXT, **website(page)}
    write = {"centrepage": organisation, "storypage": article, "eventpage": event}.get(kind)
    return {"@context": CONTEXT, **write(page, centre)} if write and centre else None


def website(page: Any) -> dict[str, Any]:
    language = page.locale.language_code
    return {
        "@type": "WebSite",
        "name": page.title,
        "url": page.canonical(),
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{settings.BASE_URL}/{language}/search/?q={{query}}",
            "query-input": "required name=query",
        },
    }


def organisation(page: Any, centre: Centre) -> dict[str, Any]:
    text = centre.texts_by_language.get(page.locale.language_code) or centre.text
    facts = {
        "@type": "GovernmentOrganization",
        "name": text.name or centre.name,
        "url": page.canonical(),
        "telephone": centre.phone,
        "email": centre.email,
        "address": {"@type": "PostalAddress", "streetAddress": text.address, "addressCountry": centre.country},
        "openingHours": text.hours,
        "geo": {"@type": "GeoCoordinates", "latitude": centre.latitude, "longitude": centre.longitude},
    }
    return {name: value for name, value in facts.items() if value}


def article(page: Any, centre: Centre) -> dict[str, Any]:
    author = page.author
    facts = {
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "inLanguage": page.locale.language_code,
        "url": page.canonical(),
        "datePublished": moment(page.first_published_at),
        "dateModified": moment(page.last_published_at),
        "author": {"@type": "Person", "name": author.get_full_name()} if author else None,
        "publisher": publisher(centre),
        "image": image(page),
        "correction": [correction(found) for found in page.corrected],
        "isBasedOn": page.origin.canonical() if page.origin else None,
    }
    return {name: value for name, value in facts.items() if value}


def correction(found: Any) -> dict[str, Any]:
    return {"@type": "CorrectionComment", "text": found.text, "datePublished": found.said_on.isoformat()}


def event(page: Any, centre: Centre) -> dict[str, Any]:
    online = {"@type": "VirtualLocation", "url": page.online_url or page.canonical()}
    here = {"@type": "Place", "name": page.place, "address": page.place}
    if page.latitude is not None:
        here["geo"] = {"@type": "GeoCoordinates", "latitude": page.latitude, "longitude": page.longitude}
    if not page.online_open:
        online["url"] = page.canonical()
    places = [*([here] if page.place else []), *([online] if page.online_url else [])]
    mode = {(True, True): "Mixed", (False, True): "Online"}.get((bool(page.place), bool(page.online_url)), "Offline")
    facts = {
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.locale.language_code,
        "url": page.canonical(),
        "startDate": page.local_start.isoformat(),
        "endDate": page.local_end.isoformat(),
        "eventStatus": f"{CONTEXT}/{STATUS[page.state]}",
        "eventAttendanceMode": f"{CONTEXT}/{mode}EventAttendanceMode",
        "location": places[0] if len(places) == 1 else places,
        "organizer": publisher(centre),
        "image": image(page),
    }
    return {name: value for name, value in facts.items() if value}


def publisher(centre: Centre) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "name": centre.name,
        "url": f"{settings.BASE_URL}/{centre.language}/{centre.slug}/",
    }


def image(page: Any) -> str:
    return settings.BASE_URL + pictures.url(page.cover, pictures.widths(page.cover)[-1]) if page.cover else ""


def moment(value: Any) -> str:
    return value.isoformat() if value else ""
