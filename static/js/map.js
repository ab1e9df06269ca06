// Starts every map of the page: a drawn base, the spots that rooms put on it, one point, or an input that picks one.
import { lay } from "./basemap.js";

const L = window.L;

function named(text, className) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function marker(latlng, kind, title) {
  const icon = L.divIcon({ className: `map__spot map__spot--${kind}`, iconSize: [28, 28], html: named("", "map__dot") });
  return L.marker(latlng, { icon, title, alt: title, riseOnHover: true });
}

function linkTo({ url, lang, title, label }) {
  const link = document.createElement("a");
  link.href = url;
  link.lang = lang;
  link.append(named(title, "map__title"), named(label, "map__label"));
  return link;
}

// Spots that would cover each other on the screen share one marker, whose popup lists them all.
function groups(map, features) {
  const found = [];
  for (const { properties, geometry } of features) {
    const latlng = L.latLng(geometry.coordinates[1], geometry.coordinates[0]);
    const point = map.latLngToLayerPoint(latlng);
    const near = found.find((group) => group.point.distanceTo(point) < 56);
    if (near) near.spots.push(properties);
    else found.push({ latlng, point, spots: [properties] });
  }
  return found;
}

function drawSpots(map, data) {
  const layer = L.layerGroup().addTo(map);
  const draw = () => {
    layer.clearLayers();
    for (const { latlng, spots } of groups(map, data.features)) {
      const popup = document.createElement("div");
      popup.className = "map__popup";
      popup.append(...spots.map(linkTo));
      const shown = marker(latlng, spots[0].kind, spots.map(({ title }) => title).join(" · "));
      shown.addTo(layer).bindPopup(popup);
      if (spots.length > 1) shown.getElement().querySelector(".map__dot").textContent = spots.length;
    }
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
  const { mapSpots, mapLatitude, mapLongitude, mapZoom, mapPoint, mapZoomIn, mapZoomOut, mapOutline } = frame.dataset;
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
  const base = lay(map, frame);
  const spots = mapSpots ? await (await fetch(mapSpots)).json() : null;
  if (spots) drawSpots(map, spots);
  if (outline) map.fitBounds(outline.getBounds(), { maxZoom: 16, padding: [24, 24] });
  else if (point && frame.classList.contains("map--small")) map.setView(point.getLatLng(), Math.max(map.getZoom() + 1, 13));
}

for (const frame of document.querySelectorAll("[data-map]")) start(frame);
