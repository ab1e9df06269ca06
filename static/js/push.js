// The button "Tell me on this device": asks the browser, writes what it answers into the form and sends that.
// <form data-push="our public key" data-push-worker="/static/js/push-worker.js" hidden> stays hidden where it cannot work.
function bytes(text) {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
}

// The page lies outside the worker's scope, so navigator.serviceWorker.ready would wait for ever.
function atWork({ installing, waiting }) {
  const worker = installing ?? waiting;
  return worker && new Promise((resolve) => {
    worker.addEventListener("statechange", () => worker.state === "activated" && resolve());
  });
}

async function subscribe(form) {
  const registration = await navigator.serviceWorker.register(form.dataset.pushWorker);
  await atWork(registration);
  const known = await registration.pushManager.getSubscription();
  const ours = bytes(form.dataset.push);
  // One that was made for another key of this house is of no use any more.
  if (known && String(new Uint8Array(known.options.applicationServerKey)) !== String(ours)) await known.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: ours });
}

export default function push(form) {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return;
  const refused = form.querySelector("[role=status]");
  form.hidden = false;
  document.querySelector("[data-push-missing]").hidden = true;
  form.addEventListener("submit", async (event) => {
    if (form.elements.endpoint.value) return;
    event.preventDefault();
    try {
      if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
      const { endpoint, keys } = (await subscribe(form)).toJSON();
      form.elements.endpoint.value = endpoint;
      form.elements.p256dh.value = keys.p256dh;
      form.elements.auth.value = keys.auth;
      form.requestSubmit();
    } catch {
      refused.hidden = false;
    }
  });
}
