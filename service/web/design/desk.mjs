// The reviewer's desk. The page works without it: it makes the scan movable, ties rows to boxes, and adds keys.
const LARGEST = 6, STEP = 1.25;
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const head = document.querySelector("[data-claim]");

// --- The scan: sizes and turns of the sheets; the browser's own scrolling moves them. ---
const viewer = document.querySelector(".app-viewer");
const view = { scale: 1, turn: 0, page: 0 };
const pages = viewer ? all(".app-viewer__page", viewer) : [];

function lay() {
  pages.forEach((page, number) => {
    page.hidden = number !== view.page;
    const sheet = page.firstElementChild, [width, height] = [Number(page.dataset.width), Number(page.dataset.height)];
    const aside = view.turn % 180 !== 0;
    const fit = viewer.clientWidth / (aside ? height : width);
    const [w, h] = [width * fit * view.scale, height * fit * view.scale];
    sheet.style.width = `${w}px`;
    const moves = { 0: "", 90: `translate(${h}px, 0)`, 180: `translate(${w}px, ${h}px)`, 270: `translate(0, ${w}px)` };
    sheet.style.transform = `${moves[view.turn]} rotate(${view.turn}deg)`;
    page.style.width = `${aside ? h : w}px`;
    page.style.height = `${aside ? w : h}px`;
  });
  viewer.classList.toggle("is-large", view.scale > 1);
  const counter = document.querySelector("[data-page]");
  if (counter) counter.textContent = `${view.page + 1} / ${pages.length}`;
}

function zoom(to, at) {
  const before = view.scale, box = viewer.getBoundingClientRect();
  view.scale = Math.min(LARGEST, Math.max(1, to));
  const [x, y] = at ? [at.clientX - box.left, at.clientY - box.top] : [viewer.clientWidth / 2, viewer.clientHeight / 2];
  const [left, top] = [viewer.scrollLeft + x, viewer.scrollTop + y];
  lay();
  viewer.scrollTo((left * view.scale) / before - x, (top * view.scale) / before - y);
}

const toggle = (name, off) => (button) => {
  const on = viewer.classList.toggle(name);
  button?.setAttribute("aria-pressed", String(on !== Boolean(off)));
};
const DO = {
  larger: () => zoom(view.scale * STEP),
  smaller: () => zoom(view.scale / STEP),
  whole: () => { Object.assign(view, { turn: 0 }); zoom(1); },
  turn: () => { view.turn = (view.turn + 90) % 360; lay(); },
  contrast: toggle("has-contrast"),
  invert: toggle("has-invert"),
  boxes: toggle("no-boxes", true),
  before: () => { view.page = Math.max(0, view.page - 1); lay(); },
  after: () => { view.page = Math.min(pages.length - 1, view.page + 1); lay(); },
};

if (viewer) {
  lay();
  new ResizeObserver(lay).observe(viewer);
  for (const button of all("[data-do]")) button.addEventListener("click", () => DO[button.dataset.do](button));
  viewer.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(view.scale * (event.deltaY < 0 ? STEP : 1 / STEP), event);
  }, { passive: false });
  viewer.addEventListener("dblclick", (event) => zoom(view.scale > 1 ? 1 : 2.5, event));
  let held = null;
  viewer.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0 && view.scale > 1) held = { x: event.clientX, y: event.clientY, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    viewer.scrollBy(held.x - event.clientX, held.y - event.clientY);
    held.moved ||= Math.abs(held.x - event.clientX) + Math.abs(held.y - event.clientY) > 2;
    Object.assign(held, { x: event.clientX, y: event.clientY });
    viewer.classList.toggle("is-held", held.moved);
  });
  addEventListener("pointerup", () => { held = null; viewer.classList.remove("is-held"); });
  // Two fingers: the distance between them is the size.
  let spread = 0;
  const apart = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  viewer.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    const now = apart(event.touches);
    if (spread) zoom((view.scale * now) / spread, { clientX: (event.touches[0].clientX + event.touches[1].clientX) / 2, clientY: (event.touches[0].clientY + event.touches[1].clientY) / 2 });
    spread = now;
  }, { passive: false });
  viewer.addEventListener("touchend", () => { spread = 0; });
}

