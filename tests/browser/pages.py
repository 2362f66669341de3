"""Every page template, with an address of the demonstration that shows it."""

PAGES = {
    "pacte/pages/home.html": "/",
    "pacte/pages/standard.html": "/mentions-legales/",
    "pacte/pages/article_index.html": "/actualites/",
    "pacte/pages/place.html": "/pole-r/",
    "pacte/roadmap/index.html": "/feuille-de-route/",
    "pacte/organisations/detail.html": "/organisations/cocomiette/",
    "search/directory.html": "/annuaire/",
    "cooperation/network/network.html": "/reseau/",
    "styleguide.html": "/guide-de-style/",
}
