"""What several actions share: *collecte et tri de textiles* is a collection and a sorting of textiles.

In an activity, or in a need, people name several actions and then, once, what they are done to. A
text is parted at ``et`` and at commas: without this, the first actions would be read alone, and
*réparation et vente de palettes* as a repairer of anything.
"""

from __future__ import annotations

import re

_NOUNS = """
    achat assemblage broyage collecte commercialisation concassage conception conditionnement
    consigne construction création culture curage débouchage déconstruction découpe dépannage
    dépose dépoussiérage distribution élevage élimination enlèvement entretien épluchage étude
    fabrication fourniture gestion installation lavage livraison location maintenance montage
    négoce nettoyage organisation pose préparation production ramassage rechapage reconditionnement
    récupération recyclage réemploi regroupement réhabilitation rénovation réparation reprise
    restauration retouche revente sciage séchage stockage taille traitement transformation transport
    tri valorisation vente vidange démontage démantèlement démolition épandage import importation
    export exportation affûtage rempaillage reliure impression édition diffusion accueil
    accompagnement formation hébergement gardiennage surveillance animation mutualisation prêt
    échange captage torréfaction brassage affinage embouteillage pressage abattage confection
    remise?en?état mise?en?valeur mise?à?disposition remise?à?neuf
"""
SHARED = "\u241f"
"""What is put between actions that share what they are done to: they are said together."""
_ACTION = "|".join(
    f"{noun.replace('?', ' ')}s?"
    for noun in sorted(_NOUNS.split(), key=lambda noun: (-len(noun), noun))
)
_SHARED = re.compile(
    rf"\b((?:(?:{_ACTION})(?: \w+)?, ?){{0,3}}(?:{_ACTION})(?: \w+)?) ?(?:et|ou|&|/) ?"
    rf"((?:{_ACTION})(?: \w+)?) (de |d[’']|des |du )([^,;:!?()\[\]/\n•–—+&|.]{{3,80}})",
    re.IGNORECASE,
)
"""Actions, then the last of them with what they are done to."""


def shared_out(text: str) -> str:
    """Say of each action what is said of the last of those that it is said with.

    :data:`SHARED` parts them.

    Examples
    --------
    >>> shared_out("réparation et vente de palettes d’occasion").replace(SHARED, ", ")
    'réparation de palettes d’occasion, vente de palettes d’occasion'
    >>> shared_out("collecte, tri et revente de vêtements").replace(SHARED, ", ")
    'collecte de vêtements, tri de vêtements, revente de vêtements'
    >>> shared_out("vente de pain et de gâteaux")
    'vente de pain et de gâteaux'
    """
    return _SHARED.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    """Give the actions of a coordination, each with what it is done to."""
    first, last, joined, what = found.groups()
    actions = [*(part.strip() for part in first.split(",")), last]
    return SHARED.join(f"{action} {joined}{what.strip()}" for action in actions)
