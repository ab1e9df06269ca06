// The voters' money in Equal Shares: in floats that know how wrong they may be, and in whole numbers that never are.
// Both answer: can a project's supporters pay for it, at what price each (for each point), and with how many
// effective votes (cost / price)? `null` when they cannot; money only shrinks, so they never will again.

export class CloseCall extends Error {}

const CLOSE = 1e-9; // relative: what lies nearer than this is decided in whole numbers
const CLEAR = 1e-7; // relative: whose money is this near the price may be unable to pay it
const EPSILON = Number.EPSILON;

export class FloatPurse {
  constructor(ballots, endowment) {
    this.money = new Float64Array(ballots).fill(endowment);
    this.rounding = EPSILON * endowment;
    this.doubt = new Float64Array(ballots).fill(this.rounding);
    this.worst = this.rounding;
  }

  offer(project) {
    const { ballots, weights, points, total, cost } = project;
    if (total > 2 ** 52) throw new CloseCall();
    let together = 0;
    for (let at = 0; at < ballots.length; at++) together += this.money[ballots[at]] * weights[at];
    const gap = together - cost;
    if (Math.abs(gap) <= CLOSE * cost + ballots.length * EPSILON * (cost + Math.abs(gap)) + this.worst * total) throw new CloseCall();
    if (gap < 0) return null;
    const price = this.price(project);
    const { error, least } = this.error(project, price);
    const votes = cost / price;
    const blur = CLOSE + error / price;
    const exactly = least < price * (1 + CLEAR) ? null : total;
    return { project, votes, floor: votes * (1 - blur), ceiling: votes * (1 + blur), exactly, price };
  }

  // Whoever has less than the price gives all: the price at which the others pay exactly the rest.
  price({ ballots, weights, points, total, cost }) {
    let price = cost / total;
    for (let known = 0; ;) {
      let found = 0, paid = 0, share = total;
      for (let at = 0; at < ballots.length; at++) {
        const have = this.money[ballots[at]];
        if (have >= price * points[at]) continue;
        found++;
        paid += have * weights[at];
        share -= weights[at] * points[at];
      }
      if (found <= known) return price;
      if (share <= 0) throw new CloseCall();
      known = found;
      price = (cost - paid) / share;
    }
  }

  // How far the price may be from the exact one: the doubt about what the poor give is spread over the others.
  error({ ballots, weights, points, total, cost }, price, fine = false) {
    let near = 0, doubt = 0, least = Infinity;
    for (let at = 0; at < ballots.length; at++) {
      const reach = this.money[ballots[at]] / points[at];
      if (reach < least) least = reach;
      if (reach >= price * (1 + CLEAR)) continue;
      near += weights[at] * points[at];
      doubt += this.doubt[ballots[at]] * weights[at];
    }
    const firm = total - near;
    if (firm <= 0) throw new CloseCall();
    const error = ((fine ? doubt : this.worst * near) + ballots.length * EPSILON * cost) / firm + EPSILON * price;
    if (!fine && error > CLOSE * price) return this.error({ ballots, weights, points, total, cost }, price, true);
    if (Math.max(error, this.worst) > price * CLEAR / 4) throw new CloseCall();
    return { error, least };
  }

  pay({ project, price }) {
    const { ballots, points } = project;
    const { error } = this.error(project, price, true);
    for (let at = 0; at < ballots.length; at++) {
      const voter = ballots[at];
      const asked = price * points[at];
      const have = this.money[voter];
      this.doubt[voter] = have < asked * (1 - CLEAR) ? 0 : this.doubt[voter] + error * points[at] + this.rounding;
      this.money[voter] = Math.max(have - asked, 0);
    }
    this.worst = 0;
    for (let voter = 0; voter < this.doubt.length; voter++) if (this.doubt[voter] > this.worst) this.worst = this.doubt[voter];
  }
}

export class ExactPurse {
  // Every balance is a whole number of 1/parts.
  constructor(ballots, numerator, denominator) {
    this.parts = denominator;
    this.money = new Array(ballots).fill(numerator);
  }

  offer(project) {
    const cost = BigInt(project.cost) * this.parts;
    let open = [...project.ballots].map((voter, at) => ({
      have: this.money[voter], weight: BigInt(project.weights[at]), points: BigInt(project.points[at]),
    }));
    let due = cost;
    let share = BigInt(project.total);
    const everything = open.reduce((sum, { have, weight }) => sum + have * weight, 0n);
    if (everything < cost) return null;
    for (;;) {
      const rich = open.filter(({ have, points }) => have * share >= due * points);
      if (rich.length === open.length) break;
      open = rich;
      share = rich.reduce((sum, { weight, points }) => sum + weight * points, 0n);
      due = cost - everything + rich.reduce((sum, { have, weight }) => sum + have * weight, 0n);
    }
    // Effective votes are cost * share / due; in every comparison `parts` is the same on both sides.
    const votes = Number(BigInt(project.cost) * this.parts * share * 2n ** 64n / due) / 2 ** 64;
    return { project, votes, floor: votes * (1 - CLOSE), ceiling: votes * (1 + CLOSE), due, share };
  }

  pay({ project, due, share }) {
    const common = divisor(due, share);
    const finer = share / common;
    const asked = due / common;
    if (finer > 1n) {
      this.money = this.money.map((have) => have * finer);
      this.parts *= finer;
    }
    project.ballots.forEach((voter, at) => {
      const left = this.money[voter] - asked * BigInt(project.points[at]);
      this.money[voter] = left > 0n ? left : 0n;
    });
  }
}

// Those of the close offers that have most, when that can be told for certain.
export function most(offers) {
  if (offers.length === 1) return offers;
  if (offers[0].due === undefined) {
    if (offers.some(({ exactly }) => exactly === null)) throw new CloseCall();
    const best = Math.max(...offers.map(({ exactly }) => exactly));
    return offers.filter(({ exactly }) => exactly === best);
  }
  const more = (one, other) => BigInt(one.project.cost) * one.share * other.due - BigInt(other.project.cost) * other.share * one.due;
  const best = offers.reduce((first, offer) => (more(offer, first) > 0n ? offer : first));
  return offers.filter((offer) => more(offer, best) === 0n);
}

export function divisor(one, other) {
  while (other) [one, other] = [other, one % other];
  return one;
}
