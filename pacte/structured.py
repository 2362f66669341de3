"""Structured data for search engines (schema.org, in JSON-LD). Nothing personal goes in."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pacte.models import ArticlePage, Commune, EventPage, Organisation

Data = dict[str, Any]
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
BUSINESS_KINDS = frozenset({"company", "producer", "craft", "kitchen", "market", "circular"})


def dump(data: Mapping[str, Any]) -> str:
    """Write data as JSON that cannot close the element that holds it."""
    return json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(
        ESCAPES
    )


def organisation_data(organisation: Organisation, kinds: Iterable[str], base: str) -> Data:
    """Describe an organisation: a local business if it trades, an organization otherwise."""
    trades = bool(BUSINESS_KINDS & set(kinds))
    optional = {
        "url": organisation.slug and base + organisation.get_absolute_url(),
        "description": organisation.summary,
        "sameAs": organisation.website,
        "identifier": organisation.siret and _siret(organisation.siret),
        "address": _address(organisation),
        "geo": _geo(organisation) if trades else None,
    }
    return {
        "@type": "LocalBusiness" if trades else "Organization",
        "name": organisation.name,
        **{name: value for name, value in optional.items() if value},
    }


def article_data(article: ArticlePage, url: str, publisher: str, image: str = "") -> Data:
    """Describe an article, published by the pact."""
    data = {
        "@type": "Article",
        "headline": article.title[:110],
        "description": article.introduction,
        "datePublished": article.date.isoformat(),
        "url": url,
        "inLanguage": "fr",
        "publisher": {"@type": "Organization", "name": publisher},
    }
    return {**data, "image": image} if image else data


def event_data(event: EventPage, url: str, image: str = "") -> Data:
    """Describe an event, on the spot, at a distance or both."""
    remote, present = bool(event.online_url), bool(event.venue or event.commune)
    mode = "Mixed" if remote and present else "Online" if remote else "Offline"
    optional = {
        "description": event.introduction,
        "location": _event_places(event),
        "organizer": _organiser(event),
        "image": image,
    }
    return {
        "@type": "Event",
        "name": event.title,
        "startDate": event.starts_at.isoformat(),
        "endDate": event.ends_at.isoformat(),
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "url": url,
        "inLanguage": "fr",
        **{name: value for name, value in optional.items() if value},
    }


def breadcrumb_data(items: Iterable[tuple[str, str]]) -> Data:
    """Describe a trail of (title, absolute address)."""
    steps = [
        {"@type": "ListItem", "position": number, "name": title, "item": url}
        for number, (title, url) in enumerate(items, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def website_data(name: str, base: str, search: str) -> Data:
    """Describe the site and its search box."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{base}{search}?q={{search_term_string}}"}
    action = {
        "@type": "SearchAction",
        "target": target,
        "query-input": "required name=search_term_string",
    }
    return {"@type": "WebSite", "name": name, "url": f"{base}/", "potentialAction": action}


def _event_places(event: EventPage) -> list[Data]:
    places: list[Data] = []
    if event.venue or event.commune:
        commune = event.commune
        name = event.venue or (commune.name if commune else "")
        place: Data = {"@type": "Place", "name": name}
        places.append(place | ({"address": _town(commune, "")} if commune else {}))
    if event.online_url:
        places.append({"@type": "VirtualLocation", "url": event.online_url})
    return places


def _organiser(event: EventPage) -> Data | None:
    if event.organiser is None or not event.organiser.live:
        return None
    return {"@type": "Organization", "name": event.organiser.name}


def _siret(siret: str) -> Data:
    return {"@type": "PropertyValue", "propertyID": "SIRET", "value": siret}


def _address(organisation: Organisation) -> Data | None:
    commune = organisation.commune
    return _town(commune, organisation.address) if commune else None


def _town(commune: Commune, street: str) -> Data:
    lines = {"streetAddress": street, "postalCode": _postcode(commune.postcodes)}
    return {
        "@type": "PostalAddress",
        "addressLocality": commune.name,
        "addressCountry": "FR",
        **{name: value for name, value in lines.items() if value},
    }


def _postcode(postcodes: list[str]) -> str:
    """Return the postcode of a commune that has only one: with several, nobody knows."""
    return postcodes[0] if len(postcodes) == 1 else ""


def _geo(organisation: Organisation) -> Data | None:
    if organisation.latitude is None or organisation.longitude is None:
        return None
    position = {"latitude": organisation.latitude, "longitude": organisation.longitude}
    return {"@type": "GeoCoordinates", **position}
