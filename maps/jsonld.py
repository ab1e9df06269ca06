"""A place for machines, in the words of schema.org."""

from typing import Any

from maps.models import Place, Service

CONTEXT = "https://schema.org"
TYPES = {
    "office": "GovernmentOffice",
    "health": "MedicalBusiness",
    "learning.library": "Library",
    "learning.school": "School",
    "learning.kindergarten": "Preschool",
    "health.pharmacy": "Pharmacy",
    "daily.post": "PostOffice",
    "daily.shop": "Store",
    "daily.food": "FoodEstablishment",
    "daily.bank": "BankOrCreditUnion",
    "faith.church": "PlaceOfWorship",
    "free.sport": "SportsActivityLocation",
}


def type_of(category: str) -> str:
    group = category.partition(".")[0]
    return TYPES.get(category) or TYPES.get(group) or "LocalBusiness"


def describe(place: Place, url: str, language: str) -> dict[str, Any]:
    name, summary = (place.word(field, language)[0] for field in ("name", "summary"))
    facts: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": type_of(place.category),
        "name": name,
        "description": summary,
        "url": url,
        "telephone": place.phone,
        "email": place.email,
        "sameAs": place.website,
        "openingHours": place.hours,
        "knowsLanguage": place.languages,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "postalCode": place.postcode,
            "addressLocality": place.village,
            "addressCountry": place.centre.country,
        },
        "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude},
        "makesOffer": [offer(service, language) for service in place.services.all()],
    }
    return {key: value for key, value in facts.items() if value}


def offer(service: Service, language: str) -> dict[str, Any]:
    name, summary = (service.word(field, language)[0] for field in ("name", "summary"))
    facts: dict[str, Any] = {
        "@type": "Offer",
        "itemOffered": {"@type": "Service", "name": name, **({"description": summary} if summary else {})},
    }
    return facts | ({"price": 0} if service.is_free else {})
