// What lies under a map: tiles of the centre's own, pictures of another server's tiles that our server hands on, or,
// where there is neither, a drawing. Resolves when the map shows where people live.
import { paletteOf, rules } from "./basemap-paint.js";

const L = window.L;
const shapes = ["area", "wood", "stream", "road"];

function named(text, className) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function credit(map, text) {
  const words = document.createElement("span");
  words.textContent = text; // the coordinator's own words
  map.attributionControl.addAttribution(words.innerHTML);
}

function show(map, bounds) {
  if (bounds) map.fitBounds(bounds, { animate: false });
}

export function frameOf({ mapFrame }) {
  if (!mapFrame) return null;
  const [west, south, east, north] = mapFrame.split(",").map(Number);
  return [[south, west], [north, east]];
}

async function drawing(map, { mapBase, mapDrawn }) {
  const data = await (await fetch(mapBase)).json();
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
  if (layer.getLayers().length) credit(map, mapDrawn);
}

function script(address) {
  return new Promise((resolve, reject) => {
    if (window.protomapsL) return resolve();
    const element = document.createElement("script");
    element.src = address;
    element.onload = resolve;
    element.onerror = () => reject(new Error("The painter did not come."));
    document.head.append(element);
  });
}

async function tiles(map, frame) {
  const { mapTiles, mapPainter, mapSource, mapDrawn } = frame.dataset;
  await script(mapPainter);
  const file = new window.protomapsL.PmtilesSource(mapTiles, false).p;
  const { maxZoom } = await file.getHeader();
  if (!frame.isConnected) return; // another answer has taken its place meanwhile
  const palette = paletteOf(frame);
  const fonts = [400, 600].map((weight) => document.fonts.load(`${weight} 13px ${palette.font}`, "Aaąбґ"));
  const options = { ...rules(window.protomapsL, palette, frame.dataset.mapLang), backgroundColor: palette.land, lang: frame.dataset.mapLang };
  const layer = window.protomapsL.leafletLayer({ ...options, url: file, maxDataZoom: maxZoom, tasks: fonts, attribution: "" }).addTo(map);
  const repaint = () => {
    Object.assign(palette, paletteOf(frame));
    layer.backgroundColor = palette.land;
    layer.clearLayout();
    layer.rerenderTiles();
  };
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  new MutationObserver(repaint).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  credit(map, mapSource || mapDrawn);
}

function pictures(map, { mapPictures, mapSource }) {
  const layer = L.tileLayer(mapPictures, { maxNativeZoom: 18, minZoom: 6, className: "map__picture" }).addTo(map);
  const again = new WeakSet();
  layer.on("tileerror", ({ tile }) => { // our server fetches few at a time: ask once more
    if (!again.has(tile)) setTimeout(() => { again.add(tile); tile.src += "?again"; }, 2500);
  });
  credit(map, mapSource);
}

export async function lay(map, frame) {
  const bounds = frameOf(frame.dataset);
  if (frame.dataset.mapTiles || frame.dataset.mapPictures) map.options.zoomSnap = 1; // letters stay as large as they are
  show(map, bounds);
  if (frame.dataset.mapTiles) await tiles(map, frame);
  else if (frame.dataset.mapPictures) pictures(map, frame.dataset);
  else if (frame.dataset.mapBase) await drawing(map, frame.dataset);
}
