// The upload: files are sent as soon as they are chosen or dropped; what htmx swapped in gets its scripts too.
const busy = () => document.querySelector(".app-busy");

const say = (text, share) => {
  const place = busy();
  if (!place) return;
  const words = place.querySelector("[data-words]");
  if (words.textContent !== text) words.textContent = text;
  const bar = place.querySelector("progress");
  bar.hidden = share === undefined;
  if (share !== undefined) bar.value = share;
};

const startDropping = () => {
  const zone = () => document.querySelector("[data-drop]");
  const files = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  for (const kind of ["dragenter", "dragover"])
    document.addEventListener(kind, (event) => {
      if (!zone() || !files(event)) return;
      event.preventDefault(); // a file let go beside the zone must not take the page's place
      zone().classList.add("is-over");
    });
  for (const kind of ["dragleave", "drop", "dragend"])
    document.addEventListener(kind, (event) => {
      if (kind !== "dragleave" || !event.relatedTarget) zone()?.classList.remove("is-over");
    });
  document.addEventListener("drop", (event) => {
    if (!zone() || !files(event)) return;
    event.preventDefault();
    const input = zone().querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
};

export const startUpload = (start) => {
  if (document.querySelector("[data-drop]") || document.getElementById("scan")) startDropping();
  const unsent = document.getElementById("unsent");
  const body = document.body;
  body.addEventListener("htmx:afterSwap", (event) => {
    const piece = document.getElementById("scan");
    if (piece && event.detail.target.id === "scan") start(piece);
    const progress = document.getElementById("progress"), told = document.getElementById("stage");
    if (progress?.dataset.stage && told && told.textContent !== progress.dataset.stage)
      told.textContent = progress.dataset.stage;
  });
  // The address changes with the first page: another language must not lead back to the empty form.
  body.addEventListener("htmx:afterSettle", () => {
    for (const link of document.querySelectorAll("a[hreflang]")) link.search = new URLSearchParams({ next: location.pathname });
  });
  body.addEventListener("htmx:beforeRequest", () => {
    if (unsent) unsent.hidden = true;
    const place = busy();
    if (place) say(place.dataset.sending, 0);
  });
  // A file that could not be sent is not passed over.
  body.addEventListener("htmx:sendError", () => {
    if (!unsent) return;
    unsent.hidden = false;
    unsent.focus();
  });
  body.addEventListener("htmx:xhr:progress", (event) => {
    const { loaded, total, lengthComputable } = event.detail;
    const place = busy();
    if (place && lengthComputable && total) {
      if (loaded < total) say(place.dataset.sending, loaded / total);
      else say(place.dataset.looking);
    }
  });
};
