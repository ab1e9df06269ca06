// The receipt's page: forget half-made choices, print. The check's page: take the receipt out of the address's fragment.
const cast = document.querySelector("[data-ballot-cast]");
if (cast) sessionStorage.removeItem(`ballot:${cast.dataset.ballotCast}`);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const field = document.querySelector("[data-receipt-form] [name=receipt]");
const scanned = decodeURIComponent(location.hash.slice(1));
if (field && scanned && !field.value) {
  field.value = scanned;
  history.replaceState(null, "", location.pathname);
}
