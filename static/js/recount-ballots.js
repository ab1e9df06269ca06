// The lines of ballots.csv as numbers that can be counted, one contest for each pool of money.
import { digest, rows, text } from "./recount-checks.js";
import { contest } from "./recount-count.js";

const READ = {
  approval: (token) => [token, "1"],
  choice: (token) => [token, "1"],
  ranking: (token) => [token, "1"],
  points: (token) => [token.slice(0, token.indexOf(":")), token.slice(token.indexOf(":") + 1)],
  yesno: (token) => [token.slice(0, token.indexOf(":")), { yes: "1", no: "-1" }[token.slice(token.indexOf(":") + 1)]],
};

// Pools in which fewer than ten people chose: what they chose there is not published.
export const withheld = (files) => new Set(files["withheld.csv"] ? rows(files["withheld.csv"]).map(([pool]) => pool) : []);

// Contests, and the numbers of the ballots that break the rules.
export async function contests(files, rules) {
  const known = new Map(rules.projects.map((project) => [project.id, project]));
  const limits = withheld(files).size ? { ...rules.ballot, min: 0 } : rules.ballot;
  const { valid, broken } = cast(rows(files["ballots.csv"]), { ...rules, ballot: limits }, known);
  const seed = files["seed.txt"] ? text(files["seed.txt"]) : "";
  const lots = seed ? new Map(await Promise.all([...known.keys()].map(async (id) => [id, (await digest(`${seed}:${id}`)) + id]))) : null;
  const rule = { ...rules.count, unit: rules.unit };
  const pools = rules.pools?.length ? rules.pools : [{ title: "", budget: rules.budget }];
  const made = pools.filter((pool) => !withheld(files).has(pool.id)).map((pool) => {
    const inside = rules.projects.filter((project) => !rules.pools?.length || project.pool === pool.id);
    const places = new Map(inside.map(({ id }, place) => [id, place]));
    const parts = valid.map((ballot) => ballot.filter(([id]) => places.has(id)));
    // Who names nothing of a pool has no share of its money.
    const voters = rules.pools?.length ? parts.filter((part) => part.length) : parts;
    const ballots = pointed(voters, rules, pool.max || rules.ballot.max).map((part) => new Map(part.map(([id, points]) => [places.get(id), points])));
    return { title: pool.title, contest: contest(inside, ballots, pool.budget, rule, lots) };
  });
  return { made, broken };
}

function cast(table, rules, known) {
  const valid = [];
  const broken = [];
  table.forEach(([number, cell], at) => {
    const ballot = cell.split(" ").filter(Boolean).map(READ[rules.ballot.kind]);
    const right = ballot.every(([id, points]) => known.has(id) && /^-?\d+(\.\d+)?$/.test(points ?? ""))
      && new Set(ballot.map(([id]) => id)).size === ballot.length && fits(ballot, rules, known);
    if (right) valid.push(ballot);
    if (!right || number !== String(at + 1)) broken.push(number);
  });
  return { valid, broken };
}

// An imported election is counted as its city took it.
function fits(ballot, rules, known) {
  const limits = rules.ballot;
  if (!rules.key_sha256) return true;
  if (limits.kind === "choice") return ballot.length === 1;
  if (limits.kind === "points") return ballot.reduce((sum, [, points]) => sum + Number(points), 0) <= (limits.points ?? Infinity);
  if (limits.kind === "yesno") return true;
  if (ballot.length < limits.min) return false;
  if (!rules.pools?.some(({ max }) => max)) return ballot.length <= limits.max;
  return rules.pools.every(({ id, max }) => !max || ballot.filter(([one]) => known.get(one).pool === id).length <= max);
}

// Texts to whole numbers: by Borda for a ranking, multiplied until no ballot has decimals for points.
function pointed(ballots, rules, longest) {
  const { kind } = rules.ballot;
  if (kind === "ranking") return ballots.map((ballot) => ballot.map(([id], rank) => [id, longest - rank]));
  const decimals = ballots.reduce((most, ballot) => ballot.reduce((more, [, points]) => Math.max(more, (points.split(".")[1] ?? "").length), most), 0);
  const read = (points) => Number((points.includes(".") ? points : `${points}.`).replace(/\.(\d*)$/, (_all, rest) => rest.padEnd(decimals, "0")));
  const whole = ballots.map((ballot) => ballot.map(([id, points]) => [id, read(points)]));
  if (kind !== "yesno" || rules.count.rule === "majority") return whole;
  return whole.map((ballot) => ballot.filter(([, points]) => points > 0));
}
