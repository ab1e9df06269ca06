// Loads a behaviour only where the page asks for it by a data- attribute; again for what htmx brings in.
// "touched" waits for the first focus or pointer in the element, so that a first visit fetches little; "staying" until
// somebody has stayed on the page for a moment, so that whoever clicks on opens no socket.
const behaviours = [
  ["[data-menu]", () => import("./menu.js"), "touched"],
  ["[data-counter]", () => import("./counter.js"), "touched"],
  ["[data-file]", () => import("./file.js"), "touched"],
  ["form[data-draft]", () => import("./draft.js"), Object.keys(sessionStorage).some((key) => key.startsWith("draft:")) ? "now" : "touched"],
  ["[data-copy]", () => import("./copy.js"), "now"],
  ["[data-confirm]", () => import("./confirm.js"), "now"],
  ["[data-live-staying]", () => import("./live.js"), "staying"],
  ["[data-push]", () => import("./push.js"), "now"],
  ["[data-recount]", () => import("./recount.js"), "now"],
  ["[data-errors]", () => import("./errors.js"), "now"],
  ["[data-hours]", () => import("./hours.js"), "now"],
  ["time[data-zone]", () => import("./localtime.js"), "now"],
];

const seen = new WeakMap(behaviours.map((behaviour) => [behaviour, new WeakSet()]));

function whenTouched(element, start) {
  const first = new AbortController();
  for (const event of ["focusin", "pointerenter", "pointerdown", "dragenter", "input", "change"]) {
    element.addEventListener(event, () => { first.abort(); start(); }, { signal: first.signal });
  }
}

function bind(root) {
  for (const behaviour of behaviours) {
    const [selector, load, when] = behaviour;
    const elements = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) elements.push(root);
    for (const element of elements.filter((found) => !seen.get(behaviour).has(found))) {
      seen.get(behaviour).add(element);
      const start = () => load().then((module) => module.default?.(element));
      if (when === "now") start();
      else if (when === "staying") setTimeout(start, 2000);
      else whenTouched(element, start);
    }
  }
}

bind(document);
document.addEventListener("htmx:load", (event) => bind(event.detail.elt));
