// Adds up what is ticked and keeps it in this window only, until the ballot is in the box. The server counts anew.
function ballot(form) {
  const key = `ballot:${form.dataset.ballot}`;
  const part = (name) => form.querySelector(`[data-ballot-${name}]`);
  const boxes = [...form.querySelectorAll("input[name=choices]")];
  const coin = Number(form.dataset.coin);
  const money = new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency", currency: form.dataset.currency, minimumFractionDigits: 0,
  });
  const ticked = () => boxes.filter((box) => box.checked);

  const show = () => {
    const chosen = ticked();
    part("count").textContent = chosen.length;
    part("cost").textContent = money.format(chosen.reduce((sum, box) => sum + Number(box.dataset.cost), 0) / coin);
    part("over").hidden = chosen.length <= Number(form.dataset.most);
  };

  const kept = sessionStorage.getItem(key);
  const stored = JSON.stringify(ticked().map((box) => box.value).sort());
  // A ballot that came back with an error already shows what was sent.
  if (kept && kept !== stored && !form.querySelector("[data-errors]")) {
    const values = new Set(JSON.parse(kept));
    for (const box of boxes) box.checked = values.has(box.value);
    part("kept").hidden = false;
  }
  form.addEventListener("change", () => {
    sessionStorage.setItem(key, JSON.stringify(ticked().map((box) => box.value).sort()));
    show();
  });
  part("sums").hidden = false;
  show();
}

for (const form of document.querySelectorAll("form[data-ballot]")) ballot(form);
