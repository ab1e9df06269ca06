// Keeps a page as new as the server. <div data-live-topic="initiative:12" data-live-since="7" data-live-kind="support">:
// an event of that topic and kind replaces the part's content; every event is also dispatched as "live" on the document.
// The page is whole without it. After a lost connection the socket catches up by number; where no socket gets through, it asks.
const language = document.documentElement.lang;
const parts = () => [...document.querySelectorAll("[data-live-topic]")];
const shown = new Map();
const ASK_EVERY = 10000;
let socket;
let pause = 1000;
let failures = 0;
let owed = 0;
let due = someBytes();
let stopped = false;
let asking;

// Pages of one topic receive the same; they must not all answer at the same moment.
function someBytes() {
  return 60000 * (1 + Math.random());
}

export const isVisible = () => localStorage.getItem("here") === "yes";
export const say = (message) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));

function follow() {
  for (const [topic, since] of shown) {
    const visible = document.querySelector(`[data-live-topic="${topic}"][data-live-company]`) ? isVisible() : undefined;
    say({ kind: "follow", topic, since, visible });
  }
}

export function beVisible(wanted) {
  localStorage.setItem("here", wanted ? "yes" : "no");
  follow();
}

function show(frame) {
  const { topic, number, kind, html } = frame;
  if (kind === "stale") return stale();
  if (number !== undefined) {
    if (number <= shown.get(topic)) return;
    if (number > shown.get(topic) + 1) return follow();
    shown.set(topic, number);
    for (const part of parts()) {
      if (part.dataset.liveTopic !== topic || part.dataset.liveKind !== kind || number <= Number(part.dataset.liveSince)) continue;
      part.dataset.liveSince = number;
      if (!part.contains(document.activeElement)) part.innerHTML = html;
    }
  }
  document.dispatchEvent(new CustomEvent("live", { detail: frame }));
}

function stale() {
  const notice = document.querySelector("[data-live-stale]");
  if (notice) notice.hidden = false;
  else location.reload();
}

function receive({ data }) {
  owed += data.length;
  if (owed > due) {
    [owed, due] = [0, someBytes()];
    say({ kind: "received" });
  }
  show(JSON.parse(data));
}

async function ask() {
  for (const [topic, since] of shown) {
    const answer = await fetch(`/${language}/live/?${new URLSearchParams({ topic, since })}`).catch(() => null);
    if (answer?.ok) (await answer.json()).frames.forEach(show);
  }
}

function connect() {
  if (stopped || !shown.size) return;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/live/${language}/`);
  socket.addEventListener("open", () => {
    [pause, failures, owed, asking] = [1000, 0, 0, clearInterval(asking)];
    follow();
    document.dispatchEvent(new CustomEvent("live-state", { detail: true }));
  });
  socket.addEventListener("message", receive);
  socket.addEventListener("close", ({ code }) => {
    document.dispatchEvent(new CustomEvent("live-state", { detail: false }));
    if (stopped || (code >= 4400 && code !== 4408)) return;
    failures += 1;
    if (failures > 2) asking ??= setInterval(ask, ASK_EVERY);
    setTimeout(connect, pause * (1 + Math.random()));
    pause = Math.min(pause * 2, 30000);
  });
}

function start() {
  stopped = false;
  for (const { dataset } of parts()) {
    const since = Number(dataset.liveSince);
    shown.set(dataset.liveTopic, Math.min(since, shown.get(dataset.liveTopic) ?? since));
  }
  connect();
}

addEventListener("pagehide", () => {
  stopped = true;
  clearInterval(asking);
  // One that is not open yet ends with the page; closing it would be noted as an error.
  if (socket?.readyState === WebSocket.OPEN) socket.close();
});
addEventListener("pageshow", (event) => event.persisted && start());
start();
