// Sends posts and thanks without leaving the page. Without a connection the text stays where it is.
const LIVE = { "X-Live": "yes" };

async function send(form, token) {
  const headers = { ...LIVE, "X-CSRFToken": token };
  return fetch(form.action, { method: "POST", body: new FormData(form), headers, redirect: "manual" }).catch(() => null);
}

// The form as it came back, in the place of `form`. A picture that nothing was wrong with need not be chosen again.
function put(html, form) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const fresh = holder.content.firstElementChild;
  form.replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: fresh } }));
  const [chosen, field] = [form, fresh].map((each) => each.querySelector("input[type=file]"));
  if (chosen?.files.length && !field.matches("[aria-invalid=true]")) {
    field.files = chosen.files;
    fresh.querySelector("[data-lost-file]")?.remove();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return fresh;
}

// Empty for the next one, also where it had come back with errors and what was typed.
function clear(form) {
  for (const field of form.querySelectorAll("textarea, input:not([type=hidden], [type=file])")) {
    if (field.type === "radio") field.defaultChecked = !field.value;
    else field.defaultValue = "";
  }
  form.querySelectorAll("[data-errors], .field__error").forEach((told) => told.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  form.querySelectorAll(".field--error").forEach((field) => field.classList.remove("field--error"));
  form.querySelectorAll("details").forEach((folded) => { folded.open = false; });
  form.reset();
  form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
  form.elements.token.value = crypto.randomUUID();
}

export default function posting(board, bring) {
  const { token } = board.dataset;

  async function submit(event) {
    const form = event.target.closest("[data-post]");
    if (!form) return;
    event.preventDefault();
    const note = form.querySelector("[data-post-note]");
    const button = form.querySelector(".form__actions button");
    button.disabled = true;
    note.textContent = note.dataset.sending;
    const answer = await send(form, token);
    button.disabled = false;
    note.textContent = "";
    if (answer?.status === 201) {
      sessionStorage.removeItem(`draft:${form.dataset.draft}`);
      bring(await answer.text());
      if (form.dataset.opened) return form.remove();
      clear(form);
    } else if (answer?.status === 422 || answer?.status === 429) {
      const fresh = put(await answer.text(), form);
      fresh.querySelector("[data-errors], .field--error")?.scrollIntoView({ block: "center" });
    } else {
      note.textContent = note.dataset.lost;
    }
  }

  async function click(event) {
    const thanks = event.target.closest("[data-thank]");
    if (!thanks || !token || !board.dataset.member || event.ctrlKey || event.metaKey) return;
    if (thanks.closest(".post").dataset.author === board.dataset.member) return;
    event.preventDefault();
    const answer = await fetch(thanks.dataset.thank, { method: "POST", headers: { ...LIVE, "X-CSRFToken": token } }).catch(() => null);
    if (!answer?.ok) location.assign(thanks.href);
  }

  document.addEventListener("submit", submit);
  document.addEventListener("click", click);
}
