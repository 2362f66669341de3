"""French words for the codes of the search."""

from django.utils.translation import gettext_lazy as _

FACET_TITLES = {
    "posting": _("Offres et besoins"),
    "kind": _("Nature"),
    "theme": _("Thème"),
    "epci": _("Intercommunalité"),
    "commune": _("Commune"),
    "siae": _("Type de SIAE"),
    "role": _("Rôle dans le pacte"),
    "label": _("Label"),
}
POSTING_LABELS = {"offre": _("Propose quelque chose"), "cherche": _("Cherche quelque chose")}
FIELD_NAMES = {
    "name": _("nom"),
    "keywords": _("profil"),
    "resources": _("ressources"),
    "postings": _("annonces"),
    "summary": _("résumé"),
    "place": _("lieu"),
    "body": _("présentation"),
}
SORT_LABELS = {
    "pertinence": _("Pertinence"),
    "nom": _("Nom"),
    "distance": _("Distance"),
}
VIEW_LABELS = {"liste": _("Liste"), "carte": _("Carte")}
