// A topic's page: brings in what others write, shows who is here and who writes, marks what was read.
import { beVisible, isVisible, say } from "./live.js";

const board = document.querySelector("[data-board]");
const frame = document.querySelector("[data-board-live]");
const topic = frame.dataset.liveTopic;
const here = frame.querySelector("[data-here]");
const typing = frame.querySelector("[data-typing]");
let forget;
let last = Number(board.dataset.last || 0);

// An element whose id stands in the page is replaced, a new one goes into the element named by its data-into.
function merge(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return [...holder.content.children].filter((element) => {
    const known = document.getElementById(element.id);
    const place = document.getElementById(element.dataset.into);
    if (known && !element.dataset.into) known.replaceWith(element);
    else if (!known && place && !("full" in place.dataset)) place[place.id === "posts" && place.dataset.order !== "oldest" ? "prepend" : "append"](element);
    else return false;
    return true;
  });
}

function mark(elements) {
  const { member, seen } = board.dataset;
  for (const post of elements.flatMap((element) => [element, ...element.querySelectorAll(".post")])) {
    if (!post.classList.contains("post")) continue;
    const own = member && post.dataset.author === member;
    post.classList.toggle("post--own", Boolean(own));
    post.classList.toggle("post--new", Boolean(member) && !own && Number(post.dataset.arrival) > Number(seen || Infinity));
    last = Math.max(last, Number(post.dataset.arrival));
  }
}

function company({ people, count }) {
  const others = count - people.length;
  if (count < 2) here.textContent = here.dataset.one;
  else if (people.length) here.textContent = `${here.dataset.many} ${people.join(", ")}${others ? `, ${here.dataset.others} ${others}` : ""}`;
  else here.textContent = `${here.dataset.many} ${count}`;
}

function writes({ name }) {
  typing.textContent = name ? `${name} ${typing.dataset.words}` : typing.dataset.somebody;
  clearTimeout(forget);
  forget = setTimeout(() => { typing.textContent = ""; }, 5000);
}

function read() {
  const { read: url, token } = board.dataset;
  if (!url || document.hidden || last <= Number(board.dataset.told || board.dataset.seen)) return;
  board.dataset.told = last;
  fetch(url, { method: "POST", keepalive: true, headers: { "X-CSRFToken": token }, body: new URLSearchParams({ number: last }) });
}

function bring(html) {
  const placed = merge(html);
  mark(placed);
  if (placed.length) document.querySelector("[data-nobody]")?.remove();
  read();
}

document.addEventListener("live", ({ detail }) => {
  if (detail.topic !== topic) return;
  if (detail.kind === "here") return company(detail);
  if (detail.kind === "typing") return writes(detail);
  if (detail.kind === "written") typing.textContent = "";
  bring(detail.html);
});

const visible = frame.querySelector("[data-visible]");
if (visible) {
  const box = visible.querySelector("input");
  visible.hidden = false;
  box.checked = isVisible();
  box.addEventListener("change", () => beVisible(box.checked));
}

let told = 0;
document.addEventListener("input", ({ target }) => {
  if (!target.closest("[data-post]") || Date.now() - told < 3000) return;
  told = Date.now();
  say({ kind: "typing", topic });
});
document.addEventListener("visibilitychange", read);

// With the first touch, or after a moment; before it has come, a form goes the plain way.
let begun = !board.dataset.member;
async function begin() {
  if (begun) return;
  begun = true;
  const { default: posting } = await import("./posting.js");
  posting(board, bring);
  board.dataset.sends = "here";
}
for (const event of ["focusin", "pointerover", "touchstart"]) board.addEventListener(event, begin);
setTimeout(begin, 2000);
mark([...document.querySelectorAll(".post")]);
read();
