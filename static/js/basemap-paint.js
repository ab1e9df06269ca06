// How Protomaps' layers are painted: in the page's own colours, which map.css names, so that they follow the theme.
const colours = ["land", "field", "meadow", "orchard", "wood", "homes", "water", "shore", "house", "wall", "main", "main-edge", "lane", "lane-edge", "path", "rail", "border", "ink", "ink-soft", "ink-water", "ink-wood", "halo"];
const GREEN = { forest: "wood", wood: "wood", nature_reserve: "wood", orchard: "orchard", vineyard: "orchard", allotments: "orchard", farmland: "field", farmyard: "homes", meadow: "meadow", grass: "meadow", grassland: "meadow", scrub: "meadow", park: "meadow", village_green: "meadow", pitch: "meadow", golf_course: "meadow", cemetery: "meadow", residential: "homes", industrial: "homes", commercial: "homes", urban_area: "homes" };
const ORDER = { homes: "homes", wood: "wood" }; // what covers what; all other land lies lowest
const LARGE = ["highway", "major_road"];

export function paletteOf(frame) {
  const style = getComputedStyle(frame);
  const found = Object.fromEntries(colours.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]));
  return { ...found, font: style.fontFamily };
}

// A width that grows evenly between stops of [zoom, pixels].
function grows(...stops) {
  return (zoom) => {
    const next = stops.findIndex(([at]) => at >= zoom);
    if (next <= 0) return stops.at(next)[1];
    const [[from, thin], [to, thick]] = [stops[next - 1], stops[next]];
    return thin * (thick / thin) ** ((zoom - from) / (to - from));
  };
}

function paints(painter, palette) {
  const colour = (name) => (_zoom) => palette[name];
  const area = (dataLayer, fill, more = {}) => ({ dataLayer, symbolizer: new painter.PolygonSymbolizer({ fill }), ...more });
  const line = (dataLayer, filter, name, width, more = {}) => ({ dataLayer, filter, ...more, symbolizer: new painter.LineSymbolizer({ color: colour(name), width, lineCap: "round", lineJoin: "round", ...more.look }) });
  const kind = (...kinds) => (_zoom, feature) => kinds.includes(feature.props.kind);
  const street = (_zoom, { props }) => props.kind === "minor_road" && props.kind_detail !== "tertiary";
  const lane = (_zoom, { props }) => props.kind === "minor_road" && props.kind_detail === "tertiary";
  const green = (_zoom, feature) => palette[GREEN[feature.props.kind]];
  const isGreen = (_zoom, feature) => feature.props.kind in GREEN;
  const narrow = grows([12, 0.8], [14, 2.4], [16, 7], [18, 18]);
  const middling = grows([9, 0.7], [12, 2], [14, 4], [16, 9], [18, 22]);
  const wide = grows([7, 1], [12, 3], [14, 5.5], [16, 12], [18, 26]);
  const edged = (width) => (zoom) => width(zoom) + (zoom < 13 ? 1.2 : 2);
  return [
    area("landcover", green, { filter: isGreen, maxzoom: 12 }),
    ...["field", "homes", "wood"].map((part) => area("landuse", green, { filter: (_zoom, { props }) => (ORDER[GREEN[props.kind]] ?? "field") === part && props.kind in GREEN })),
    line("water", (_zoom, { geomType }) => geomType === 2, "shore", (zoom) => grows([7, 1], [12, 3], [14, 6], [18, 40])(zoom) + 1.5, { filter: (_zoom, { geomType, props }) => geomType === 2 && props.kind === "river" }),
    area("water", colour("water"), { filter: (_zoom, { geomType }) => geomType === 3 }),
    line("water", (_zoom, { geomType, props }) => geomType === 2 && props.kind === "river", "water", grows([7, 1], [12, 3], [14, 6], [18, 40])),
    line("water", (_zoom, { geomType, props }) => geomType === 2 && props.kind !== "river", "water", grows([10, 0.8], [14, 2], [18, 9])),
    line("boundaries", () => true, "border", 1.6, { look: { dash: [1, 6], dashColor: colour("border"), dashWidth: 2 } }),
    line("roads", kind("path", "other"), "path", 1.1, { minzoom: 13, look: { dash: [4, 4] } }),
    line("roads", street, "lane-edge", edged(narrow), { minzoom: 13 }),
    line("roads", lane, "lane-edge", edged(middling), { minzoom: 11 }),
    line("roads", kind(...LARGE), "main-edge", edged(wide)),
    line("roads", street, "lane", narrow, { minzoom: 12 }),
    line("roads", lane, "lane", middling),
    line("roads", kind(...LARGE), "main", wide),
    line("roads", kind("rail"), "rail", 1.4, { look: { dash: [6, 3] } }),
    { dataLayer: "buildings", minzoom: 14, symbolizer: new painter.PolygonSymbolizer({ fill: colour("house"), stroke: colour("wall"), width: 0.8 }) },
  ];
}

function labels(painter, palette, lang) {
  const labelProps = [`name:${lang}`, "name"];
  const text = (ink, font, more = {}) => ({ labelProps, fill: (_zoom) => palette[ink], stroke: (_zoom) => palette.halo, width: 3.5, lineHeight: 1.1, maxLineChars: 26, font: (_zoom) => `${font} ${palette.font}`, ...more });
  const places = (filter, symbol, minzoom) => ({ dataLayer: "places", symbolizer: new painter.CenteredTextSymbolizer(symbol), filter, minzoom });
  // Names of villages stand over their middle, where what people put on the map often lies.
  const above = (filter, symbol, minzoom) => ({ dataLayer: "places", filter, minzoom, symbolizer: new painter.OffsetTextSymbolizer({ ...symbol, placements: [painter.TextPlacements.N], offsetY: -14 }) });
  const sized = (...sizes) => (_zoom, { props }) => props.kind === "locality" && sizes.includes(props.kind_detail);
  const along = (dataLayer, filter, symbol, minzoom) => ({ dataLayer, minzoom, filter, symbolizer: new painter.LineLabelSymbolizer({ ...symbol, repeatDistance: 420 }) });
  return [
    above(sized("city", "town"), text("ink", "600 17px"), 7),
    above(sized("village"), text("ink", "600 15px"), 10),
    above((_zoom, { props }) => props.kind === "locality" && !["city", "town", "village"].includes(props.kind_detail), text("ink", "600 13.5px"), 12),
    { dataLayer: "water", minzoom: 13, filter: (_zoom, { geomType }) => geomType === 1, symbolizer: new painter.CenteredTextSymbolizer(text("ink-water", "italic 400 13px")) },
    along("water", (_zoom, { geomType }) => geomType === 2, { ...text("ink-water", "italic 400 13.5px"), offset: 5 }, 12),
    places((_zoom, { props }) => props.kind === "wood", text("ink-wood", "italic 400 13.5px"), 12),
    along("roads", (_zoom, { props }) => LARGE.includes(props.kind), { ...text("ink-soft", "400 13px"), position: 2, offset: 1 }, 15),
    along("roads", (_zoom, { props }) => props.kind === "minor_road", { ...text("ink-soft", "400 13px"), position: 2, offset: 1 }, 16),
  ];
}

export function rules(painter, palette, lang) {
  return { paintRules: paints(painter, palette), labelRules: labels(painter, palette, lang) };
}
