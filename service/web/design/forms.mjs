// Forms that follow what is typed: a reading put in with one press, what differs from the scan, letters with marks,
// the towns of a postcode.
const plain = (text) => text.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

const inputs = (form, name) => [...form.elements].filter((one) => one.name === name);
const value = (form, name) => {
  const found = inputs(form, name);
  return found[0]?.type === "radio" ? (found.find((one) => one.checked)?.value ?? "") : (found[0]?.value ?? "");
};
const fill = (form, values) => {
  for (const [name, text] of Object.entries(values))
    for (const one of inputs(form, name)) {
      if (one.type === "radio") one.checked = one.value === text;
      else one.value = text;
      one.dispatchEvent(new Event("change", { bubbles: true }));
      one.dispatchEvent(new CustomEvent("filled"));
    }
};

const startReadings = () => {
  for (const button of document.querySelectorAll("button[data-fill]")) {
    const values = JSON.parse(button.dataset.fill);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      fill(button.form, values);
      const first = inputs(button.form, Object.keys(values)[0]);
      const shown = document.getElementById(first[0].dataset.shown ?? "") ?? first.find((one) => one.checked) ?? first[0];
      shown.focus();
    });
  }
  for (const place of document.querySelectorAll("[data-read]")) {
    const form = place.closest("form"), read = JSON.parse(place.dataset.read), told = place.querySelector("[data-changed]");
    if (!form || !told) continue;
    const look = () => {
      told.hidden = Object.entries(read).every(([name, text]) =>
        name.match(/-(day|month|year)$/) ? Number(value(form, name)) === Number(text) : plain(value(form, name)) === plain(text));
    };
    form.addEventListener("input", look);
    form.addEventListener("change", look);
  }
};

const startLetters = () => {
  for (const picker of document.querySelectorAll("[data-letters]")) {
    const input = document.getElementById(picker.dataset.letters);
    if (!input) continue;
    picker.hidden = false;
    for (const button of picker.querySelectorAll("button"))
      button.addEventListener("click", () => {
        const text = input.value, letter = button.textContent;
        const high = text && text === text.toUpperCase() ? letter.toLocaleUpperCase() : letter;
        input.setRangeText(high, input.selectionStart ?? text.length, input.selectionEnd ?? text.length, "end");
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
  }
};

const startTowns = () => {
  let table;
  for (const code of document.querySelectorAll("[data-towns]")) {
    const form = code.form, prefix = code.name.split("-")[0];
    const town = form.elements[`${prefix}-municipalityName`], country = form.elements[`${prefix}-country`];
    const list = document.createElement("datalist");
    list.id = `${prefix}-towns`;
    town.after(list);
    town.setAttribute("list", list.id);
    let filled = "";
    const complete = async () => {
      const belgian = !country || country.value === "BEL";
      const postcode = code.value.trim();
      if (!belgian || !/^\d{4}$/.test(postcode)) return;
      table ??= fetch(code.dataset.towns).then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({}));
      const names = (await table)[postcode] ?? [];
      list.replaceChildren(...names.map((name) => new Option(name, name)));
      // Only what nobody typed is replaced.
      if (names.length && (!town.value || town.value === filled)) town.value = filled = names[0];
      town.dispatchEvent(new Event("input", { bubbles: true }));
    };
    code.addEventListener("input", complete);
    country?.addEventListener("change", complete);
    if (code.value && !town.value) complete();
  }
  // A contact address is asked for when the residence is abroad; filled in, it never hides.
  const contact = document.querySelector("[data-when-abroad]");
  const country = contact?.closest("form").elements["residence-country"];
  if (country) {
    const look = () => {
      const entered = [...contact.querySelectorAll("input")].some((one) => one.value);
      contact.hidden = country.value === "BEL" && !entered;
    };
    country.addEventListener("change", look);
    look();
  }
};

export const startForms = () => {
  startReadings();
  startLetters();
  startTowns();
  for (const form of document.querySelectorAll("form[data-busy]"))
    form.addEventListener("submit", () => form.setAttribute("aria-busy", "true"));
};

export const startCopying = () => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
};
