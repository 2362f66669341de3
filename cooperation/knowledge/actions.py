"""What is said with a verb, read as the noun that names it: ``tondre`` as ``tonte``.

Only the forms that no noun shares are read so: the infinitive, and of the verbs in *-er* the
first and second persons of the plural, the third one, and the participle in *-ant*.
"""

from __future__ import annotations

from .french import fold, key

_PAIRS = """
    tondre tonte, laver lavage, nettoyer nettoyage, élaguer élagage, désherber désherbage,
    débroussailler débroussaillage, arroser arrosage, faucher fauchage, broyer broyage,
    peindre peinture, repeindre peinture, carreler carrelage, démonter démontage,
    monter montage, assembler assemblage, emballer emballage, étiqueter étiquetage,
    ensacher ensachage, stocker stockage, héberger hébergement, déménager déménagement,
    imprimer impression, traduire traduction, former formation, coudre couture,
    repasser repassage, cueillir cueillette, ramasser ramassage, vendanger vendange,
    composter compostage, trier tri, collecter collecte,
    livrer livraison, transporter transport, réparer réparation, dépanner dépannage,
    entretenir entretien, garder garde, surveiller surveillance, cuisiner cuisine,
    usiner usinage, souder soudage, sécher séchage, presser pressage, moudre mouture,
    embouteiller embouteillage, conditionner conditionnement, éplucher épluchage,
    découper découpe, abattre abattage, déneiger déneigement, balayer balayage,
    débarrasser débarras, numériser numérisation, archiver archivage,
    chauffer chauffage, isoler isolation, rénover rénovation, démolir démolition,
    désinfecter désinfection, recruter recrutement, accompagner accompagnement,
    louer location, planter plantation, brasser brassage, torréfier torréfaction,
    méthaniser méthanisation, démanteler démantèlement, reconditionner reconditionnement,
    fabriquer fabrication, construire construction, gardienner gardiennage,
    stationner stationnement, ramoner ramonage, raboter rabotage, poncer ponçage,
    vernir vernis, goudronner goudronnage, terrasser terrassement, carotter carottage,
    aménager aménagement, agencer agencement, câbler câblage, cintrer cintrage,
    dératiser dératisation, semer semis, moissonner moisson, labourer labour,
    affûter affûtage, sabler sablage, décaper décapage, désamianter désamiantage,
    relier reliure, filmer film, photographier photographie, financer financement,
    assurer assurance, dessiner dessin, animer animation,
    encadrer encadrement, simuler simulation,
    congeler congélation, surgeler surgélation, stériliser stérilisation, fumer fumage,
    distiller distillation, embaucher embauche, couper découpe, scier sciage, percer perçage,
    graver gravure, broder broderie, tricoter tricot, affiner affinage, décorer décoration,
    pasteuriser pasteurisation, arracher arrachage, dégraisser dégraissage, sonoriser sonorisation,
    éclairer éclairage, végétaliser végétalisation, clôturer clôture, paver pavage,
    sensibiliser sensibilisation, diagnostiquer diagnostic, auditer audit, certifier certification,
    dépolluer dépollution, prototyper prototypage, coller collage, mouler moulage,
    concasser concassage, cribler criblage, épandre épandage, curer curage, déboucher débouchage,
    ensiler ensilage, calibrer calibrage, palettiser palettisation
"""

ENDINGS = ("er", "ons", "ez", "ent", "ant")
"""Endings of the forms that are read, for verbs in *-er*."""


def _forms(verb: str) -> tuple[str, ...]:
    """Give the folded forms of a verb that no noun shares."""
    if not verb.endswith("er"):
        return (verb,)
    root = verb.removesuffix("er")
    soft = f"{root}e" if root.endswith("g") else root
    return tuple(f"{soft if ending[0] in 'oa' else root}{ending}" for ending in ENDINGS)


ACTIONS = {
    form: key(fold(noun))
    for pair in _PAIRS.split(",")
    for verb, noun in (pair.split(),)
    for form in _forms(fold(verb))
}
"""Folded form of a verb → stem of its noun."""
