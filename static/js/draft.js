// Keeps an unsent text in this window's session storage. Passwords, codes, files, hidden and marked fields are never kept.
const kept = "textarea, select, input:not([type=password], [type=file], [type=hidden], [autocomplete=one-time-code])";

export default function draft(form) {
  const key = `draft:${form.dataset.draft || location.pathname}`;
  const note = form.querySelector("[data-draft-note]");
  const fields = () => [...form.elements].filter((field) => field.name && field.matches(kept) && !field.closest("[data-draft-skip]"));
  const pick = (field) => field.type === "checkbox" || field.type === "radio";
  const read = () => fields().map((field) => [field.name, pick(field) ? `${field.value}=${field.checked}` : field.value]);

  const restore = (pairs) => {
    const waiting = [...pairs];
    for (const field of fields()) {
      const place = waiting.findIndex(([name, value]) => name === field.name && (!pick(field) || value.startsWith(`${field.value}=`)));
      if (place < 0) continue;
      const [[, value]] = waiting.splice(place, 1);
      if (pick(field)) field.checked = value.endsWith("=true");
      else field.value = value;
      if (value && !pick(field)) field.closest("details")?.setAttribute("open", "");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const found = sessionStorage.getItem(key);
  // A form that came back with errors already holds what was typed.
  if (found && found !== JSON.stringify(read()) && !form.querySelector("[data-errors]")) {
    restore(JSON.parse(found));
    if (note) note.hidden = false;
  }
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(read())));
  // Whoever sends it without leaving the page drops it when it has arrived.
  form.addEventListener("submit", (event) => setTimeout(() => event.defaultPrevented || sessionStorage.removeItem(key)));
  form.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    form.reset();
    note.hidden = true;
  });
}
