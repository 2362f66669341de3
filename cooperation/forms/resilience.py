"""What the staff ask of the resilience table, read from the address."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.matching.counterfactual.coverage import MarketKind
from cooperation.selectors.resilience import Filters
from cooperation.wording.resilience import MONTHS, headers, kind_of


class ResilienceForm:
    """Filters from an address: whatever is not understood is left out."""

    def __init__(self, data: QueryDict) -> None:
        kind, resource, month = (data.get(name, "") for name in ("nature", "produit", "mois"))
        self.kind = kind if kind in list(MarketKind) else ""
        self.resource = resource if resource in knowledge.load().resources else ""
        self.month = month if month in {str(number) for number in MONTHS} else ""

    def filters(self) -> Filters:
        """Return the filters as the selector takes them."""
        month = int(self.month) if self.month else None
        return Filters(kind=self.kind, resource=self.resource, month=month)

    def parameters(self) -> dict[str, str]:
        """Return the filters in force, as parameters of an address."""
        pairs = {"nature": self.kind, "produit": self.resource, "mois": self.month}
        return {name: value for name, value in pairs.items() if value}

    def selects(self, products: list[tuple[str, str]]) -> list[dict[str, object]]:
        """Return the lists to choose from; the products are those of the table."""
        kinds = [(str(kind), kind_of(kind)) for kind in MarketKind]
        months = [
            (str(month), name) for month, (_short, name) in zip(MONTHS, headers(), strict=True)
        ]
        return [
            _select("nature", _("Ce qui se perdrait"), self.kind, kinds),
            _select("produit", _("Produit"), self.resource, products),
            _select("mois", _("Mois"), self.month, months),
        ]


def _select(name: str, label: str, value: str, options: list[tuple[str, str]]) -> dict[str, object]:
    return {"name": name, "label": label, "value": value, "options": options}