// --- A row lights its boxes, a box its row: by mouse, focus and touch. ---
const parts = all("[data-field]");
function light(field) {
  for (const part of parts) part.classList.toggle("is-lit", part.dataset.field === field);
}
function show(field) {
  const box = viewer?.querySelector(`.app-box[data-field="${field}"]`);
  if (!box) return;
  const page = pages.indexOf(box.closest(".app-viewer__page"));
  if (page !== view.page) { view.page = page; lay(); }
  const place = box.getBoundingClientRect(), frame = viewer.getBoundingClientRect();
  viewer.scrollBy(place.left + place.width / 2 - frame.left - frame.width / 2, place.top + place.height / 2 - frame.top - frame.height / 2);
}
for (const part of parts) {
  const field = part.dataset.field;
  for (const name of ["mouseenter", "focusin"]) part.addEventListener(name, () => light(field));
  part.addEventListener("mouseleave", () => light(""));
  part.addEventListener("focusout", () => light(""));
  part.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && part.matches("a")) event.preventDefault();
    light(field);
    if (part.matches(".app-box")) document.getElementById(`row-${field}`)?.scrollIntoView({ block: "nearest" });
    else show(field);
  });
}

// --- Candidates: one at a time, with its column of the table. ---
const choices = all("[data-choose]");
function choose(number) {
  if (!document.querySelector(`article[data-candidate="${number}"]`)) return false;
  for (const part of all("[data-candidate]")) part.hidden = part.dataset.candidate !== String(number);
  for (const tab of choices) tab.dataset.choose === String(number) ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current");
  return true;
}
for (const tab of choices)
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    choose(tab.dataset.choose);
  });

// --- The mail that a question would send. ---
for (const form of all("form[data-preview]")) {
  let latest = 0;
  form.addEventListener("change", async (event) => {
    if (event.target.name !== "items") return;
    const mine = ++latest;
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "HX-Request": "true" } });
    if (answer.ok && mine === latest) document.getElementById("mail").innerHTML = await answer.text();
  });
}

// --- The lease: renewed while somebody works on the page, given back when it is left. ---
if (head) {
  const token = { "X-CSRF-Token": head.dataset.csrf };
  let alive = true, leaving = false;
  for (const name of ["pointermove", "keydown", "scroll", "focus"]) addEventListener(name, () => { alive = true; }, { passive: true, capture: true });
  setInterval(async () => {
    if (!alive || document.visibilityState !== "visible") return;
    alive = false;
    const answer = await fetch(`${head.dataset.claim}/claim`, { method: "POST", headers: token });
    if (answer.status === 409) location.reload();
  }, Number(head.dataset.renew) * 1000);
  // A decision or "next" gives the case back by itself, and turning to this page's own candidates keeps it.
  addEventListener("submit", () => { leaving = true; });
  addEventListener("pagehide", () => {
    if (!leaving) fetch(`${head.dataset.claim}/release`, { method: "POST", headers: token, keepalive: true, redirect: "manual" });
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

// --- Keys: never in a field, never with a modifier, and not at all where they are switched off. ---
const dialog = document.getElementById("keys");
for (const button of all("[data-open]")) button.addEventListener("click", () => dialog.showModal());
const on = dialog?.dataset.keys === "on";
document.body.classList.toggle("app-keysoff", !on);
const inField = (target) => target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

function press(name) {
  if (name === "?") return dialog.showModal(), true;
  if (/^[1-9]$/.test(name) && choose(name)) {
    const article = document.querySelector(`article[data-candidate="${name}"]`);
    const target = article.querySelector("textarea[aria-required]") ?? article.querySelector(".app-same button") ?? choices[name - 1];
    article.scrollIntoView({ block: "nearest" });
    target?.focus();
    return true;
  }
  const tool = document.querySelector(`[data-do][data-key="${CSS.escape(name)}"]`) ?? (name === "=" ? document.querySelector('[data-key="+"]') : null);
  if (tool) return tool.click(), true;
  const place = document.querySelector(`[data-hotkey="${CSS.escape(name)}"]`);
  if (!place) return false;
  if (place.matches("form")) place.requestSubmit();
  else if (place.matches("details")) {
    place.open = true;
    place.scrollIntoView({ block: "nearest" });
    place.querySelector("textarea[aria-required], input:not([type=hidden]), select, button:not(.app-nojs)")?.focus();
  } else place.click();
  return true;
}
addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (inField(event.target) || dialog?.open) return;
  if (press(event.key.length === 1 ? event.key.toLowerCase() : event.key)) event.preventDefault();
});
