// Tells how many characters are left; says it aloud only near the end.
export default function counter(field) {
  const input = field.querySelector("textarea, input");
  const max = Number(field.dataset.counterMax || input?.maxLength);
  if (!input || !(max > 0)) return;
  const shown = document.createElement("p");
  shown.className = "field__count";
  field.append(shown);
  const count = () => {
    const left = max - input.value.length;
    shown.textContent = `${field.dataset.counter} ${left.toLocaleString(document.documentElement.lang)}`;
    shown.classList.toggle("is-over", left < 0);
    shown.ariaLive = left < 50 ? "polite" : "off";
  };
  input.addEventListener("input", count);
  count();
}
