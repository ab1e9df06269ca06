// Starts every map of the page: a drawn base, the spots that rooms put on it, one point, or an input that picks one.
import { drawSpots, marker, named } from "./spots.js";

const L = window.L;
const shapes = ["area", "wood", "stream", "road"];

function drawBase(map, data, note) {
  const layer = L.geoJSON(data, {
    interactive: false,
    style: (feature) => ({ className: `map__shape map__shape--${feature.properties.kind}` }),
    filter: (feature) => shapes.includes(feature.properties.kind),
  }).addTo(map);
  for (const { properties, geometry } of data.features) {
    if (properties.kind !== "village") continue;
    const [longitude, latitude] = geometry.coordinates;
    const icon = L.divIcon({ className: "map__village", iconSize: null, html: named(properties.name, "map__name") });
    L.marker([latitude, longitude], { icon, interactive: false, keyboard: false }).addTo(map);
  }
  if (layer.getLayers().length) {
    map.fitBounds(layer.getBounds(), { padding: [12, 12] });
    map.attributionControl.addAttribution(note);
  }
}

function keepSpots(map, data) {
  const layer = L.layerGroup().addTo(map);
  const draw = () => {
    layer.clearLayers();
    drawSpots(map, data.features, layer);
  };
  draw();
  map.on("zoomend", draw);
}

function pick(map, frame, point) {
  const field = frame.closest("[data-map-input]");
  if (!field) return;
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => field.querySelector(`input[name$=${name}]`));
  const clear = field.querySelector("[data-map-clear]");
  let shown = point;
  clear.hidden = !shown;
  field.querySelector("[data-map-numbers]").classList.add("visually-hidden-focusable");
  map.on("click", ({ latlng }) => {
    if (frame.dataset.mapDrawing) return; // outline.js takes the corners of an area
    latitude.value = latlng.lat.toFixed(6);
    longitude.value = latlng.lng.toFixed(6);
    shown = shown ? shown.setLatLng(latlng) : marker(latlng, "picked", frame.getAttribute("aria-label")).addTo(map);
    clear.hidden = false;
  });
  clear.addEventListener("click", () => {
    shown?.remove();
    shown = null;
    latitude.value = longitude.value = "";
    clear.hidden = true;
  });
}

function drawOutline(map, corners) {
  const points = JSON.parse(corners).map(([east, north]) => [north, east]);
  return L.polygon(points, { className: "map__shape map__shape--outline", interactive: false, pane: "drawn" }).addTo(map);
}

async function start(frame) {
  const { mapBase, mapSpots, mapLatitude, mapLongitude, mapZoom, mapPoint, mapZoomIn, mapZoomOut, mapDrawn, mapOutline } = frame.dataset;
  const canvas = frame.querySelector("[data-map-canvas]");
  const map = L.map(canvas, { zoomControl: false, scrollWheelZoom: false, zoomSnap: 0.5, minZoom: 8, maxZoom: 18 });
  map.attributionControl.setPrefix(false);
  map.createPane("drawn").style.zIndex = 450; // over the base, which comes later
  L.control.zoom({ zoomInTitle: mapZoomIn, zoomOutTitle: mapZoomOut }).addTo(map);
  map.setView([Number(mapLatitude), Number(mapLongitude)], Number(mapZoom));
  const point = mapPoint ? marker(mapPoint.split(",").map(Number), "picked", frame.getAttribute("aria-label")).addTo(map) : null;
  const outline = mapOutline ? drawOutline(map, mapOutline) : null;
  pick(map, frame, point);
  frame.dispatchEvent(new CustomEvent("map:ready", { bubbles: true, detail: map }));
  const [base, spots] = await Promise.all([mapBase, mapSpots].map((url) => url && fetch(url).then((answer) => answer.json())));
  if (base) drawBase(map, base, mapDrawn);
  if (spots) keepSpots(map, spots);
  if (outline) map.fitBounds(outline.getBounds(), { maxZoom: 16, padding: [24, 24] });
  else if (point && frame.classList.contains("map--small")) map.setView(point.getLatLng(), Math.max(map.getZoom() + 1, 13));
}

for (const frame of document.querySelectorAll("[data-map]")) start(frame);
