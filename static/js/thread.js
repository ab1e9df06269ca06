// The thread of a mentorship: brings in what the other side writes, sends without leaving the page, marks what was read.
import "./live.js";
import posting from "./posting.js";

const thread = document.querySelector("[data-thread]");
const list = thread.querySelector("[data-messages]");
const { liveTopic: topic } = thread.querySelector("[data-live-topic]").dataset;
const { member, token, read: url } = thread.dataset;
let told = -1;

function read() {
  const last = Number(list.lastElementChild?.dataset.number || 0);
  if (document.hidden || last <= told) return;
  told = last;
  fetch(url, { method: "POST", keepalive: true, headers: { "X-CSRFToken": token, "X-Live": "yes" }, body: new URLSearchParams({ number: last }) });
}

// In the order of their numbers, each once, however it came.
function bring(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  for (const message of holder.content.querySelectorAll(".message")) {
    if (document.getElementById(message.id)) continue;
    message.classList.toggle("message--own", message.dataset.author === member);
    const after = [...list.children].find((each) => Number(each.dataset.number) > Number(message.dataset.number));
    list.insertBefore(message, after || null);
    message.scrollIntoView({ block: "nearest" });
    thread.querySelector("[data-nobody]")?.remove();
  }
  read();
}

document.addEventListener("live", ({ detail }) => {
  if (detail.topic !== topic) return;
  if (detail.kind === "message") bring(detail.html);
  // Paused or over: what was typed stays to be read, and cannot be sent.
  if (detail.kind === "state") thread.querySelectorAll("[data-write] button").forEach((button) => { button.disabled = Boolean(detail.html.trim()); });
});
document.addEventListener("visibilitychange", read);
thread.querySelector("[data-read-by-hand]")?.remove();
posting(thread, bring);
read();
