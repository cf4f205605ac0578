// Results updated in place by htmx: what it leaves to do for focus, open lists, screen readers and
// history; and the button that copies the address. Without this script every link loads its page.

const FOCUSABLE = "a, button, input, summary";

const page = () => document.getElementById("search");
const sheet = () => document.getElementById("filters");
const address = () => location.pathname + location.search;

const told = document.createElement("p");
told.className = "visually-hidden";
told.setAttribute("aria-live", "polite");
document.body.append(told);

let shown = address();
let before = { focus: null, open: [], sheet: null };

function place(element) {
  return element.closest("section[aria-label], nav[aria-label], ul[aria-label]")?.getAttribute("aria-label") ?? "";
}

// What names an element before and after an update: neither its count nor its address, nor whether
// it would now exclude what it included before.
function key(element) {
  const label = element.querySelector("bdi, s, .facet-label") ?? element;
  const name = element.id || (element.getAttribute("aria-label")?.split(":")[0] ?? label.textContent);
  const lasting = name.trim().replace(/^(include|exclude)\s+/, "");
  const kind = [...element.classList].find((each) => !each.startsWith("htmx-")) ?? "";
  return JSON.stringify([place(element), element.localName, kind, lasting]);
}

// Lists that open have counts in their names, so they are known by their number in a place.
function openable() {
  const numbers = {};
  return [...page().querySelectorAll("details")].map((details) => {
    const where = place(details);
    numbers[where] = (numbers[where] ?? 0) + 1;
    return { details, name: `${where} ${numbers[where]}` };
  });
}

function remember() {
  const active = page().contains(document.activeElement) ? document.activeElement : null;
  before = {
    focus: active && { key: key(active), place: place(active) },
    open: openable().filter(({ details }) => details.open).map(({ name }) => name),
    sheet: sheet()?.matches(":target, [data-open]") ? sheet().scrollTop : null,
  };
}

function restore() {
  for (const { details, name } of openable()) details.open = before.open.includes(name);
  if (before.sheet !== null) keepSheet(before.sheet);
  if (before.focus) focusAgain(before.focus);
  told.textContent = page().dataset.told;
}

// On a small screen several values may be chosen before the results are shown. No class tells so:
// htmx settles the classes of what keeps its id.
function keepSheet(scroll) {
  sheet().dataset.open = "";
  sheet().scrollTop = scroll;
}

document.addEventListener("click", ({ target }) => {
  if (target.closest(".sheet-close")) delete sheet().dataset.open;
});

// A constraint that was removed is gone; then its neighbours have the focus.
function focusAgain(wanted) {
  const same = [...page().querySelectorAll(FOCUSABLE)].find((each) => key(each) === wanted.key);
  const around = [...page().querySelectorAll("[aria-label]")].find((each) => place(each) === wanted.place);
  const next = [same, around, document.getElementById("results")].find((each) => each?.checkVisibility());
  if (!next) return;
  if (next !== same) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

// htmx boosts links of HTML, but not those of the histogram, which are SVG.
document.addEventListener("click", (event) => {
  const bar = event.target.closest("svg a");
  if (!bar || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  htmx.ajax("GET", bar.getAttribute("href"), { source: bar });
});

// A value that was typed into a facet is chosen in place, as one that is ticked.
document.addEventListener("suggestion:chosen", (event) => {
  const facet = event.target.closest("#filters section");
  if (!facet || event.detail.pathname !== location.pathname) return;
  event.preventDefault();
  htmx.ajax("GET", event.detail.pathname + event.detail.search, { source: facet });
});

// Other pages, such as all values of a facet, are no part of this one.
document.addEventListener("htmx:beforeRequest", (event) => {
  const wanted = event.detail.pathInfo.finalRequestPath;
  if (new URL(wanted, location).pathname === location.pathname) return;
  event.preventDefault();
  location.assign(wanted);
});
document.addEventListener("htmx:beforeSwap", () => { keepScroll(); remember(); });
document.addEventListener("htmx:afterSwap", restore);
document.addEventListener("htmx:pushedIntoHistory", () => { shown = address(); });

// An error has a page with words of its own; a browser that is offline too.
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
}

// Back and forward ask for the page anew: exactly what its address shows, where it was left.
window.addEventListener("popstate", () => {
  if (address() === shown) return;
  keepScroll();
  history.scrollRestoration = "manual";
  location.reload();
});

// In a browser that keeps nothing pages begin at their top.
function keepScroll() {
  try {
    sessionStorage.setItem(`scroll ${shown}`, scrollY);
  } catch { /* nothing is kept */ }
}

function scrollKept() {
  try {
    return Number(sessionStorage.getItem(`scroll ${shown}`));
  } catch {
    return 0;
  }
}

if (history.scrollRestoration === "manual") {
  scrollTo({ top: scrollKept(), behavior: "instant" });
  // Until the page has loaded, the browser would still move it to where another one was.
  window.addEventListener("load", () => setTimeout(() => { history.scrollRestoration = "auto"; }));
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers give the clipboard to encrypted sites only; this older way asks for none.
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = text;
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  await copy(button.dataset.copy);
  button.focus({ preventScroll: true });
  told.textContent = "Link copied";
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 2000);
});
