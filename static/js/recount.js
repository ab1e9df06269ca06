// The recount in the reader's browser: starts and stops the worker, tells what it found, looks a receipt up.
import { lines, rows } from "./recount-checks.js";

const SHOWN = 12; // of many differences the first ones are named

export default function recount(box) {
  const part = (name) => box.querySelector(`[data-recount-${name}]`);
  const word = (kind, name) => box.querySelector(`[data-recount-${kind}="${name}"]`).content.firstElementChild.cloneNode(true);
  const addresses = Object.fromEntries([...document.querySelectorAll("[data-recount-file]:not([data-recount-file$='.pb'])")].map((link) => [link.dataset.recountFile, link.href]));
  const bar = part("running").querySelector("progress");
  let worker = null;

  function end(told) {
    worker?.terminate();
    worker = null;
    part("running").hidden = part("cancel").hidden = true;
    part("start").disabled = false;
    part("said").replaceChildren(told);
    part("said").focus({ preventScroll: true });
  }

  function tell({ findings, pools }) {
    const list = document.createElement("ul");
    list.className = "findings";
    for (const { about, agrees, which } of findings) {
      const item = word(agrees ? "good" : "bad", about);
      if (!agrees) item.lastElementChild.append(` ${which.slice(0, SHOWN).join(", ")}${which.length > SHOWN ? " …" : ""}`);
      list.append(item);
    }
    part("won").hidden = !pools.length;
    part("won").querySelector("div").replaceChildren(...pools.flatMap(({ title, winners }) => {
      const won = document.createElement("ol");
      won.append(...winners.map(({ id, name }) => Object.assign(document.createElement("li"), { textContent: `${name} (${id})` })));
      return title ? [Object.assign(document.createElement("h4"), { textContent: title }), won] : [won];
    }));
    return list;
  }

  part("start").addEventListener("click", () => {
    part("start").disabled = true;
    part("running").hidden = part("cancel").hidden = false;
    part("said").replaceChildren();
    part("won").hidden = true;
    part("at").textContent = "";
    bar.value = 0;
    part("cancel").focus();
    worker = new Worker(box.dataset.recount, { type: "module" });
    worker.addEventListener("error", () => end(word("word", "failed")));
    worker.addEventListener("message", ({ data }) => {
      if (data.done) return end(tell(data.done));
      if (data.failed) return end(word("word", "failed"));
      bar.value = Math.max(bar.value, data.share);
      part("at").textContent = `${box.dataset.recountStep} ${data.step.toLocaleString(document.documentElement.lang)}`;
    });
    worker.postMessage({ addresses, seal: box.dataset.recountSeal, winners: box.dataset.recountWinners.split(" ").filter(Boolean) });
  });
  part("cancel").addEventListener("click", () => end(word("word", "stopped")));

  part("find")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    // As the server reads a typed receipt: no blanks or hyphens, and no letter that looks like a digit.
    const typed = new FormData(event.target).get("receipt").toUpperCase().replace(/[^0-9A-Z]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
    if (!typed) return;
    const read = async (name) => new Uint8Array(await (await fetch(addresses[name])).arrayBuffer());
    const counted = lines(await read("receipts.txt")).includes(typed);
    const refused = !counted && rows(await read("uncounted.csv")).some(([receipt]) => receipt === typed);
    part("found").replaceChildren(word("word", counted ? "counted" : refused ? "uncounted" : "missing"));
  });
  box.hidden = false;
}
