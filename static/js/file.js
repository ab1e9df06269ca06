// Shows the chosen file, a small picture of it and its weight; stops one that is too heavy before it travels.
const weight = (bytes) => new Intl.NumberFormat(document.documentElement.lang, {
  style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: 1,
}).format(bytes < 1e6 ? Math.ceil(bytes / 1e3) : bytes / 1e6);

// Drawn on a canvas, since the security policy allows no blob: addresses.
async function thumbnail(chosen) {
  const bitmap = await createImageBitmap(chosen, { resizeHeight: 128, resizeQuality: "medium" });
  const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  return canvas;
}

export default function file(field) {
  const input = field.querySelector("input[type=file]");
  if (!input) return;
  const max = Number(field.dataset.fileMax);
  const shown = document.createElement("div");
  shown.className = "field__preview";
  shown.setAttribute("role", "status");
  field.append(shown);
  const show = () => {
    const chosen = input.files[0];
    const words = document.createElement("span");
    input.setCustomValidity("");
    shown.replaceChildren(words);
    if (!chosen) return;
    if (max && chosen.size > max) {
      input.setCustomValidity(field.dataset.fileHeavy);
      words.className = "field__error";
      words.textContent = `${field.dataset.fileHeavy} ${weight(chosen.size)} > ${weight(max)}`;
      return;
    }
    words.textContent = `${field.dataset.fileChosen} ${chosen.name} (${weight(chosen.size)})`;
    if (chosen.type.startsWith("image/")) thumbnail(chosen).then((canvas) => input.files[0] === chosen && shown.prepend(canvas), () => {});
  };
  input.addEventListener("change", show);
  input.form?.addEventListener("reset", () => setTimeout(show));
  if (input.files.length) show();
}
