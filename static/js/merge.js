// Puts markup that the server rendered where it belongs: an element whose id stands in the page is replaced, a new one
// goes into the element named by its data-into. What is being typed into is left alone.
export default function merge(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const placed = [];
  for (const element of [...holder.content.children]) {
    const known = document.getElementById(element.id);
    const place = document.getElementById(element.dataset.into);
    if (known && element.dataset.into) continue;
    if (known) {
      if (known.contains(document.activeElement)) known.querySelectorAll("a").forEach((link) => link.blur());
      known.replaceWith(element);
    } else if (place && !("full" in place.dataset)) {
      if (place.id === "posts" && place.dataset.order !== "oldest") place.prepend(element);
      else place.append(element);
    } else continue;
    placed.push(element);
  }
  return placed;
}
