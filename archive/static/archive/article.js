// The article page: copies citations, and takes away the card of a note. Without this script the
// citations can be selected, and the notes are links.

class Copying {
  constructor(button) {
    this.button = button;
    this.source = document.getElementById(button.dataset.copies);
    this.told = document.querySelector(".copied");
    button.hidden = false;
    button.addEventListener("click", () => this.copy());
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.source.textContent);
      this.told.textContent = "Copied";
      this.button.classList.add("done");
    } catch {
      // Browsers give the clipboard to safe addresses only; selected text can be copied anywhere.
      getSelection().selectAllChildren(this.source);
      this.told.textContent = "Selected; copy it with the keys of your system";
    }
  }
}

document.querySelectorAll("[data-copies]").forEach((button) => new Copying(button));

// What appears under the pointer must be dismissible without moving it (WCAG 1.4.13).
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll(".cited:hover, .cited:focus-within").forEach(dismiss);
});

function dismiss(cited) {
  cited.classList.add("dismissed");
  for (const name of ["pointerleave", "focusout"]) {
    cited.addEventListener(name, () => cited.classList.remove("dismissed"), { once: true });
  }
}
