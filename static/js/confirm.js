// A link that asks in a dialog of this page instead of going to the page that asks the same.
export default function confirm(opener) {
  const dialog = document.getElementById(opener.dataset.confirm);
  if (!dialog?.showModal) return;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}
