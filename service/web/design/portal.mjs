// Everything works without this file; it makes things better.
import { Button, ErrorSummary, FileUpload } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const start = (Component, name) => {
  for (const element of document.querySelectorAll(`[data-module="${name}"]`)) new Component(element);
};
start(ErrorSummary, "govuk-error-summary");
start(Button, "govuk-button");
start(FileUpload, "govuk-file-upload");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => form.setAttribute("aria-busy", "true"));
}

// The scan beside the reviewer's table: a click enlarges it where it stands.
for (const figure of document.querySelectorAll("[data-zoom]")) {
  figure.addEventListener("click", () => {
    const large = figure.classList.toggle("app-scan--large");
    figure.setAttribute("aria-pressed", String(large));
  });
}
