// A <details> used as a menu: closed by Escape, by a click elsewhere and when the focus leaves it.
export default function menu(details) {
  const close = (refocus) => {
    details.open = false;
    if (refocus) details.querySelector("summary").focus();
  };
  const arm = () => {
    if (!details.open) return;
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("click", (event) => details.contains(event.target) || close(false), { signal });
    document.addEventListener("keydown", (event) => event.key === "Escape" && close(true), { signal });
    details.addEventListener("focusout", (event) => event.relatedTarget && !details.contains(event.relatedTarget) && close(false), { signal });
    details.addEventListener("toggle", () => listening.abort(), { once: true });
  };
  details.addEventListener("toggle", arm);
  arm();
}
