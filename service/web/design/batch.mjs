// The files of a batch, sent one by one as soon as they are chosen or dropped; without this the form sends them.
const start = () => {
  const form = document.querySelector("form[data-each]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  form.querySelector("button").hidden = true;
  input.addEventListener("change", () => sendAll(form, [...input.files]));
  for (const name of ["dragover", "drop"]) form.addEventListener(name, (event) => event.preventDefault());
  form.addEventListener("dragover", () => form.classList.add("is-over"));
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => sendAll(form, [...event.dataTransfer.files]));
};

const sendAll = async (form, files) => {
  const refused = [];
  for (const [place, file] of files.entries()) {
    form.querySelector("#sending").textContent = form.dataset.sending.replace("{n}", place + 1).replace("{all}", files.length);
    form.setAttribute("aria-busy", "true");
    const body = new FormData();
    body.append("csrfToken", form.querySelector("[name=csrfToken]").value);
    body.append("files", file);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
    const piece = new DOMParser().parseFromString(answer ? await answer.text() : "", "text/html");
    const shown = piece.getElementById("batch");
    if (!shown) {
      form.submit(); // the plain way tells what is wrong
      return;
    }
    refused.push(...shown.querySelectorAll(".govuk-error-summary"));
    document.getElementById("batch").replaceWith(shown);
    form = document.querySelector("form[data-each]");
  }
  document.getElementById("batch").prepend(...refused);
  start();
};
start();
