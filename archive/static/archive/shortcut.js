// The key “/” goes to the search box; on the page of help it can be switched off (WCAG 2.1.4), which
// this browser then remembers.

const KEY = "/";
const NAME = "shortcut";
const EDITABLE = "input, textarea, select, [contenteditable]";

function isOn() {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

function set(on) {
  try {
    localStorage.setItem(NAME, on ? "on" : "off");
  } catch {
    // Nothing is kept, so it stays on.
  }
}

// The first of the page: facets have search boxes of their own.
function searchBox() {
  return document.querySelector("input[type=search]");
}

document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  const field = searchBox();
  if (key !== KEY || ctrlKey || metaKey || altKey || isComposing || !field) return;
  if (target.closest(EDITABLE) || !isOn()) return;
  event.preventDefault();
  field.focus();
  field.select();
});

function tell() {
  if (isOn()) searchBox()?.setAttribute("aria-keyshortcuts", KEY);
}

tell();
document.addEventListener("htmx:load", tell);

const control = document.querySelector("input[data-shortcut]");
if (control) {
  control.checked = isOn();
  control.addEventListener("change", () => set(control.checked));
}
