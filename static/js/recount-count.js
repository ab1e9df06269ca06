// Counts one pool of money by the frozen rule: by votes, by Equal Shares with Add1, or more yes than no. Always exactly.
import { CloseCall, ExactPurse, FloatPurse, divisor, most } from "./recount-purses.js";

const MOST_STEPS = 100000;

// projects: [{ id, cost, alternative }]; ballots: [Map of place -> points]; lots: a drawn order by id, or null.
export function contest(projects, ballots, budget, rule, lots) {
  const unique = new Map();
  for (const ballot of ballots) {
    const key = [...ballot].sort(([one], [other]) => one - other).join(" ");
    const known = unique.get(key);
    if (known) known.weight++;
    else unique.set(key, { ballot, weight: 1 });
  }
  const listed = projects.map((project, place) => ({
    ...project, place, votes: 0, score: 0, total: 0, ballots: [], weights: [], points: [],
  }));
  const found = { projects: listed, budget, rule, voters: ballots.length, weights: [] };
  for (const { ballot, weight } of unique.values()) {
    for (const [place, points] of ballot) {
      const project = listed[place];
      project.votes += weight;
      project.score += points * weight;
      if (points <= 0) continue;
      project.total += points * weight;
      project.ballots.push(found.weights.length);
      project.weights.push(weight);
      project.points.push(points);
    }
    found.weights.push(weight);
  }
  if (listed.some(({ score, cost }) => !Number.isSafeInteger(score) || !Number.isSafeInteger(cost))) throw new RangeError("numbers");
  for (const project of listed) {
    project.ballots = Int32Array.from(project.ballots);
    project.weights = Float64Array.from(project.weights);
    project.points = Float64Array.from(project.points);
    project.lot = lots ? lots.get(project.id) : null;
    project.rivals = listed.filter((other) => other === project || (project.alternative && other.alternative === project.alternative));
  }
  found.open = listed.filter((project) => !isOut(project, found));
  return found;
}

function isOut({ cost, votes, score }, { budget, voters, rule }) {
  const divided = BigInt(rule.eligibility) * BigInt(votes) * BigInt(budget);
  if (rule.eligibility && divided < BigInt(cost) * BigInt(voters)) return true;
  return votes < rule.min_votes || (rule.rule === "majority" && score <= 0);
}

// Who goes first when all else is equal: cheaper, more votes, then by the lot (or the id, or the place in the list).
function before(last) {
  const lot = (project) => project.lot ?? project[last];
  const less = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  return (one, other) => one.cost - other.cost || other.votes - one.votes || less(lot(one), lot(other));
}

const spent = (projects) => projects.reduce((sum, { cost }) => sum + cost, 0);

export async function counted(count, told = () => {}) {
  const { rule } = count;
  if (rule.rule !== "equal-shares") return { winners: greedy(count, count.budget, count.open, rule.at_first_misfit === "stop") };
  if (!count.voters) return { winners: [] };
  const found = await completed(count, told);
  if (rule.completion === "add1u") {
    const left = count.open.filter((project) => !found.winners.some(({ rivals }) => rivals.includes(project)));
    found.winners = [...found.winners, ...greedy(count, count.budget - spent(found.winners), left, false)];
  }
  if (rule.comparison) {
    const rival = greedy(count, count.budget, count.open, false);
    found.prefer = preferring(count, found.winners, rival);
    if (found.prefer[1] > found.prefer[0]) found.winners = rival;
  }
  return found;
}

function greedy(count, budget, open, stop) {
  const inOrder = before("id");
  const gone = new Set();
  const winners = [];
  for (const project of [...open].sort((one, other) => other.score - one.score || inOrder(one, other))) {
    if (gone.has(project)) continue;
    if (project.cost > budget) {
      if (stop) break;
      continue;
    }
    winners.push(project);
    budget -= project.cost;
    project.rivals.forEach((rival) => gone.add(rival));
  }
  return winners;
}

// How many voters have strictly more of theirs among the ones, and how many among the others.
function preferring(count, ones, others) {
  const gain = new Float64Array(count.weights.length);
  for (const [winners, sign] of [[ones, 1], [others, -1]]) {
    for (const { ballots, points } of winners) ballots.forEach((ballot, at) => { gain[ballot] += sign * points[at]; });
  }
  const voters = (wanted) => count.weights.reduce((sum, weight, ballot) => sum + (wanted(gain[ballot]) ? weight : 0), 0);
  return [voters((more) => more > 0), voters((more) => more < 0)];
}

// Equal Shares at exactly B/n, then as Add1 raises it: the last count that does not overspend stands.
async function completed(count, told) {
  const { budget, voters, rule } = count;
  const unit = rule.unit;
  let winners = shares(count, BigInt(budget), BigInt(voters));
  let endowment = [budget, voters];
  let steps = 0;
  if (rule.completion === "none") return { winners, endowment, steps };
  const increment = rule.increment !== "auto" ? rule.increment
    : BigInt(budget) < 5000n * BigInt(voters * unit) ? 1 : Number(BigInt(budget) / BigInt(voters * unit * 500));
  const supported = count.open.filter(({ total }) => total);
  const unfinished = () => {
    const open = supported.filter((project) => !winners.some(({ rivals }) => rivals.includes(project)));
    return rule.stop_at_exhaustive ? open.some(({ cost }) => spent(winners) + cost <= budget) : open.length > 0;
  };
  for (let trial = Math.floor(budget / (voters * unit)) * unit; unfinished();) {
    if (steps >= MOST_STEPS) throw new RangeError("steps");
    steps++;
    trial += increment * unit;
    const found = shares(count, BigInt(trial), 1n);
    await told(steps, Math.min(spent(found) / budget, 1));
    if (spent(found) > budget) break;
    winners = found;
    endowment = [trial, 1];
  }
  return { winners, endowment, steps };
}

function shares(count, numerator, denominator) {
  const common = divisor(numerator, denominator);
  try {
    return bought(count, new FloatPurse(count.weights.length, Number(numerator) / Number(denominator)));
  } catch (error) {
    if (!(error instanceof CloseCall)) throw error;
    return bought(count, new ExactPurse(count.weights.length, numerator / common, denominator / common));
  }
}

// Broken off at the purchase that overspends.
function bought(count, purse) {
  const inOrder = before("place");
  const open = new Map(count.open.filter(({ total }) => total).map((project) => [project, project.total]));
  const winners = [];
  for (let left = count.budget; left >= 0;) {
    const leaders = leading(purse, open);
    if (!leaders.length) break;
    leaders.sort((one, other) => inOrder(one.project, other.project));
    const [first] = leaders;
    winners.push(first.project);
    left -= first.project.cost;
    if (left < 0) break;
    first.project.rivals.forEach((rival) => open.delete(rival));
    purse.pay(first);
  }
  return winners;
}

// `open` remembers the most that a project can have: what it had when last looked at. Most need not be looked at again.
function leading(purse, open) {
  const offers = [];
  let best = null;
  for (const [project, bound] of [...open].sort(([, one], [, other]) => other - one)) {
    if (best && bound < best.floor) break;
    const offer = purse.offer(project);
    if (!offer) {
      open.delete(project);
      continue;
    }
    open.set(project, offer.ceiling);
    offers.push(offer);
    if (!best || offer.votes > best.votes) best = offer;
  }
  return best ? most(offers.filter(({ ceiling }) => ceiling >= best.floor)) : [];
}
