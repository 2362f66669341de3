// Forms, made a little quicker. Facets: on a wide window, form[data-autosubmit] is sent at each choice; its button stays.
(() => {
  "use strict";

  const KEY = "autosubmit-focus";
  const wide = matchMedia("(min-width: 64rem)");

  const remember = (id) => {
    try {
      sessionStorage.setItem(KEY, id);
    } catch {
      // Storage may be refused: the focus then starts at the top, as in any new page.
    }
  };

  const restore = () => {
    try {
      const id = sessionStorage.getItem(KEY);
      sessionStorage.removeItem(KEY);
      return id && document.getElementById(id);
    } catch {
      return null;
    }
  };

  for (const form of document.querySelectorAll("form[data-autosubmit]")) {
    form.addEventListener("change", (event) => {
      const { target } = event;
      const chosen = target.matches("select, [type=checkbox], [type=radio]");
      if (!chosen || !wide.matches || form.hasAttribute("hx-get")) return;
      if (target.id) remember(target.id);
      form.requestSubmit();
    });
  }

  // A facet of many values: the chosen ones first, and a field that narrows the others, whatever the accents.
  const LONG = 10;
  const fold = (text) =>
    text.toLowerCase().replaceAll("œ", "oe").replaceAll("’", "'").normalize("NFD").replace(/\p{M}/gu, "").trim();

  const element = (tag, attributes, ...children) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.append(...children);
    return node;
  };

  const shorten = (facet) => {
    const choices = [...facet.querySelectorAll(".choice:has([type=checkbox])")];
    if (choices.length <= LONG) return;
    const { filterLabel, filterNone, filterOne, filterMany } = facet.dataset;
    const chosen = (choice) => choice.querySelector("input").checked;
    const names = new Map(choices.map((choice) => [choice, fold(choice.querySelector("span").textContent)]));
    const field = element("input", { type: "text", autocomplete: "off", inputMode: "search" });
    const status = element("span", { className: "visually-hidden", role: "status" });
    const label = element("label", {}, filterLabel, field);
    const box = element("div", { className: "facet__filter" }, label, status);
    facet.querySelector("legend").after(box, ...choices.filter(chosen));

    const narrow = () => {
      const text = fold(field.value);
      const within = (choice) => names.get(choice).includes(text);
      for (const choice of choices) choice.hidden = !chosen(choice) && !within(choice);
      const left = choices.filter(within).length;
      const said = left > 1 ? filterMany : left ? filterOne : filterNone;
      status.textContent = text && said.replace("%s", left);
    };
    field.addEventListener("input", narrow);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key !== "Escape" || !field.value) return;
      event.preventDefault();
      field.value = "";
      narrow();
    });
  };

  for (const facet of document.querySelectorAll("[data-filter-label]")) shorten(facet);

  const focused = restore();
  if (focused) {
    focused.closest("details")?.setAttribute("open", "");
    focused.focus({ preventScroll: false });
  }

  // The summary of errors of a form that was sent takes the focus.
  document.querySelector("[data-focus]")?.focus();
})();
