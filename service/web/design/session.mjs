// A session that is about to end says so in time, and is lengthened without leaving the page.
const RETRY = 30_000;

export const startSession = () => {
  const dialog = document.getElementById("session");
  if (!dialog) return;
  const form = dialog.querySelector("form"), end = dialog.querySelector("time");
  const warning = Number(dialog.dataset.warning) * 1000;
  let ends, timer;

  const show = () => {
    if (dialog.open) return;
    end.textContent = new Date(ends).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    dialog.showModal();
    timer = setTimeout(() => location.reload(), Math.max(0, ends - Date.now()));
  };
  const begin = (seconds) => {
    clearTimeout(timer);
    ends = Date.now() + seconds * 1000;
    timer = setTimeout(show, Math.max(0, seconds * 1000 - warning));
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      begin((await answer.json()).seconds);
      document.querySelector(".app-session")?.remove();
      dialog.close();
    } catch {
      clearTimeout(timer);
      timer = setTimeout(() => location.reload(), Math.max(RETRY, ends - Date.now()));
    }
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  begin(Number(dialog.dataset.seconds));
};
