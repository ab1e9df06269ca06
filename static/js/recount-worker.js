// Fetches a round's files, checks and counts them, apart from the page, so that the page stays alive meanwhile.
import { contests, withheld } from "./recount-ballots.js";
import { checks, text } from "./recount-checks.js";
import { counted } from "./recount-count.js";

const EVERY = 100; // milliseconds between two tidings of progress

async function fetched(addresses) {
  const files = {};
  for (const [name, address] of Object.entries(addresses)) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(name);
    files[name] = new Uint8Array(await answer.arrayBuffer());
  }
  return files;
}

async function recount({ addresses, seal, winners }) {
  const files = await fetched(addresses);
  const rules = JSON.parse(text(files["rules.json"]));
  const findings = await checks(files, rules, seal);
  if (!files["ballots.csv"]) return { findings, pools: [] };
  const { made, broken } = await contests(files, rules);
  findings.push({ about: "ballots", agrees: broken.length === 0, which: broken });
  const pools = [];
  let last = 0;
  for (const { title, contest } of made) {
    const found = await counted(contest, async (step, share) => {
      if (performance.now() - last < EVERY) return;
      last = performance.now();
      postMessage({ step, share });
    });
    pools.push({ title, ...found, winners: found.winners.map(({ id, title: name, votes }) => ({ id, name, votes })) });
  }
  const ours = pools.flatMap((pool) => pool.winners.map(({ id }) => id));
  // Nobody outside can count a pool whose ballots are kept back.
  const unseen = new Set(rules.projects.filter(({ pool }) => withheld(files).has(pool)).map(({ id }) => id));
  const differing = [...ours.filter((id) => !winners.includes(id)), ...winners.filter((id) => !ours.includes(id) && !unseen.has(id))];
  findings.push({ about: "winners", agrees: differing.length === 0, which: differing });
  return { findings, pools };
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ done: await recount(data) });
  } catch (error) {
    postMessage({ failed: String(error.message || error) });
  }
});
