"""Every page template, with an address of the demonstration that shows it."""

PAGES = {
    "pacte/pages/home.html": "/",
    "pacte/pages/standard.html": "/mentions-legales/",
    "pacte/pages/article_index.html": "/actualites/",
    "pacte/pages/event_index.html": "/agenda/",
    "pacte/pages/event_index.html, past": "/agenda/?quand=passes",
    "pacte/pages/event.html": "/agenda/rencontre-acheteurs-insertion/",
    "pacte/pages/place.html": "/pole-r/",
    "pacte/pages/article.html": "/actualites/le-pacte-en-bref/",
    "pacte/articles/category.html": "/actualites/categories/vie-du-pacte/",
    "pacte/roadmap/index.html": "/feuille-de-route/",
    "pacte/roadmap/theme.html": "/feuille-de-route/themes/alimentation/",
    "pacte/roadmap/action.html": "/feuille-de-route/actions/legumerie-commune/",
    "pacte/organisations/detail.html": "/organisations/cocomiette/",
    "pacte/organisations/sheet.html": "/organisations/cocomiette/?impression",
    "pacte/territories/list.html": "/territoires/",
    "pacte/territories/epci.html": "/territoires/intercommunalites/le-gresivaudan/",
    "pacte/territories/commune.html": "/territoires/communes/grenoble/",
    "pacte/territories/zone.html": "/territoires/zones/plie/",
    "pacte/site_map.html": "/plan-du-site/",
    "account/login.html": "/connexion/",
    "account/login_link.html": "/connexion/lien/",
    "account/login_link_sent.html": "/connexion/lien/envoye/",
    "account/login_link_open.html": "/connexion/lien/perime/",
    "account/signup.html": "/inscription/",
    "account/verification_sent.html": "/compte/adresse/verification/",
    "account/email_confirm.html": "/compte/adresse/verification/perime/",
    "account/account_inactive.html": "/compte/ferme/",
    "account/password_reset.html": "/compte/mot-de-passe/oublie/",
    "account/password_reset_done.html": "/compte/mot-de-passe/oublie/envoye/",
    "account/password_reset_from_key.html": "/compte/mot-de-passe/nouveau/1-perime/",
    "account/password_reset_from_key_done.html": "/compte/mot-de-passe/nouveau/fait/",
    "socialaccount/login_cancelled.html": "/compte/liaisons/annulee/",
    "socialaccount/authentication_error.html": "/compte/liaisons/erreur/",
    "search/results.html": "/recherche/?q=traiteur+insertion+echirolles",
    "search/results.html, map": "/annuaire/?vue=carte",
    "search/results.html, nothing found": "/annuaire/?q=xyzzy",
    "search/saved/save.html": "/recherche/enregistrer/?q=pain",
    "search/saved/save.html, nothing to follow": "/recherche/enregistrer/",
    "search/saved/sent.html": "/recherche/enregistrer/envoyee/",
    "search/saved/done.html": "/recherche/enregistrees/fini/",
    "cooperation/network/page.html": "/reseau/",
    "cooperation/suggestions/list.html": "/organisations/cocomiette/suggestions/",
    "cooperation/lots/list.html": "/achats-responsables/",
    "cooperation/lots/detail.html": "/achats-responsables/1/",
    "cooperation/lots/detail.html, no answer": "/achats-responsables/9/",
    "cooperation/plans/list.html": "/restauration/",
    "cooperation/plans/detail.html": "/restauration/3f1d5c52-6d0a-5a7e-9c55-38a5e0c1ba17/",
    "cooperation/introductions/follow_up.html": "/suites/5d0c3a4e-8f6b-5a53-9a39-2f6f0f5f7c11/",
    "cooperation/postings/list.html": "/annonces/",
    "cooperation/postings/detail.html": "/annonces/1/",
    "cooperation/why_not/posting.html": "/annonces/1/pourquoi-pas/",
    "cooperation/why_not/pair.html": "/pourquoi-pas/",
    "cooperation/postings/deposit.html": "/annonces/deposer/",
    "cooperation/comparison/page.html": "/comparer/?o=cocomiette&o=la-bocale&o=alpes-consigne",
    "cooperation/postings/thanks.html": "/annonces/deposer/merci/",
    "graphene/api.html": "/graphql/",
    "styleguide.html": "/guide-de-style/",
    "403.html": "/guide-de-style/403/",
    "403_csrf.html": "/guide-de-style/403_csrf/",
    "404.html": "/nulle-part/",
    "429.html": "/guide-de-style/429/",
    "400.html": "/guide-de-style/400/",
    "500.html": "/guide-de-style/500/",
    "503.html": "/guide-de-style/503/",
}

