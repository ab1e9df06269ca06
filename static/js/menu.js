// A <details> used as a menu: one open at a time, closed by Escape and by a click elsewhere.
export default function menu(details) {
  const close = (refocus) => {
    if (!details.open) return;
    details.open = false;
    if (refocus) details.querySelector("summary").focus();
  };
  details.addEventListener("toggle", () => {
    const outside = (event) => details.contains(event.target) || close(false);
    const escape = (event) => event.key === "Escape" && close(true);
    const left = (event) => event.relatedTarget && !details.contains(event.relatedTarget) && close(false);
    if (!details.open) return;
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("click", outside, { signal });
    document.addEventListener("keydown", escape, { signal });
    details.addEventListener("focusout", left, { signal });
    details.addEventListener("toggle", () => listening.abort(), { once: true });
  });
}
