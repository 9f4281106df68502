// Keeps what is typed in a questionnaire as a draft: twenty seconds after the last change,
// and when the page is left. Without this script the button «Save a draft» does the same.
const PAUSE = 20000;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  let waiting = 0;
  let isChanged = false;

  async function save() {
    clearTimeout(waiting);
    if (!isChanged) return;
    isChanged = false;
    const body = new FormData(form);
    body.set("draft", "1");
    try {
      const answer = await fetch(new URL(form.getAttribute("action") ?? "", location.href), {
        method: "POST",
        body,
        headers: { "X-Autosave": "1" },
        keepalive: true,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      if (status) status.textContent = form.dataset.saved ?? "";
    } catch {
      isChanged = true;
      waiting = setTimeout(save, PAUSE);
      if (status) status.textContent = form.dataset.notSaved ?? "";
    }
  }

  form.addEventListener("input", () => {
    isChanged = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
