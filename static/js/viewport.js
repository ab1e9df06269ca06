// Asks the server what the looked-at frame of the map shows, each time it moves or the question in the address changes.
import { drawSpots, marker } from "./spots.js";

function cluster(map, { geometry, properties }, words) {
  const [longitude, latitude] = geometry.coordinates;
  const shown = marker([latitude, longitude], "cluster", `${properties.count} ${words}`);
  shown.on("click", () => map.setView([latitude, longitude], Math.min(map.getZoom() + 2, map.getMaxZoom())));
  shown.on("add", () => {
    const dot = shown.getElement().querySelector(".map__dot");
    dot.textContent = properties.count;
    dot.dataset.size = String(properties.count).length;
  });
  return shown;
}

function follow(frame, map) {
  const { mapFrames, mapCluster } = frame.dataset;
  const layer = window.L.layerGroup().addTo(map);
  let asked = null;

  const show = (data) => {
    if (map.getContainer().querySelector(".leaflet-popup")) return; // somebody is reading
    layer.clearLayers();
    const groups = data.features.filter(({ properties }) => properties.kind === "cluster");
    drawSpots(map, data.features.filter((each) => !groups.includes(each)), layer);
    for (const each of groups) cluster(map, each, mapCluster).addTo(layer);
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
