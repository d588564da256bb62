// Keeps what is typed but not stored on this device, asks before it is left, and offers it back.
import { read, write } from "./form-text.js";

const DAYS = 7;
const PREFIX = "unsaved:";

const cookie = (name) =>
  document.cookie.split("; ").map((part) => part.split("=")).find(([key]) => key === name)?.[1];

const forgetOld = () => {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const at = JSON.parse(localStorage.getItem(key)).at;
    if (Date.now() - at > DAYS * 24 * 3600 * 1000) localStorage.removeItem(key);
  }
};

export const liven = (form) => {
  const key = `${PREFIX}${form.dataset.author}:${location.pathname}`;
  const banner = document.querySelector("[data-restore]");
  const draft = form.elements.namedItem("draft");
  const asText = () => JSON.stringify(read(form));
  const opened = asText();
  let isLeaving = false;
  let isUnsaved = "unsaved" in form.dataset;
  draft.value ||= crypto.getRandomValues(new Uint32Array(2)).join("-");

  forgetOld();
  const kept = JSON.parse(localStorage.getItem(key) || "null");
  const isStored = kept && kept.draft === cookie("stored_draft");
  if (isStored || (kept && JSON.stringify(kept.entries) === opened)) {
    if (!isUnsaved) localStorage.removeItem(key);
  } else if (kept && !isUnsaved) {
    const at = new Date(kept.at);
    const today = at.toDateString() === new Date().toDateString();
    banner.querySelector("[data-restore-time]").textContent =
      at.toLocaleString("en-GB", today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    banner.hidden = false;
    banner.querySelector("[data-restore-yes]").addEventListener("click", () => {
      banner.hidden = true;
      write(form, kept.entries);
      form.querySelector("textarea, input:not([type=hidden])").focus();
    });
    banner.querySelector("[data-restore-no]").addEventListener("click", () => {
      banner.hidden = true;
      localStorage.removeItem(key);
    });
  }

  form.addEventListener("input", () => {
    isUnsaved = isUnsaved || asText() !== opened;
    if (asText() === opened) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ at: Date.now(), draft: draft.value, entries: read(form) }));
  });
  form.addEventListener("submit", () => { isLeaving = true; });
  addEventListener("pageshow", () => { isLeaving = false; });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && isUnsaved && ("unsaved" in form.dataset || asText() !== opened)) event.preventDefault();
  });
};
