// Answers by the npm package opening_hours for compare.py: reads [{hours, country, moments}] from standard input, prints one
// string of letters a value (o open, c closed, u unknown) or "refused". The time zone is that of the process (TZ).
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(`${process.argv[2]}/`);
const OpeningHours = require("opening_hours");

function answer({ hours, country, moments }) {
  try {
    const place = { lat: 49.9, lon: 20.6, address: { country_code: country.toLowerCase(), state: "" } };
    const read = new OpeningHours(hours, place);
    const letter = (at) => (read.getUnknown(at) ? "u" : read.getState(at) ? "o" : "c");
    return moments.map((moment) => letter(new Date(moment))).join("");
  } catch {
    return "refused";
  }
}

console.warn = console.error = () => {};
process.stdout.write(JSON.stringify(JSON.parse(await text(process.stdin)).map(answer)));
