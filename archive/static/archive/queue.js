// Keys of the queue of suggested tags: j next, k back, a accept, r reject. All works without it.

"use strict";

const items = [...document.querySelectorAll(".suggestion")];

function current() {
  return items.indexOf(document.activeElement.closest(".suggestion"));
}

function go(place) {
  const item = items[Math.min(Math.max(place, 0), items.length - 1)];
  if (item) item.focus();
}

function press(verdict) {
  const item = items[current()];
  if (item) item.querySelector(`button[value=${verdict}]`).click();
}

const KEYS = {
  j: () => go(current() + 1),
  k: () => go(current() - 1),
  a: () => press("accept"),
  r: () => press("reject"),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const wanted = items.findIndex((item) => `#${item.id}` === location.hash);
go(wanted);