STAFF_PAGES = {
    "cooperation/introductions/staff_list.html": "/pilotage/mises-en-relation/",
    "cooperation/introductions/staff_detail.html": "/pilotage/mises-en-relation/ > tbody a",
    "cooperation/introductions/staff_introduce.html": "/pilotage/mises-en-relation/nouvelle/",
    "cooperation/plans/create.html": "/restauration/nouveau/",
    "cooperation/plans/trial.html": "/restauration/3f1d5c52-6d0a-5a7e-9c55-38a5e0c1ba17/essai/",
    "cooperation/plans/party.html": (
        "/restauration/3f1d5c52-6d0a-5a7e-9c55-38a5e0c1ba17/ > #cuisines ~ .table-wrapper tbody a"
    ),
    "cooperation/scenarios/list.html": "/pilotage/et-si/",
    "cooperation/scenarios/detail.html": "/pilotage/et-si/ > tbody a",
    "cooperation/resilience/page.html": "/pilotage/resilience/",
    "cooperation/groups/page.html": "/pilotage/groupes/",
    "cooperation/groups/page.html, links": "/pilotage/groupes/?vue=liens",
    "cooperation/pilotage/home.html": "/pilotage/",
    "cooperation/curation/list.html": "/pilotage/suggestions/",
    "cooperation/curation/mark.html": (
        "/organisations/cocomiette/suggestions/ > main a[href$='/avis/']"
    ),
    "cooperation/calls/staff.html": "/pilotage/appels/",
    "cooperation/curation/exposure.html": "/pilotage/exposition/",
    "cooperation/learning/page.html": "/pilotage/apprentissage/",
    "cooperation/learning/table.html": "/pilotage/apprentissage/ > tbody a",
    "cooperation/knowledge/list.html": "/pilotage/connaissances/?texte=pain+rassis",
    "cooperation/knowledge/entry.html": (
        "/pilotage/connaissances/resource/byproduct.food.bread_unsold/"
    ),
    "cooperation/knowledge/gone.html": (
        "/pilotage/connaissances/resource/byproduct.food.bread_demo/"
    ),
    "cooperation/knowledge/add.html": "/pilotage/connaissances/trade/ajouter/",
}
"""Page templates for the pact staff; what follows ``>`` is the link to follow from there."""

