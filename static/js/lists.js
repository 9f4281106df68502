// Lists: a short address after filtering, and choosing many rows at once.

// An empty filter says nothing: it does not belong into the address.
document.addEventListener("htmx:configRequest", (event) => {
  const form = event.target.closest("form");
  if (!form?.matches("[data-filters]")) return;
  const { parameters } = event.detail;
  for (const name of Object.keys(parameters)) {
    if (parameters[name] === "") delete parameters[name];
  }
});

function boxes(list) {
  return [...list.querySelectorAll("[data-pick]")];
}

function showChosen() {
  for (const count of document.querySelectorAll("[data-chosen]")) {
    const chosen = document.querySelectorAll("[data-pick]:checked").length;
    count.textContent = String(chosen);
  }
  for (const all of document.querySelectorAll("[data-pick-all]")) {
    const every = boxes(all.closest("table"));
    const chosen = every.filter((box) => box.checked).length;
    all.checked = every.length > 0 && chosen === every.length;
    all.indeterminate = chosen > 0 && chosen < every.length;
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-pick-all]")) {
    for (const box of boxes(event.target.closest("table"))) box.checked = event.target.checked;
  }
  if (event.target.matches("[data-pick], [data-pick-all]")) showChosen();
});
document.addEventListener("htmx:afterSettle", showChosen);
showChosen();
