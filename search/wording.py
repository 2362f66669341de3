"""French words for the codes of the search."""

from django.utils.translation import gettext_lazy as _

FACET_TITLES = {
    "type": _("Quoi"),
    "posting": _("Offres et besoins"),
    "kind": _("Nature"),
    "theme": _("Thème"),
    "family": _("Famille de ressources"),
    "month": _("Mois"),
    "epci": _("Intercommunalité"),
    "commune": _("Commune"),
    "siae": _("Type de SIAE"),
    "role": _("Rôle dans le pacte"),
    "label": _("Label"),
    "category": _("Catégorie"),
}
FILTER_LABELS = {
    "commune": _("Filtrer les communes"),
    "theme": _("Filtrer les thèmes"),
    "label": _("Filtrer les labels"),
}
"""What the field that shortens a long facet is called."""
POSTING_LABELS = {"offre": _("Propose quelque chose"), "cherche": _("Cherche quelque chose")}
TYPE_LABELS = {
    "organisation": _("Organisations"),
    "posting": _("Annonces"),
    "action": _("Feuille de route"),
    "event": _("Événements"),
    "article": _("Actualités"),
    "resource": _("Ressources"),
}
TYPE_NAMES = {
    "organisation": _("organisation"),
    "posting": _("annonce"),
    "action": _("action"),
    "event": _("événement"),
    "article": _("article"),
    "resource": _("ressource"),
}
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
    "date": _("Date"),
}
VIEW_LABELS = {"liste": _("Liste"), "carte": _("Carte")}
