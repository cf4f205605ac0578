// Suggestions below the search box: an editable combobox with a list, after the WAI-ARIA Authoring
// Practices (w3.org/WAI/ARIA/apg/patterns/combobox). Without this script the box is a plain field.

const WAIT = 120; // milliseconds after the last key
const LEAST_CHARACTERS = 2;
const TITLES = {
  actor: "Actors", region: "Regions", publication: "Publications", outlet: "Outlets", word: "Words",
  title: "Articles",
};

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = element("div", { id: `suggestions-for-${this.input.id}`, role: "listbox", class: "suggestions", hidden: "" });
    this.list.setAttribute("aria-label", "Suggestions");
    this.told = element("p", { class: "visually-hidden", "aria-live": "polite" });
    this.input.after(this.list, this.told);
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.ask(WAIT));
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    // The field keeps the focus, so that a tap on an option is no blur.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
    // A page that comes back from the browser's cache begins closed.
    window.addEventListener("pageshow", () => this.close());
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get constraints() {
    return [...this.form.querySelectorAll("input[type=hidden]")];
  }

  // A name is searched under the constraints in force, as words are; an article opens as it is.
  constrained(address) {
    if (address.pathname === new URL(this.form.action).pathname)
      this.constraints.forEach(({ name, value }) => address.searchParams.append(name, value));
    return address;
  }

  get isOpen() {
    return !this.list.hidden;
  }

  ask(wait) {
    this.forget();
    const q = this.input.value.trim();
    if (q.length < LEAST_CHARACTERS) this.close();
    else this.timer = setTimeout(() => this.fetch(q), wait);
  }

  forget() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  async fetch(q) {
    this.request = new AbortController();
    try {
      const address = new URL(this.form.dataset.suggest, location);
      address.searchParams.set(this.input.name, q);
      address.searchParams.set("form", "page");
      const response = await fetch(address, { signal: this.request.signal });
      if (response.ok) this.show((await response.json()).suggestions);
    } catch (error) {
      // No answer: the field works as it would without suggestions.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return;
    this.activate(null);
    this.list.replaceChildren(...Object.keys(TITLES).flatMap((kind) => {
      const own = suggestions.filter((each) => each.kind === kind);
      return own.length ? [this.group(kind, own)] : [];
    }));
    this.open(suggestions.length > 0);
    const number = suggestions.length;
    this.told.textContent = number ? `${number} suggestion${number === 1 ? "" : "s"}` : "No suggestions";
  }

  group(kind, suggestions) {
    const title = element("div", { id: `${this.list.id}-${kind}`, class: "suggestions-title" }, TITLES[kind]);
    const group = element("div", { role: "group", "aria-labelledby": title.id }, title);
    suggestions.forEach((each, number) => group.append(this.option(each, `${this.list.id}-${kind}-${number}`)));
    return group;
  }

  option({ kind, text, articles, url, form }, id) {
    const option = element("div", { id, role: "option", "aria-selected": "false" }, element("bdi", {}, text));
    Object.assign(option.dataset, { kind, text, url });
    if (form) option.append(" ", element("bdi", { class: "form" }, form));
    // Only an address that names the constraints in force counts with them.
    const isCounted = !this.constraints.length || this.form.dataset.suggest.includes("?");
    if (articles !== null && isCounted) {
      const noun = element("span", { class: "visually-hidden" }, ` article${articles === 1 ? "" : "s"}`);
      option.append(" ", element("span", { class: "count" }, articles.toLocaleString("en"), noun));
    }
    return option;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    this.forget();
    this.activate(null);
    this.open(false);
    this.told.textContent = "";
  }

  activate(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  // Past the last option, and before the first, none is active: the typed text itself.
  move(step) {
    const places = [null, ...this.options];
    const at = places.indexOf(this.active ?? null) + step;
    this.activate(places[(at + places.length) % places.length]);
  }

  press(event) {
    if (event.isComposing) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.arrow(event)) event.preventDefault();
    else if (event.key === "Home" || event.key === "End") this.activate(null);
    else if (event.key === "Escape" && this.isOpen) {
      // Else the browser would empty the field; a second Escape does.
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter") {
      this.forget();
      if (this.active) {
        event.preventDefault();
        this.choose(this.active);
      }
    }
  }

  arrow({ key, altKey }) {
    if (this.isOpen && altKey && key === "ArrowUp") this.close();
    else if (this.isOpen) this.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "ArrowDown") this.ask(0);
    else return false;
    return true;
  }

  choose(option) {
    if (!option) return;
    const { kind, text, url } = option.dataset;
    this.close();
    if (kind !== "word") return this.follow(this.constrained(new URL(url, location)));
    this.input.value = text;
    this.form.requestSubmit();
  }

  // A page that shows what is chosen in place prevents that the browser goes there.
  follow(address) {
    const chosen = new CustomEvent("suggestion:chosen", { bubbles: true, cancelable: true, detail: address });
    if (this.form.dispatchEvent(chosen)) location.assign(address);
  }
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function begin(root) {
  root.querySelectorAll("form[data-suggest]:not([data-begun])").forEach((form) => {
    form.dataset.begun = "";
    new Suggestions(form);
  });
}

begin(document);
// Results updated in place have a form of their own.
document.addEventListener("htmx:load", (event) => begin(event.detail.elt));
