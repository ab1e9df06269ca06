// Loads a behaviour only where the page asks for it by a data- attribute; again for what htmx brings in.
const behaviours = [
  ["[data-menu]", () => import("./menu.js")],
  ["[data-copy]", () => import("./copy.js")],
  ["[data-confirm]", () => import("./confirm.js")],
  ["[data-counter]", () => import("./counter.js")],
  ["[data-file]", () => import("./file.js")],
  ["form[data-draft]", () => import("./draft.js")],
  ["[data-errors]", () => import("./errors.js")],
];

const bound = new WeakMap();

function bind(root) {
  for (const [selector, load] of behaviours) {
    const elements = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) elements.push(root);
    for (const element of elements) {
      const known = bound.get(element) ?? new Set();
      if (known.has(selector)) continue;
      bound.set(element, known.add(selector));
      load().then((module) => module.default(element));
    }
  }
}

bind(document);
document.addEventListener("htmx:load", (event) => bind(event.detail.elt));
