// Long lists become a field to type in, over the native list: accessible-autocomplete of the GOV.UK designers.
import accessibleAutocomplete from "accessible-autocomplete";

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const select of document.querySelectorAll("select[data-choices]")) {
  const words = JSON.parse(select.dataset.choices), id = select.id, described = select.getAttribute("aria-describedby");
  const options = [...select.options].filter((option) => option.value);
  const find = (query) => {
    const wanted = plain(query.trim());
    const rank = (option) => {
      const name = plain(option.text);
      if (name.startsWith(wanted)) return 0;
      if (name.split(/[\s(-]+/).some((word) => word.startsWith(wanted))) return 1;
      if (option.value.toLowerCase() === wanted) return 0;
      return name.includes(wanted) ? 2 : 3;
    };
    return options.map((option) => [rank(option), option.text]).filter(([at]) => at < 3).sort(([a], [b]) => a - b).map(([, text]) => text);
  };
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "",
    source: (query, show) => show(query ? find(query) : options.map((option) => option.text)),
    showAllValues: true,
    dropdownArrow: () => '<svg class="autocomplete__arrow" viewBox="0 0 12 8" width="12" height="8" aria-hidden="true" focusable="false"><path d="M1 1l5 5 5-5" fill="none" stroke="currentColor" stroke-width="2"/></svg>',
    onConfirm: (chosen) => {
      const found = options.find((option) => option.text === chosen);
      if (found) select.value = found.value;
      if (found) select.dispatchEvent(new Event("change", { bubbles: true }));
    },
    tNoResults: () => words.none,
    tAssistiveHint: () => words.hint,
    tStatusQueryTooShort: () => "",
    tStatusNoResults: () => words.none,
    tStatusSelectedOption: (option, count, index) => `${option}, ${index + 1} / ${count}`,
    tStatusResults: (count, selected) => `${count}${selected ? `, ${selected}` : ""}`,
  });
  const input = document.getElementById(id);
  select.dataset.shown = id;
  if (select.classList.contains("govuk-select--error")) input.classList.add("govuk-input--error");
  if (described) input.setAttribute("aria-describedby", `${described} ${input.getAttribute("aria-describedby") ?? ""}`.trim());
  // A value put in by another script shows in the field as well; the field is drawn anew from its text.
  select.addEventListener("filled", () => {
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    setter.call(input, select.selectedOptions[0]?.text ?? "");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.blur();
  });
  // What was typed and is no entry of the list is never sent as if nothing had been typed.
  select.form.addEventListener("submit", (event) => {
    const typed = input.value.trim(), chosen = select.selectedOptions[0];
    const told = document.getElementById(`${id}-unknown`);
    told?.remove();
    if (!typed) select.value = "";
    if (!typed || plain(typed) === plain(chosen?.text ?? "")) return;
    const same = options.find((option) => plain(option.text) === plain(typed));
    if (same) {
      select.value = same.value;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const message = document.createElement("p");
    message.className = "govuk-error-message";
    message.id = `${id}-unknown`;
    message.textContent = words.unknown;
    input.closest(".govuk-form-group").querySelector(".autocomplete__wrapper").parentElement.before(message);
    input.classList.add("govuk-input--error");
    input.setAttribute("aria-describedby", message.id);
    input.focus();
  }, { capture: true });
}
