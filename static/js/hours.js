// Copies Monday's times to Tuesday until Friday.
export default function hours(root) {
  const inputs = (day) => [...root.querySelectorAll(`[data-hours-day="${day}"] input[type="time"]`)];
  const copy = root.querySelector("[data-hours-copy]");
  copy.hidden = false;
  copy.addEventListener("click", () => {
    const times = inputs(0).map((input) => input.value);
    for (const day of [1, 2, 3, 4]) {
      for (const [at, input] of inputs(day).entries()) input.value = times[at];
    }
    root.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
