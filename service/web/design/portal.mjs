// Everything works without this file; it makes things better.
import { Button, ErrorSummary, FileUpload } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const start = (root) => {
  for (const [Component, name] of [[ErrorSummary, "govuk-error-summary"], [Button, "govuk-button"], [FileUpload, "govuk-file-upload"]])
    for (const element of root.querySelectorAll(`[data-module="${name}"]`)) new Component(element);
};
start(document);

// The upload: what htmx swapped in gets its scripts too, and a file that could not be sent is not passed over.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const piece = document.getElementById("scan");
  if (piece && event.detail.target.id === "scan") start(piece);
});
// The address changes with the first page: another language must not lead back to the empty form.
document.body.addEventListener("htmx:afterSettle", () => {
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = new URLSearchParams({ next: location.pathname });
});
const unsent = document.getElementById("unsent");
for (const [name, hidden] of [["htmx:sendError", false], ["htmx:beforeRequest", true]])
  document.body.addEventListener(name, () => {
    if (unsent) unsent.hidden = hidden;
  });

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
