// Posting: what is understood and who would answer, while typing; the draft kept. Without this script the buttons do the same.
(() => {
  "use strict";

  const form = document.querySelector("form[data-preview-url]");
  if (!form) return;

  const PAUSE = 350;
  const SAVING = 2000;
  const PATIENCE = 6;
  const PRIVATE = ["contact_name", "contact_email", "contact_phone", "consent", "website", "photos"];
  const status = document.querySelector("[data-draft-status]");
  let quietUntil = 0;
  let asking;
  let last = "";

  const typed = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !PRIVATE.includes(name)) data.append(name, value);
    }
    return data;
  };

  const send = async (url, body, signal) => {
    if (Date.now() < quietUntil) return null;
    const headers = { "X-Requested-With": "fetch", "Content-Type": "application/x-www-form-urlencoded" };
    const response = await fetch(url, { method: "POST", body, headers, signal, credentials: "same-origin" });
    if (response.status === 429) quietUntil = Date.now() + 1000 * (Number(response.headers.get("Retry-After")) || 30);
    return response.ok && response.status !== 204 ? response : null;
  };

  // The parts of an answer take the place of those of the page; a field that has the focus keeps it.
  const place = (text) => {
    const answer = new DOMParser().parseFromString(text, "text/html");
    for (const part of answer.querySelectorAll("[data-part]")) {
      const here = form.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!here || here.innerHTML === part.innerHTML) continue;
      const focused = here.contains(document.activeElement) ? document.activeElement.id : "";
      here.replaceWith(part);
      if (focused) document.getElementById(focused)?.focus();
    }
  };

  // What is understood comes at once; who would answer may have to be asked again, and again while the engine wakes up.
  const preview = async (again = 0) => {
    const data = typed();
    if (!again && data.toString() === last) return;
    if (again) data.set("attente", "1");
    const body = data.toString();
    asking?.abort();
    asking = new AbortController();
    try {
      const response = await send(form.dataset.previewUrl, body, asking.signal);
      if (!response) return;
      if (!again) last = body;
      place(await response.text());
      if (again < PATIENCE && form.querySelector("[data-busy]")) preview(again + 1);
    } catch (error) {
      if (error.name !== "AbortError") last = "";
    }
  };

  const save = async () => {
    try {
      const response = await send(form.dataset.draftUrl, typed().toString());
      if (response) status.textContent = (await response.json()).said;
    } catch {
      // The network is away: the form is still there, and so is what was typed.
    }
  };

  const delayed = (run, wait) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(run, wait);
    };
  };

  const previewSoon = delayed(() => preview(), PAUSE);
  const saveSoon = delayed(save, SAVING);
  for (const name of ["input", "change"]) {
    form.addEventListener(name, (event) => {
      if (PRIVATE.includes(event.target.name)) return;
      previewSoon();
      saveSoon();
    });
  }
  if (form.elements.what?.value.trim()) preview();
})();
