// Forms: show a password, drop a file, warn before something typed is lost.

function reveal(button) {
  const input = document.getElementById(button.dataset.reveal);
  const hidden = input.type === "password";
  input.type = hidden ? "text" : "password";
  button.setAttribute("aria-pressed", String(hidden));
}

function drop(zone, event) {
  const input = zone.querySelector("input[type=file]");
  delete zone.dataset.over;
  if (!input || !event.dataTransfer.files.length) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (button) reveal(button);
});
document.addEventListener("dragover", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (!zone) return;
  event.preventDefault();
  zone.dataset.over = "";
});
document.addEventListener("dragleave", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (zone) delete zone.dataset.over;
});
document.addEventListener("drop", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (zone) drop(zone, event);
});

// A form with `data-guard` does not let what was typed vanish unasked.
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) changed.add(form);
});
document.addEventListener("submit", (event) => changed.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});
