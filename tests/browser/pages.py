"""Every page template, with an address of the demonstration that shows it."""

PAGES = {
    "pacte/pages/home.html": "/",
    "pacte/pages/standard.html": "/mentions-legales/",
    "pacte/pages/article_index.html": "/actualites/",
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
    "pacte/accounts/login.html": "/connexion/",
    "search/directory.html": "/annuaire/",
    "cooperation/network/network.html": "/reseau/",
    "styleguide.html": "/guide-de-style/",
}
