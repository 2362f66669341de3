"""Needs and offers for search engines (schema.org). Nothing personal goes in."""

from typing import TYPE_CHECKING, Any

from cooperation.enums import Direction, PriceMode
from cooperation.wording.left import sentence_of
from cooperation.wording.postings import resource_label

if TYPE_CHECKING:
    from cooperation.models import Posting


def posting_data(posting: "Posting", base: str) -> dict[str, Any]:
    """Describe a posting as an offer or a demand."""
    is_offer = posting.direction == Direction.OFFER
    commune = posting.commune or posting.organisation.commune
    party = {
        "@type": "Organization",
        "name": posting.organisation.name,
        "url": base + posting.organisation.get_absolute_url(),
    }
    optional = {
        "availabilityStarts": posting.starts_on and posting.starts_on.isoformat(),
        "availabilityEnds": posting.ends_on and posting.ends_on.isoformat(),
        "areaServed": commune and {"@type": "City", "name": commune.name},
        **_price(posting),
    }
    return {
        "@type": "Offer" if is_offer else "Demand",
        "name": posting.title,
        "description": sentence_of(posting),
        "url": base + posting.get_absolute_url(),
        "itemOffered": {"@type": "Product", "name": resource_label(posting.resource)},
        **({"offeredBy": party} if is_offer else {}),
        **{name: value for name, value in optional.items() if value},
    }


def _price(posting: "Posting") -> dict[str, Any]:
    if posting.price_mode == PriceMode.GIFT:
        return {"price": "0", "priceCurrency": "EUR"}
    if posting.price is None:
        return {}
    return {"price": str(posting.price), "priceCurrency": "EUR"}
