// Asks in a dialog why a question is turned down; each reason is one press. Without it the link leads to a page that asks.
const dialog = document.querySelector("#reasons");

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-turn-down]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    dialog.querySelector("[data-asked]").textContent = link.closest(".question").querySelector(".question__text").textContent;
    dialog.querySelector("[data-own]").href = link.href;
    for (const button of dialog.querySelectorAll("[form=press]")) button.formAction = link.href;
    dialog.showModal();
  } else if (event.target.closest("#reasons button")) dialog.close();
});
