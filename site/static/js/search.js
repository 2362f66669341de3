// Search: proposals while typing, recent searches kept on this device alone.
// Without this script every form works the same; with it nothing else is sent than what is being typed.
(() => {
  "use strict";

  const PAUSE = 150;
  const SHORTEST = 2;
  const MOST = 8;
  const KEY = "recherches-recentes";
  const ICONS = {
    place: "map-pin",
    organisation: "building",
    resource: "box",
    posting: "handshake",
    event: "calendar",
    article: "document",
    action: "list",
  };

  // Children are nodes or text: nothing of an answer can become markup.
  const element = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };

  const filled = (text, value) => text.replace("%s", value);

  // Storage may be refused, full, or hold what another wrote: then there is simply nothing to recall.
  const recent = {
    all() {
      try {
        const kept = JSON.parse(localStorage.getItem(KEY));
        return Array.isArray(kept) ? kept.filter((text) => typeof text === "string" && text).slice(0, MOST) : [];
      } catch {
        return [];
      }
    },
    write(texts) {
      try {
        if (texts.length) localStorage.setItem(KEY, JSON.stringify(texts.slice(0, MOST)));
        else localStorage.removeItem(KEY);
      } catch {
        // As above.
      }
    },
    without: (text) => recent.all().filter((other) => other.toLowerCase() !== text.toLowerCase()),
    forget: (text) => recent.write(recent.without(text)),
    add(text) {
      const clean = text.replace(/\s+/g, " ").trim();
      if (clean) recent.write([clean, ...recent.without(clean)]);
    },
  };

  /** A search field that proposes: an editable combobox with a list, as ARIA 1.2 describes it. */
  class Proposals {
    constructor(root) {
      this.words = root.dataset;
      // A field of a longer form takes the words chosen; a search box sends them.
      this.fills = "suggestFill" in this.words;
      this.input = root.querySelector("input:not([type=hidden])");
      this.icons = document.querySelector("use").getAttribute("href").split("#")[0];
      this.rows = [];
      this.active = -1;
      this.answers = new Map();
      this.build();
      this.listen();
    }

    build() {
      const id = `${this.input.id}-propositions`;
      this.list = element("ul", { class: "suggest__list", role: "listbox", id });
      this.panel = element("div", { class: "suggest", hidden: "" });
      this.status = element("p", { class: "visually-hidden", role: "status" });
      // The role of a combobox belongs to a field of text, not of search.
      const role = { type: "text", role: "combobox", inputmode: "search", enterkeyhint: "search" };
      const state = { "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
      for (const [name, value] of Object.entries({ ...role, ...state })) this.input.setAttribute(name, value);
      this.panel.append(this.list);
      this.input.after(this.panel, this.status);
    }

    listen() {
      const { input, panel } = this;
      const inside = (node) => node === input || panel.contains(node);
      input.addEventListener("input", () => this.later());
      input.addEventListener("focus", () => this.isBlank() && this.recall());
      input.addEventListener("click", () => panel.hidden && this.isBlank() && this.recall());
      input.addEventListener("keydown", (event) => this.key(event));
      if (!this.fills) input.form.addEventListener("submit", () => this.leave(input.value));
      for (const part of [input, panel]) {
        part.addEventListener("focusout", ({ relatedTarget }) => inside(relatedTarget) || this.close());
      }
      panel.addEventListener("keydown", ({ key }) => key === "Escape" && (input.focus(), this.close()));
      // The focus stays in the field while the pointer chooses.
      panel.addEventListener("mousedown", (event) => event.preventDefault());
      addEventListener("pageshow", () => this.close());
    }

    isBlank() {
      return !this.input.value.trim();
    }

    say(text) {
      this.status.textContent = text;
    }

    stop() {
      clearTimeout(this.timer);
      this.asking?.abort();
    }

    later() {
      this.stop();
      this.move(-1);
      if (this.isBlank()) this.recall();
      else this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
      this.stop();
      const text = this.input.value.trim();
      if (text.length < SHORTEST) return this.close();
      this.asking = new AbortController();
      try {
        const results = this.answers.get(text) ?? (await this.fetch(text, this.asking.signal));
        this.answers.set(text, results);
        if (document.activeElement === this.input) this.propose(results);
      } catch (error) {
        if (error.name !== "AbortError") this.close();
      }
    }

    async fetch(text, signal) {
      const url = new URL(this.words.suggestUrl, location.href);
      url.searchParams.set("q", text);
      const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(`${response.status} ${url}`);
      const { results } = await response.json();
      return results.filter((row) => new URL(row.url, location.href).origin === location.origin).slice(0, MOST);
    }

    propose(results) {
      this.show(results, this.words.listLabel);
      const { none, one, many } = this.words;
      this.say(results.length ? filled(results.length > 1 ? many : one, results.length) : none);
    }

    recall(active = -1) {
      if (this.fills) return this.close();
      const texts = recent.all();
      const rows = texts.map((text) => ({ label: text, icon: "clock" }));
      this.show(rows, this.words.recentLabel);
      if (!texts.length) return;
      this.recalled = true;
      this.panel.prepend(element("p", { class: "suggest__title", "aria-hidden": "true" }, this.words.recentLabel));
      this.panel.append(this.removals(texts), this.foot());
      this.move(Math.min(active, texts.length - 1));
      this.say(`${this.words.recentLabel}\u00a0: ${texts.length}`);
    }

    // Beside the list, for an option holds no button; the Delete key does the same from the list.
    removals(texts) {
      const buttons = texts.map((text) => {
        const name = filled(this.words.forget, text);
        const attributes = { type: "button", tabindex: "-1", "aria-label": name, title: name };
        const button = element("button", attributes, this.icon("close"));
        button.addEventListener("click", () => this.forget(text));
        return button;
      });
      return element("div", { class: "suggest__forget" }, ...buttons);
    }

    foot() {
      const clear = element("button", { type: "button" }, this.words.clear);
      clear.addEventListener("click", () => {
        recent.write([]);
        this.input.focus();
        this.close();
        this.say(this.words.cleared);
      });
      return element("div", { class: "suggest__foot" }, clear, element("span", {}, this.words.hint));
    }

    forget(text) {
      recent.forget(text);
      this.recall(this.active);
      this.say(filled(this.words.forgotten, text));
    }

    icon(name) {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("class", "icon");
      svg.setAttribute("aria-hidden", "true");
      const use = document.createElementNS(svg.namespaceURI, "use");
      use.setAttribute("href", `${this.icons}#${name}`);
      svg.append(use);
      return svg;
    }

    show(rows, label) {
      this.rows = rows;
      this.recalled = false;
      this.move(-1);
      this.list.setAttribute("aria-label", label);
      this.list.replaceChildren(...rows.map((row, index) => this.option(row, index)));
      this.panel.replaceChildren(this.list);
      this.toggle(rows.length > 0);
    }

    option(row, index) {
      const id = `${this.list.id}-${index}`;
      const label = element("span", { class: "suggest__label" }, row.label);
      const node = element("li", { role: "option", id, "aria-selected": "false" }, this.icon(row.icon ?? ICONS[row.kind] ?? "search"), label);
      if (row.detail) node.append(" ", element("span", { class: "suggest__detail" }, row.detail));
      node.addEventListener("click", () => this.choose(row));
      return node;
    }

    toggle(open) {
      this.panel.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open));
    }

    close() {
      this.stop();
      this.move(-1);
      this.toggle(false);
      this.say("");
    }

    leave(text) {
      recent.add(text);
      this.close();
    }

    choose(row) {
      if (row.url) {
        this.leave(row.label);
        location.assign(row.url);
      } else {
        this.input.value = row.label;
        if (!this.fills) return this.input.form.requestSubmit();
        this.close();
        this.input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }

    move(index) {
      const options = this.list.children;
      options[this.active]?.setAttribute("aria-selected", "false");
      this.active = index;
      const chosen = options[index];
      if (!chosen) return this.input.removeAttribute("aria-activedescendant");
      chosen.setAttribute("aria-selected", "true");
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    }

    // One place more than there are options: the field itself, between the last and the first.
    step(by) {
      const places = this.rows.length + 1;
      this.move(((this.active + 1 + by + places) % places) - 1);
    }

    async unfold() {
      if (this.isBlank()) this.recall();
      else await this.ask();
      if (!this.panel.hidden) this.move(0);
    }

    key(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const open = !this.panel.hidden;
      const chosen = open ? this.rows[this.active] : undefined;
      const moves = {
        ArrowDown: () => (open ? this.step(1) : this.unfold()),
        ArrowUp: open && (() => (event.altKey ? this.close() : this.step(-1))),
        Home: chosen && (() => this.move(0)),
        End: chosen && (() => this.move(this.rows.length - 1)),
        Enter: chosen && (() => this.choose(chosen)),
        Delete: chosen && this.recalled && (() => this.forget(chosen.label)),
        Escape: () => (open ? this.close() : this.empty()),
      };
      if (!moves[event.key]) return;
      event.preventDefault();
      moves[event.key]();
    }

    empty() {
      this.input.value = "";
      this.stop();
    }
  }

  for (const root of document.querySelectorAll("[data-suggest-url]")) new Proposals(root);
})();
