// Branches of a questionnaire: shows a question when the answers that it depends on are given.
// Without this script everything is shown, with a line that says when to answer.

function answers(form, code) {
  const found = [...form.querySelectorAll(`[name="${CSS.escape(code)}"]`)];
  return found
    .filter((field) => !field.closest("[data-show-if][hidden]"))
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
    .map((field) => field.value);
}

function holds(form, condition) {
  const met = condition.conditions.map((line) => {
    const given = answers(form, line.question);
    return line.answers.some((code) => given.includes(code));
  });
  return condition.joined === "any" ? met.some(Boolean) : met.every(Boolean);
}

// In the order of the page: what a hidden question says does not count further down.
function look(form) {
  for (const branch of form.querySelectorAll("[data-show-if]")) {
    branch.hidden = !holds(form, JSON.parse(branch.dataset.showIf));
  }
}

for (const form of document.querySelectorAll("form")) {
  if (!form.querySelector("[data-show-if]")) continue;
  look(form);
  form.addEventListener("input", () => look(form));
}
