// Rows of events or pairs: added and removed without a new page, and their known orders kept in step.
const container = (root) => root.querySelector("[data-rows]");
const rowsOf = (box) => [...box.querySelectorAll("[data-row]")];
const fieldsOf = (row) => [...row.querySelectorAll("input:not([type=hidden], [type=checkbox]), textarea")];
const isBlank = (row) => fieldsOf(row).every((field) => !field.value.trim());

const addRow = (box) => {
  const spare = rowsOf(box).find((row) => row.hidden);
  if (spare) {
    spare.hidden = false;
    return spare;
  }
  const rows = rowsOf(box);
  if (rows.length >= Number(box.dataset.most)) return null;
  const number = rows.length;
  const made = rows[rows.length - 1].cloneNode(true);
  const name = box.dataset.rows;
  const renumber = (text) => text.replace(new RegExp(`${name}-\\d+-`, "g"), `${name}-${number}-`);
  made.querySelectorAll("*").forEach((element) => {
    for (const attribute of ["id", "name", "for", "aria-describedby", "data-orders", "data-echo"]) {
      if (element.hasAttribute(attribute)) element.setAttribute(attribute, renumber(element.getAttribute(attribute)));
    }
  });
  made.querySelectorAll(".field__error, [data-note]").forEach((element) => element.remove());
  made.querySelectorAll(".field--invalid").forEach((element) => element.classList.remove("field--invalid"));
  made.querySelectorAll("[aria-invalid]").forEach((element) => element.removeAttribute("aria-invalid"));
  made.querySelectorAll("[data-echo]").forEach((element) => { element.textContent = ""; });
  made.querySelector("legend").textContent = `${box.dataset.rowName} ${number + 1}`;
  rows[rows.length - 1].after(made);
  empty(made);
  made.hidden = false;
  outfit(box, made);
  return made;
};

const empty = (row) => {
  for (const field of row.querySelectorAll("input, textarea")) {
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
};

// Makes sure that the row of a field exists and is shown, before the field is filled.
export const ensureRow = (form, fieldName) => {
  const box = container(form);
  const found = box && fieldName.match(new RegExp(`^${box.dataset.rows}-(\\d+)-`));
  if (!found) return;
  while (rowsOf(box).length <= Number(found[1]) && addRow(box));
};

const showFilled = (box) => rowsOf(box).forEach((row) => { if (!isBlank(row)) row.hidden = false; });

// Every event may be known to come after any other that has a label.
const syncOrders = (box) => {
  const named = rowsOf(box)
    .map((row) => row.querySelector(`[name$="-label"]`))
    .filter((label) => label && label.value.trim())
    .map((label) => [label.name.split("-")[1], label.value.trim()]);
  for (const more of box.querySelectorAll("[data-orders]")) {
    const own = more.dataset.orders.split("-")[1];
    const list = more.querySelector("fieldset");
    const chosen = new Set([...list.querySelectorAll(":checked")].map((box) => box.value));
    const others = named.filter(([number]) => number !== own);
    more.hidden = !others.length;
    const shown = [...list.querySelectorAll("label")].map((label) => `${label.querySelector("input").value}:${label.textContent}`);
    if (shown.join("|") === others.map(([number, text]) => `${number}:${text}`).join("|")) continue;
    list.querySelectorAll("label").forEach((label) => label.remove());
    for (const [number, text] of others) {
      const label = document.createElement("label");
      label.className = "tick";
      const tick = document.createElement("input");
      Object.assign(tick, { type: "checkbox", name: more.dataset.orders, value: number, checked: chosen.has(number) });
      const words = document.createElement("span");
      words.textContent = text;
      label.append(tick, words);
      list.append(label);
    }
  }
};

let beforeRemoval = () => {};

const outfit = (box, row) => {
  row.querySelector("[data-remove-row]")?.remove();
  const legend = row.querySelector("legend");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet row-remove";
  button.dataset.removeRow = "";
  button.innerHTML = `Remove<span class="visually-hidden"> ${legend.textContent.toLowerCase()}</span>`;
  button.addEventListener("click", () => {
    beforeRemoval(`${legend.textContent} removed.`);
    empty(row);
    row.hidden = true;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.querySelector("[data-add-row]").focus();
  });
  row.append(button);
};

export const liven = (form, remember) => {
  const box = container(form);
  if (!box) return;
  beforeRemoval = remember;
  const add = box.querySelector("[data-add-row]");
  rowsOf(box).forEach((row, index) => {
    outfit(box, row);
    // Spare rows are for those without script.
    if (index >= Number(box.dataset.fewest)) row.hidden = isBlank(row);
  });
  const fit = () => {
    showFilled(box);
    syncOrders(box);
    add.disabled = !rowsOf(box).some((row) => row.hidden) && rowsOf(box).length >= Number(box.dataset.most);
  };
  add.addEventListener("click", (event) => {
    event.preventDefault();
    const row = addRow(box);
    fit();
    if (row) fieldsOf(row)[0].focus();
  });
  form.addEventListener("input", fit);
  fit();
};
