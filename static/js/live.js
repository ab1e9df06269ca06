// Keeps parts of a page as new as the server: <body data-live="wss path"> is not needed, only the parts themselves.
// <div data-live-topic="initiative:12" data-live-since="7" data-live-kind="support">…</div>: an event of that topic and
// kind replaces the part's content. The page is whole without it; after a lost connection the socket catches up by number.
const parts = () => [...document.querySelectorAll("[data-live-topic]")];
const path = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/${document.documentElement.lang}/`;

let socket;
let pause = 1000;
let stopped = false;

function positions() {
  const known = new Map();
  for (const part of parts()) {
    const since = Number(part.dataset.liveSince);
    const topic = part.dataset.liveTopic;
    known.set(topic, Math.min(since, known.get(topic) ?? since));
  }
  return known;
}

function receive({ topic, number, kind, html }) {
  for (const part of parts()) {
    if (part.dataset.liveTopic !== topic || number <= Number(part.dataset.liveSince)) continue;
    part.dataset.liveSince = number;
    if (part.dataset.liveKind === kind && !part.contains(document.activeElement)) part.innerHTML = html;
  }
}

function connect() {
  if (stopped || !parts().length) return;
  socket = new WebSocket(path());
  socket.addEventListener("open", () => {
    pause = 1000;
    for (const [topic, since] of positions()) socket.send(JSON.stringify({ kind: "follow", topic, since }));
  });
  socket.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  socket.addEventListener("close", ({ code }) => {
    if (stopped || (code >= 4400 && code !== 4408)) return;
    setTimeout(connect, pause + Math.random() * 1000);
    pause = Math.min(pause * 2, 60000);
  });
}

addEventListener("pagehide", () => {
  stopped = true;
  // One that is not open yet ends with the page; closing it would be noted as an error.
  if (socket?.readyState === WebSocket.OPEN) socket.close();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  stopped = false;
  connect();
});
connect();
