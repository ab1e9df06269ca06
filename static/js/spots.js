// Markers, and spots that share one where they would cover each other. Leaflet may be loaded after this file.

export function named(text, className) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

export function marker(latlng, kind, title) {
  const icon = window.L.divIcon({ className: `map__spot map__spot--${kind}`, iconSize: [28, 28], html: named("", "map__dot") });
  return window.L.marker(latlng, { icon, title, alt: title, riseOnHover: true });
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
    const latlng = window.L.latLng(geometry.coordinates[1], geometry.coordinates[0]);
    const point = map.latLngToLayerPoint(latlng);
    const near = found.find((group) => group.point.distanceTo(point) < 56);
    if (near) near.spots.push(properties);
    else found.push({ latlng, point, spots: [properties] });
  }
  return found;
}

// Draws them into `layer`; the caller clears it.
export function drawSpots(map, features, layer) {
  for (const { latlng, spots } of groups(map, features)) {
    const popup = document.createElement("div");
    popup.className = "map__popup";
    popup.append(...spots.map(linkTo));
    const shown = marker(latlng, spots[0].kind, spots.map(({ title }) => title).join(" · "));
    shown.addTo(layer).bindPopup(popup);
    if (spots.length > 1) shown.getElement().querySelector(".map__dot").textContent = spots.length;
  }
}