MEMBER_PAGES = {
    "pacte/members/list.html": "/mon-espace/organisations/la-legumerie-pilote-fictive/membres/",
    "pacte/members/leave.html": "/mon-espace/organisations/la-legumerie-pilote-fictive/quitter/",
    "pacte/profiles/edit.html": "/mon-espace/organisations/la-legumerie-pilote-fictive/fiche/",
    "pacte/joining/join.html": "/mon-espace/rejoindre/",
    "pacte/onboarding/siret.html": "/mon-espace/bienvenue/",
    "pacte/onboarding/identity.html": (
        "/mon-espace/bienvenue/?siret=73282932000074 > button:text('Continuer')"
    ),
    "cooperation/starting/trade.html": (
        "/mon-espace/bienvenue/la-legumerie-pilote-fictive/metier/?metier=bakery"
    ),
    "pacte/accounts/contact.html": "/mon-espace/coordonnees/",
    "pacte/personal_data/page.html": "/mon-espace/mes-donnees/",
    "pacte/personal_data/close.html": "/mon-espace/mes-donnees/effacer/",
    "pacte/favourites/list.html": "/mon-espace/favoris/",
    "pacte/notifications/list.html": "/mon-espace/notifications/",
    "pacte/notifications/preferences.html": "/mon-espace/notifications/preferences/",
    "cooperation/postings/mine_list.html": "/mon-espace/annonces/",
    "cooperation/postings/mine_list.html, nothing": "/mon-espace/annonces/?etat=en-pause",
    "cooperation/postings/mine.html": "/mon-espace/annonces/ > .own-posting__title a",
    "cooperation/postings/mine_close.html": "/mon-espace/annonces/303/fermer/",
    "cooperation/postings/mine_renew.html": "/mon-espace/annonces/303/prolonger/",
    "cooperation/postings/edit.html": "/mon-espace/annonces/303/modifier/",
    "cooperation/introductions/list.html": "/mon-espace/mises-en-relation/",
    "cooperation/introductions/list.html, nothing": "/mon-espace/mises-en-relation/?etat=closes",
    "cooperation/introductions/detail.html, to answer": (
        "/mon-espace/mises-en-relation/?etat=a-repondre > .introduction-row a"
    ),
    "cooperation/introductions/detail.html": (
        "/mon-espace/mises-en-relation/?etat=en-cours > .introduction-row:nth-child(2) a"
    ),
    "cooperation/introductions/declare.html": "/mon-espace/mises-en-relation/1/cooperation/",
    "cooperation/introductions/refused.html": "/mon-espace/mises-en-relation/2/cooperation/",
    "cooperation/introductions/reply.html": "/annonces/2/repondre/",
    "cooperation/for_you/page.html": "/mon-espace/pour-vous/",
    "cooperation/for_you/page.html, refused": "/mon-espace/pour-vous/?vue=ecartees",
    "cooperation/postings/favourites.html": "/mon-espace/annonces-favorites/",
    "cooperation/calls/mine.html": "/mon-espace/appels/",
    "cooperation/calls/write.html": "/mon-espace/appels/nouveau/",
    "cooperation/calls/detail.html": "/mon-espace/appels/ > section[aria-labelledby=own] article a",
    "cooperation/for_you/one.html": "/mon-espace/pour-vous/ > button:text('Écarter')",
}
"""Pages of who acts for an organisation; what follows ``>`` is clicked there, every fold open."""

STATUSES = {"account/login_link_open.html": 410, "socialaccount/authentication_error.html": 401}
"""What a page answers where it is not 200 nor the number that names it."""

ACCOUNT_PAGES = {
    "pacte/accounts/security.html": "/mon-espace/compte/",
    "pacte/accounts/name.html": "/mon-espace/compte/nom/",
    "account/email_change.html": "/compte/adresse/",
    "account/password_change.html": "/compte/mot-de-passe/",
    "account/reauthenticate.html": "/compte/identite/",
    "account/logout.html": "/deconnexion/",
    "usersessions/usersession_list.html": "/compte/sessions/",
    "socialaccount/connections.html": "/compte/liaisons/",
    "mfa/index.html": "/compte/second-facteur/",
}
"""Pages of a person's account, whatever its state."""

SECOND_FACTOR_PAGES = {
    "mfa/totp/activate_form.html": "/compte/second-facteur/activer/",
    "mfa/recovery_codes/index.html": "/compte/codes-de-secours/",
    "mfa/recovery_codes/generate.html": "/compte/codes-de-secours/nouveaux/",
    "mfa/totp/deactivate_form.html": "/compte/second-facteur/desactiver/",
    "mfa/reauthenticate.html": "/compte/identite/code/",
    "mfa/authenticate.html": "/connexion/second-facteur/",
}
"""Pages met in turn by whoever sets a second factor up and uses it."""

PERSONAL_LINKS = ("pacte/joining/invitation.html", "pacte/notifications/stop.html")
"""Pages that open from a link received by e-mail only."""

WITHOUT_PASSWORD = ("account/password_set.html", "socialaccount/signup.html")
"""Pages of people who came through ProConnect, which no demonstration has."""
