/* The workbench of the API, for the staff: its address is the page's own. */
(function () {
  "use strict";

  var root = document.getElementById("graphiql");
  var fetcher = window.GraphiQL.createFetcher({ url: root.dataset.url });
  var workbench = window.React.createElement(window.GraphiQL, {
    fetcher: fetcher,
    defaultQuery: root.dataset.query,
    isHeadersEditorEnabled: false,
    shouldPersistHeaders: false,
  });

  root.replaceChildren();
  window.ReactDOM.createRoot(root).render(workbench);
})();
