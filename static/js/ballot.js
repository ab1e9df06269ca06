// Adds up what is chosen and keeps it in this window only, until the ballot is in the box. The server counts anew.
function ballot(form) {
  const key = `ballot:${form.dataset.ballot}`;
  const part = (name) => form.querySelector(`[data-ballot-${name}]`);
  const inputs = [...part("choices").querySelectorAll("input")];
  const isTick = (input) => input.type === "checkbox" || input.type === "radio";
  const money = new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency", currency: form.dataset.currency, minimumFractionDigits: 0,
  });
  const ticked = (root = form) => inputs.filter((input) => input.checked && root.contains(input));

  // A pair an input that says something: its name and its value.
  const state = () => JSON.stringify(
    inputs.filter((input) => (isTick(input) ? input.checked : input.value)).map((input) => [input.name, input.value]).sort(),
  );
  const restore = (pairs) => {
    const wanted = new Set(pairs.map((pair) => pair.join("\n")));
    const values = new Map(pairs);
    for (const input of inputs) {
      if (isTick(input)) input.checked = wanted.has(`${input.name}\n${input.value}`);
      else input.value = values.get(input.name) ?? "";
    }
  };

  const show = () => {
    if (!part("sums")) return;
    const isPoints = form.dataset.kind === "points";
    const count = isPoints ? inputs.reduce((sum, input) => sum + (Number(input.value) || 0), 0) : ticked().length;
    part("count").textContent = count;
    if (part("cost")) {
      const cost = ticked().reduce((sum, input) => sum + Number(input.dataset.cost), 0);
      part("cost").textContent = money.format(cost / Number(form.dataset.coin));
    }
    const pools = [...form.querySelectorAll("[data-ballot-pool]")];
    const isOver = pools.some((pool) => ticked(pool).length > Number(pool.dataset.most));
    part("over").hidden = !isOver && count <= Number(form.dataset.most);
    part("sums").hidden = false;
  };

  const kept = sessionStorage.getItem(key);
  // A ballot that came back with an error already shows what was sent.
  if (kept && kept !== state() && !form.querySelector("[data-errors]")) {
    restore(JSON.parse(kept));
    part("kept").hidden = false;
  }
  form.addEventListener("input", () => {
    sessionStorage.setItem(key, state());
    show();
  });
  show();
}

for (const form of document.querySelectorAll("form[data-ballot]")) ballot(form);
