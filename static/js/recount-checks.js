// What the downloaded files of a round must prove besides the winners. Each finding: { about, agrees, which: [...] }.

export async function digest(data) {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
export const lines = (bytes) => (bytes ? text(bytes).split("\n").filter(Boolean) : []);

// Two columns, of which only the first may not hold a comma; ours never need a quotation mark.
export const rows = (bytes) => lines(bytes).slice(1).map((line) => {
  const comma = line.indexOf(",");
  return [line.slice(0, comma), line.slice(comma + 1).replace(/\r$/, "").replace(/^"(.*)"$/, "$1").replaceAll('""', '"')];
});

const finding = (about, which) => ({ about, agrees: which.length === 0, which });

export async function checks(files, rules, seal) {
  const findings = [await whole(files), finding("seal", (await digest(files["checksums.txt"])) === seal ? [] : [seal])];
  if (!rules.key_sha256) return findings; // an imported election: its city kept the rest
  const uncounted = new Set(rows(files["uncounted.csv"]).map(([receipt]) => receipt));
  findings.push(await chain(files, uncounted), numbers(files, uncounted));
  findings.push(finding("lot", (await digest(files["seed.txt"])) === rules.count.seed_sha256 ? [] : ["seed.txt"]));
  return findings;
}

async function whole(files) {
  const changed = [];
  for (const line of lines(files["checksums.txt"])) {
    const [hash, name] = line.split("  ");
    if (name in files && (await digest(files[name])) !== hash) changed.push(name);
    if (!(name in files) && name !== "ballots.csv") changed.push(name);
  }
  return finding("files", changed);
}

// Each notice follows the one before, the first one the frozen rules; whoever is gone from one has withdrawn.
async function chain(files, uncounted) {
  const wrong = new Set();
  let previous = await digest(files["rules.json"]);
  let standing = [];
  for (const { date, count, receipts, withdrawn, head, ...notice } of JSON.parse(text(files["notices.json"]))) {
    const lists = await digest(JSON.stringify({ receipts, withdrawn }));
    const here = new Set(receipts);
    const right = notice.previous === previous && head === (await digest(`${previous}|${date}|${count}|${lists}`))
      && count === receipts.length && here.size === count;
    if (!right) wrong.add(date);
    const explained = new Set([...withdrawn, ...uncounted]);
    standing.filter((receipt) => !here.has(receipt) && !explained.has(receipt)).forEach((receipt) => wrong.add(receipt));
    standing = receipts;
    previous = head;
  }
  return finding("notices", [...wrong]);
}

function numbers(files, uncounted) {
  const receipts = lines(files["receipts.txt"]);
  const wrong = receipts.filter((receipt, at) => receipts[at - 1] >= receipt || uncounted.has(receipt));
  // Of fewer than ten ballots the contents are not published.
  const unseen = receipts.length < 10 ? receipts.length : 0;
  const ballots = files["ballots.csv"] ? rows(files["ballots.csv"]).length : unseen;
  if (ballots !== receipts.length) wrong.push(`${receipts.length} ≠ ${ballots}`);
  return finding("numbers", wrong);
}
