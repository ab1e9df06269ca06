// Beside a moment in the centre's time: the same moment by the reader's own clock, where the two differ at that moment.
// How far the centre is from UTC then stands in the attribute itself: 2026-07-05T18:00:00+02:00.
function offset(text) {
  const [, sign, hours, minutes] = text.match(/([+-])(\d\d):(\d\d)$/) ?? [, "+", 0, 0];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

export default function localtime(time) {
  const start = new Date(time.dataset.from ?? time.dateTime);
  if (offset(time.dataset.from ?? time.dateTime) === -start.getTimezoneOffset()) return;
  const said = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, said);
  const line = document.createElement("span");
  line.className = "small muted unbroken";
  line.textContent = `(${time.dataset.here} ${time.dataset.from ? clock.formatRange(start, new Date(time.dateTime)) : clock.format(start)})`;
  time.after(" ", line);
}
