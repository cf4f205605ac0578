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

document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  const field = document.querySelector("input[type=search]");
  if (key !== KEY || ctrlKey || metaKey || altKey || isComposing || !field) return;
  if (target.closest(EDITABLE) || !isOn()) return;
  event.preventDefault();
  field.focus();
  field.select();
});

function tell(root) {
  const fields = isOn() ? root.querySelectorAll("input[type=search]") : [];
  fields.forEach((field) => field.setAttribute("aria-keyshortcuts", KEY));
}

tell(document);
document.addEventListener("htmx:load", (event) => tell(event.detail.elt));

const control = document.querySelector("input[data-shortcut]");
if (control) {
  control.checked = isOn();
  control.addEventListener("change", () => set(control.checked));
}
