// Beside a moment in the centre's time: the same moment where the reader is, when that is another time zone.
for (const element of document.querySelectorAll("[data-localtime]")) {
  const moment = new Date(element.dataset.localtime);
  const said = { weekday: "short", hour: "2-digit", minute: "2-digit" };
  const here = moment.toLocaleString(document.documentElement.lang, said);
  const there = moment.toLocaleString(document.documentElement.lang, { ...said, timeZone: element.dataset.zone });
  if (here !== there) {
    element.textContent = `(${element.dataset.before} ${here})`;
    element.hidden = false;
  }
}
