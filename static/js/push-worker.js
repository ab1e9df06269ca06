// Shows what the house sends to this browser, and opens its page. It touches no other request: its scope is its folder.
self.addEventListener("push", (event) => {
  const { title, text, url } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body: text, tag: url, data: url, icon: "/static/img/apple-touch-icon.png" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});
