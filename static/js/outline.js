// An area drawn on the map of a form: while drawing, each press adds a corner; the hidden field holds them as JSON.
function bind(input, map) {
  const find = (name) => input.querySelector(`[data-outline-${name}]`);
  const [draw, back, clear, help] = ["draw", "back", "clear", "help"].map(find);
  const field = input.querySelector("input[name$=outline]");
  const frame = input.querySelector("[data-map]");
  if (!draw || !field) return;
  let corners = field.value ? JSON.parse(field.value) : [];
  const shape = window.L.polygon([], { className: "map__shape map__shape--outline", interactive: false, pane: "drawn" }).addTo(map);
  const show = () => {
    shape.setLatLngs(corners.map(([east, north]) => [north, east]));
    field.value = corners.length > 2 ? JSON.stringify(corners) : "";
    back.hidden = clear.hidden = !corners.length;
  };
  const turn = (on) => {
    draw.setAttribute("aria-pressed", on);
    help.hidden = !on;
    if (on) frame.dataset.mapDrawing = "1";
    else delete frame.dataset.mapDrawing;
  };
  map.on("click", ({ latlng }) => {
    if (!frame.dataset.mapDrawing || corners.length >= 60) return;
    corners.push([Number(latlng.lng.toFixed(6)), Number(latlng.lat.toFixed(6))]);
    show();
  });
  draw.addEventListener("click", () => turn(!frame.dataset.mapDrawing));
  back.addEventListener("click", () => { corners.pop(); show(); });
  clear.addEventListener("click", () => { corners = []; show(); turn(false); });
  draw.hidden = false;
  show();
}

document.addEventListener("map:ready", ({ target, detail }) => {
  const input = target.closest("[data-map-input]");
  if (input) bind(input, detail);
});
