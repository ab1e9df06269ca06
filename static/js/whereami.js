// "Near me": the browser's own place, rounded to about a hundred metres, is written into the question. Nothing keeps it.
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-whereami]");
  if (!button) return;
  const { form } = button;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      form.elements.near.value = `${coords.latitude.toFixed(3)}, ${coords.longitude.toFixed(3)}`;
      form.requestSubmit();
    },
    () => { document.getElementById(button.dataset.whereami).hidden = false; },
    { maximumAge: 600000, timeout: 10000 },
  );
});

const offer = () => {
  for (const button of document.querySelectorAll("[data-whereami]")) button.hidden = !navigator.geolocation;
};
document.addEventListener("htmx:afterSettle", offer);
offer();
