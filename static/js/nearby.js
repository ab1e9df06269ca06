// "Near me": the browser's own place, rounded to about a kilometre, is written into the list's filter. Nothing keeps it.
for (const button of document.querySelectorAll("[data-nearby]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  const note = document.getElementById(button.dataset.nearby);
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const form = button.form;
        form.elements.place.value = `${coords.latitude.toFixed(2)}, ${coords.longitude.toFixed(2)}`;
        form.requestSubmit();
      },
      () => { note.hidden = false; },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
}
