// The questions of a hall, on a phone or on the moderators' desk: puts each where it belongs now, counts, and presses
// buttons without leaving the page. Each button stands in the form "press", which works without any of this.
import "./live.js";

const page = document.querySelector("[data-hall]");
const note = page.querySelector("[data-lost]");

function turn(button) {
  const { other } = button.dataset;
  button.dataset.other = button.formAction;
  button.formAction = other;
  button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
}

// The new state of what stands here already is the server's; whether this browser likes it is known here alone.
function keepPressed(known, element) {
  const before = known?.querySelector(".like[aria-pressed=true]");
  const button = element.querySelector(".like[aria-pressed=false]");
  if (before && button) turn(button);
  const held = known?.contains(document.activeElement) && document.activeElement.formAction;
  return () => held && [...element.querySelectorAll("button")].find((each) => each.formAction === held)?.focus();
}

function place(element) {
  const known = document.getElementById(element.id);
  const list = document.getElementById(element.dataset.into);
  const focusAgain = keepPressed(known, element);
  document.getElementById(element.id.replace("question", "own"))?.remove();
  if (known && known.parentElement === list) known.replaceWith(element);
  else {
    known?.remove();
    list?.["newest" in list.dataset ? "prepend" : "append"](element);
  }
  focusAgain();
}

function show(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  for (const element of [...holder.content.children]) {
    const { likes } = element.dataset;
    if (!likes) place(element);
    for (const count of document.querySelectorAll(`[data-likes="${likes}"]`)) count.textContent = element.textContent;
  }
  for (const count of document.querySelectorAll("[data-count]")) {
    count.textContent = document.getElementById(count.dataset.count).children.length;
  }
}

document.addEventListener("live", ({ detail }) => {
  if (detail.kind === "liked" || (detail.kind === "question" && detail.topic === page.dataset.hall)) show(detail.html);
});

async function press(button) {
  const facts = new FormData(button.form, button);
  const item = button.closest(".question");
  const next = item?.nextElementSibling ?? item?.closest("section").querySelector("h2");
  button.disabled = true;
  const answer = await fetch(button.formAction, { method: "POST", body: facts, headers: { "X-Live": "yes" } }).catch(() => null);
  button.disabled = false;
  note.textContent = answer ? "" : note.dataset.lost;
  if (!answer) return;
  if (!answer.ok) return location.reload();
  if (button.matches(".like")) turn(button);
  show(await answer.text());
  if (button.matches(".like")) button.focus();
  else if (!item?.isConnected) (next?.querySelector("button") ?? next)?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[form=press]");
  if (!button) return;
  event.preventDefault();
  press(button);
});
