"""Words that people cut short, with the whole words that they stand for.

Folded, in the singular: *élec*, *compta*, *resto*. Only those that are no other word.
"""

from __future__ import annotations

from .french import fold

_PAIRS = """
    élec électricité, elect électricité, méca mécanique, compta comptabilité, resto restaurant,
    asso association, ordi ordinateur, appart appartement, clim climatisation, manut manutention,
    boulange boulangerie, admin administratif, proprio propriétaire, prod production,
    éduc éducateur, pharma pharmaceutique, agro agroalimentaire, pédago pédagogique,
    congél congélateur, copro copropriété, véto vétérinaire, déco décoration, pro professionnel,
    périsco périscolaire, alu aluminium, vidéoproj vidéoprojecteur, archi architecte,
    interco intercommunalité, expo exposition, biblio bibliothèque, fac faculté, prof professeur,
    info informatique, kiné kinésithérapeute, psy psychologue, médoc médicament, hosto hôpital,
    anim animation, instit enseignant, méthan méthanisation, photocop photocopieur
"""

ABBREVIATIONS = {
    fold(short): fold(whole) for pair in _PAIRS.split(",") for short, whole in (pair.split(),)
}
"""Folded word cut short → folded whole word."""
