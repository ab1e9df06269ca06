// Copies Monday's times to Tuesday until Friday, and opens the part of the form that the chosen way needs.
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
  root.addEventListener("change", (event) => {
    if (event.target.type !== "radio") return;
    root.querySelector(".hours__week").open = event.target.value === "week";
    root.querySelector(".hours__text").open = event.target.value === "text";
  });
}
