// What any page does once its scripts have come: theme, confirmation, copying, one press a form.

const root = document.documentElement;
root.dataset.script = "";

function rememberTheme(theme) {
  const lasts = theme === "auto" ? 0 : 60 * 60 * 24 * 365;
  document.cookie = `theme=${theme}; path=/; max-age=${lasts}; samesite=lax`;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  showTheme();
}

function showTheme() {
  const current = root.dataset.theme ?? "auto";
  for (const button of document.querySelectorAll("[data-set-theme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.setTheme === current));
  }
}

// Ask once before a form that says `data-confirm="what will happen"`.
function ask(form, submitter) {
  const dialog = document.querySelector("#confirm");
  dialog.querySelector("[data-confirm-text]").textContent =
    submitter?.dataset.confirm ?? form.dataset.confirm;
  const yes = dialog.querySelector("[data-confirm-yes]");
  yes.textContent = submitter?.textContent.trim() || yes.textContent;
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.confirmed = "";
    form.requestSubmit(submitter);
  };
  dialog.showModal();
}

function onSubmit(event) {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !("confirmed" in form.dataset) && document.querySelector("#confirm")) {
    event.preventDefault();
    ask(form, event.submitter);
    return;
  }
  delete form.dataset.confirmed;
  if (form.method !== "post" || event.defaultPrevented) return;
  if ("sending" in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "";
  event.submitter?.setAttribute("aria-busy", "true");
}

function forgetSending() {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
}

async function copy(button) {
  const text = document.getElementById(button.dataset.copy).textContent.trim();
  await navigator.clipboard.writeText(text);
  const words = button.querySelector("span") ?? button;
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  setTimeout(() => (words.textContent = before), 2500);
}

document.addEventListener("click", (event) => {
  const theme = event.target.closest("[data-set-theme]");
  if (theme) rememberTheme(theme.dataset.setTheme);
  const copies = event.target.closest("[data-copy]");
  if (copies) copy(copies);
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("submit", onSubmit);
window.addEventListener("pageshow", forgetSending);

showTheme();
document.querySelector("[data-focus]")?.focus();
