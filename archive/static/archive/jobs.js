// Looks every second how far a job is; without this script the page loads itself again.
const job = document.querySelector("[data-job]");

async function look() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-job]");
  if (!now || !now.querySelector("[data-unfinished]")) {
    location.reload();
    return;
  }
  if (now.textContent !== job.textContent) job.replaceChildren(...now.childNodes);
  setTimeout(look, 1000);
}

setTimeout(look, 1000);
