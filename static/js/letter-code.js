// The QR of a letter carries its code after "#", which no server sees. It waits in this window while its owner
// signs in, then stands in the field; only the member's own click sends it.
const key = "letter-code";
const scanned = decodeURIComponent(location.hash.slice(1));
if (/^[0-9A-Za-z-]{10,16}$/.test(scanned)) {
  sessionStorage.setItem(key, scanned);
  history.replaceState(null, "", location.pathname + location.search);
}
const field = document.querySelector("[data-letter-code] input[name=code]");
const waiting = sessionStorage.getItem(key);
if (field && waiting && !field.value) field.value = waiting;
field?.form.addEventListener("submit", () => sessionStorage.removeItem(key));
const note = document.querySelector("[data-letter-waiting]");
if (note && waiting) note.hidden = false;
