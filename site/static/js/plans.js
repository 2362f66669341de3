// A plan being computed: its bar follows, and the page comes back when it ends.
(() => {
  "use strict";

  const PAUSE = 2000;
  const section = document.querySelector("[data-progress]");
  if (!section) return;
  const bar = section.querySelector("progress");
  const percent = section.querySelector(".progress__line > :last-child");
  const text = section.querySelector("[data-progress-text]");

  const follow = async () => {
    const response = await fetch(section.dataset.progress, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const state = await response.json();
    if (!state.under_way) {
      location.reload();
      return;
    }
    bar.value = state.progress;
    percent.textContent = `${state.progress}\u00a0%`;
    const said = state.step ? `${state.label}\u00a0: ${state.step}` : state.label;
    if (text.textContent !== said) text.textContent = said;
    setTimeout(follow, PAUSE);
  };

  setTimeout(follow, PAUSE);
})();
