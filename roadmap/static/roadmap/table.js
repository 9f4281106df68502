// The table by keyboard: Enter goes down, Ctrl+D takes the cell above, Ctrl+Enter saves.

function fieldsOf(table) {
  return [...table.querySelectorAll("tbody tr")].map((row) => [
    ...row.querySelectorAll(":is(input:not([type=hidden]), select)"),
  ]);
}

function near(field, step) {
  const rows = fieldsOf(field.closest("table"));
  const place = rows.findIndex((row) => row.includes(field));
  const column = rows[place]?.indexOf(field) ?? -1;
  for (let at = place + step; rows[at]; at += step) {
    if (!rows[at][column].disabled) return rows[at][column];
  }
  return null;
}

function go(field, step, event) {
  const next = near(field, step);
  event.preventDefault();
  if (!next) return;
  next.focus();
  next.select?.();
}

function takeAbove(field, event) {
  const above = near(field, -1);
  event.preventDefault();
  if (!above) return;
  if (field.type === "checkbox") field.checked = above.checked;
  else field.value = above.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  const form = field.closest?.("form[data-cells]");
  if (!form) return;
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".cells-save button"));
    return;
  }
  if (!field.closest("tbody")) return;
  if (event.key === "Enter" && field.type !== "checkbox") go(field, event.shiftKey ? -1 : 1, event);
  if (event.altKey && event.key === "ArrowDown" && field.tagName !== "SELECT") go(field, 1, event);
  if (event.altKey && event.key === "ArrowUp" && field.tagName !== "SELECT") go(field, -1, event);
  if (event.ctrlKey && event.code === "KeyD") takeAbove(field, event);
});

document.addEventListener("input", (event) => {
  const row = event.target.closest?.("form[data-cells] tbody tr");
  if (row && !event.target.matches("[data-pick]")) row.dataset.changed = "";
});
