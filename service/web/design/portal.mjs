// Everything works without this file; it makes things better.
import { Button, ErrorSummary, FileUpload } from "govuk-frontend";
import { startCopying, startForms } from "./forms.mjs";
import { startSession } from "./session.mjs";
import { startUpload } from "./upload.mjs";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const start = (root) => {
  for (const [Component, name] of [[ErrorSummary, "govuk-error-summary"], [Button, "govuk-button"], [FileUpload, "govuk-file-upload"]])
    for (const element of root.querySelectorAll(`[data-module="${name}"]`)) new Component(element);
};
start(document);
startForms();
startCopying();
startSession();
startUpload(start);

// What only some pages need comes when they do.
if (document.querySelector("select[data-choices]")) {
  const script = document.createElement("script");
  script.src = "/static/choices.js";
  document.head.append(script);
}
