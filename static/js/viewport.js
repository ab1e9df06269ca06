// Asks the server what the looked-at frame of the map shows, each time it moves or the question in the address changes.
import { drawSpots, marker } from "./spots.js";

const APART = 44; // pixels between the middles of two markers that both can be pressed

function cluster(map, { latlng, count }, words) {
  const shown = marker(latlng, "cluster", `${count} ${words}`);
  shown.on("click", () => map.setView(latlng, Math.min(map.getZoom() + 2, map.getMaxZoom())));
  shown.on("add", () => {
    const dot = shown.getElement().querySelector(".map__dot");
    dot.textContent = count;
    dot.dataset.size = String(count).length;
  });
  return shown;
}

// Counts that would cover each other become one, and what a count would cover is counted with it.
function gathered(map, features) {
  const [counts, spots] = [[], []];
  const isCount = ({ properties }) => properties.kind === "cluster";
  for (const each of [...features].sort((one, other) => isCount(other) - isCount(one))) {
    const [longitude, latitude] = each.geometry.coordinates;
    const point = map.latLngToLayerPoint([latitude, longitude]);
    const host = counts.find((count) => count.point.distanceTo(point) < APART);
    if (host) host.count += each.properties.count ?? 1;
    else if (isCount(each)) counts.push({ point, latlng: [latitude, longitude], count: each.properties.count });
    else spots.push(each);
  }
  return { counts, spots };
}

function follow(frame, map) {
  const { mapFrames, mapCluster } = frame.dataset;
  const layer = window.L.layerGroup().addTo(map);
  let asked = null;

  const show = (data) => {
    if (map.getContainer().querySelector(".leaflet-popup")) return; // somebody is reading
    layer.clearLayers();
    const { counts, spots } = gathered(map, data.features);
    drawSpots(map, spots, layer);
    for (const each of counts) cluster(map, each, mapCluster).addTo(layer);
    frame.dataset.mapTotal = data.total;
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const bounds = map.getBounds().pad(0.1);
    const query = new URLSearchParams(location.search);
    const sides = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
    for (const [name, value] of Object.entries(sides)) query.set(name, value.toFixed(5));
    query.set("zoom", Math.round(map.getZoom()));
    try {
      const answer = await fetch(`${mapFrames}?${query}`, { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  map.on("moveend", ask);
  map.on("popupclose", () => setTimeout(ask));
  document.addEventListener("htmx:pushedIntoHistory", ask);
  document.addEventListener("htmx:historyRestore", ask);
  ask();
}

document.addEventListener("map:ready", ({ target, detail }) => {
  if (target.dataset.mapFrames) follow(target, detail);
});
