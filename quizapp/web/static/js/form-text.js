// What a form says, as plain data, and back into the form.
import { ensureRow } from "./rows.js";

const ASIDE = new Set(["csrf_token", "began_from", "draft"]);

export const read = (form) =>
  [...new FormData(form)].filter(([name, value]) => !ASIDE.has(name) && typeof value === "string");

export const write = (form, entries) => {
  const values = new Map();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) || []), value]);
  for (const name of values.keys()) ensureRow(form, name);
  for (const field of form.elements) {
    if (!field.name || ASIDE.has(field.name) || field.type === "submit") continue;
    const wanted = values.get(field.name) || [];
    if (field.type === "checkbox") field.checked = wanted.includes(field.value);
    else field.value = wanted[0] ?? "";
  }
  const tell = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  tell();
  // The boxes of known orders follow the labels, which have just changed.
  for (const field of form.elements) {
    if (field.type === "checkbox" && field.name) field.checked = (values.get(field.name) || []).includes(field.value);
  }
  tell();
};
