"""French words that say little of what is offered or done: read, but weighed lightly.

Folded, in the forms in which people write them: a word is looked up before it is stemmed, so
that ``récupérer`` (how) is light and ``récupération`` (what) is not.
"""

from __future__ import annotations

from .french import fold


def _set(*lines: str) -> frozenset[str]:
    """Fold the words of some lines."""
    return frozenset(word for line in lines for word in fold(line).split())


FRAME = _set(
    "offre offres offrons offrir propose proposons proposer proposition cherche cherchons chercher",
    "recherchons rechercher recherchez recherche besoin besoins vends vendons vendre donne donnons",
    "donner donnerait cède cédons céder achète achetons acheter aimerais aimerions aimerait",
    "souhaite souhaitons souhaiterais souhaiterions souhaitent voudrais voudrions voulons veux",
    "dispose disposons disposer avons avez ayons aurions aurais auriez fournir fournissons",
    "trouver trouve trouvons bonjour merci bonsoir svp urgent urgence cordialement",
    "prestataire prestataires fournisseur fournisseurs partenaire partenaires sous-traitant",
    "quelqu quelques quelque quelconque personne personnes quelqu'un bras coup main mains",
    "récupérer récupère récupérons récupéré enlever débarrasser débarrassons venir chercher",
    "environ approximativement quantité quantités volume volumes lot lots gros grosse grosses",
    "grande grandes grand grands petit petite petits petites bon bonne bons bonnes état",
    "kg kilo kilos kilogramme kilogrammes g gramme grammes t tonne tonnes l litre litres hl m m2",
    "m3 mètre mètres cube cubes carré carrés pièce pièces unité unités dizaine dizaines centaine",
    "centaines douzaine douzaines vingtaine trentaine cinquantaine quinzaine millier milliers",
    "jour jours journée journées semaine semaines mois an ans année années trimestre heure heures",
    "hebdomadaire hebdomadaires mensuel mensuelle mensuels quotidien quotidienne annuel annuelle",
    "régulier régulière réguliers régulièrement ponctuel ponctuelle ponctuellement parfois souvent",
    "week end weekend lundi mardi mercredi jeudi vendredi samedi dimanche matin soir midi toute année",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "place gratuit gratuite gratuits gratuites gratuitement contre euros euro prix tarif",
    "disponible disponibles dispo possible possibles actuellement prochain prochaine bientôt",
    "bio biologique biologiques local locale locaux-ci locales région régional régionale",
    "régionaux frais fraîche fraîches français française proximité alentours secteur coin",
    "entreprise entreprises société sociétés structure structures organisme activité activités",
    "établissement établissements équipe équipes salarié salariés client clients clientèle",
    "faire ferait peut pouvons pourrait pouvoir intéresse intéressé intéressés intéresser",
    "spécialisé spécialisée spécialisés spécialiste divers diverses différents types type sorte",
    "prêt prête jetons jeter jette valoriser réemployer recycler écouler évacuer occuper charger",
    "fin début non oui entre idéalement minimum maximum déjà toujours aujourd'hui hui aujourd",
    "demande demandes demander demandons demandeur enlèvement enlèvements",
    "nouveau nouvelle nouveaux nouvelles proches intervention interventions solution solutions",
    "veut veulent vouloir voudrait voudraient faut faudrait falloir ça va vont un quelqun seul seule",
    "seuls seules bien mal vrai vraie vrais moitié vieux vieil vieille vieilles propre propres vite",
    "deux trois quatre cinq six sept huit dix onze douze treize quatorze quinze seize vingt trente",
    "quarante cinquante cent cents mille premier première premiers premières devant dessus dedans",
    "trop assez suite bout laisse laissent laisser arrive arrivent reviennent tenir passer sortir",
    "part partent partir parte sort sortent fini finie finis finit finir doit doivent devons devoir",
    "haut haute hauts hautes bas basse perd perdons motivé motivée motivés fatigué fatigués fatiguée pleine plein pleins pleines",
    "ancien ancienne anciens anciennes gens gars mettre met mettent mettons mis mise prendre prend",
    "prennent prenons pris rendre rend rendent continuer commencer essayer devenir devient deviennent",
    "arrêter arrête arrêtons arrêtent façon cause raison niveau côté moment savoir sait savons voir",
    "voit voyons dit dire croit pense pensons parle truc trucs bazar coûte coûtent coûter exploser",
    "explose explosent déborde débordent flambe flambent",
)
"""Words that say how, how much, when or in which direction, rarely what."""

GENERIC = _set(
    "produit produits service services matériel matériels déchet déchets matière matières",
    "prestation prestations article articles chose choses objet objets équipement équipements",
    "atelier ateliers association associations artisan artisane artisans artisanal artisanale",
    "artisanaux artisanales fabricant fabricante fabricants fabrication fabrique producteur",
    "productrice producteurs production vente vendeur commerce commerçant magasin boutique",
    "industrie industriel industrielle industriels industrielles professionnel professionnelle",
    "professionnels professionnelles centre maison groupe projet gestion travail travaux",
    "public publique publics publiques local locaux privé privée site sites coopérative",
    "location louer loue louons prêter collecte collecteur entretien achat fourniture fournitures",
    "traitement réalisation mise pose installation maintenance exploitation transformation",
    "lieu lieux zone tiers métier métiers territoire territoires national nationale nationaux",
    "écologique écologiques durable durables responsable responsables éthique éthiques",
    "cassé cassés cassée cassées usagé usagés usagée usagées abîmé abîmés abîmée abîmées occasion",
    "traditionnel traditionnelle traditionnels traditionnelles neuf neuve neufs neuves",
)
"""Words that name something, but too widely to tell it from others."""

FRAME_SHARE = 10
"""How many times less a word of the frame weighs."""
GENERIC_SHARE = 3
"""How many times less a generic word weighs."""
