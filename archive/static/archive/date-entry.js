// Reads dates back while they are typed; without it the saved page does.
(() => {
  "use strict";

  const PAUSE = 250; // milliseconds without a key
  const waiting = new WeakMap();

  const outputOf = (input) => {
    const own = `read-back-${input.id}`;
    let output = document.getElementById(own);
    if (!output) {
      output = document.createElement("output");
      output.id = own;
      output.className = "read-back";
      output.htmlFor = input.id;
      input.after(output);
    }
    return output;
  };

  const asked = (input) => {
    const query = new URLSearchParams({ date: input.value });
    const basis = input.id === "id_date" && document.getElementById("id_date_basis");
    const article = location.pathname.match(/\/article\/(\d+)\/change\//);
    if (basis) query.set("basis", basis.value);
    if (basis && article) query.set("article", article[1]);
    return `${input.dataset.readsBack}?${query}`;
  };

  const read = async (input) => {
    const value = input.value;
    const answer = await fetch(asked(input));
    if (!answer.ok || input.value !== value) return; // typed on meanwhile
    const { text, is_date } = await answer.json();
    const output = outputOf(input);
    output.textContent = text;
    output.classList.toggle("is-wrong", !is_date);
  };

  const soon = (input) => {
    clearTimeout(waiting.get(input));
    waiting.set(input, setTimeout(() => read(input), PAUSE));
  };

  document.addEventListener("input", ({ target }) => {
    if (target.matches("input[data-reads-back]")) soon(target);
  });
  document.addEventListener("change", ({ target }) => {
    const date = target.id === "id_date_basis" && document.getElementById("id_date");
    if (date) soon(date);
  });
})();
