// Keeps what is typed but not stored on this device, asks before it is left, and offers it back.
import { read, write } from "./form-text.js";

const DAYS = 7;
const PREFIX = "unsaved:";

const cookie = (name) =>
  document.cookie.split("; ").map((part) => part.split("=")).find(([key]) => key === name)?.[1];

// A browser that keeps nothing, or has kept something else, must not stop the rest of the page.
const recall = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key) || "null");
  } catch {
    return null;
  }
};
const forget = (key) => {
  try {
    localStorage.removeItem(key);
  } catch { /* nothing was kept */ }
};
const keep = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch { /* full, or not allowed */ }
};

const forgetOld = () => {
  let keys = [];
  try {
    keys = Object.keys(localStorage);
  } catch { /* not allowed */ }
  for (const key of keys.filter((each) => each.startsWith(PREFIX))) {
    if (!(Date.now() - recall(key)?.at < DAYS * 24 * 3600 * 1000)) forget(key);
  }
};

export const liven = (form, remember) => {
  const key = `${PREFIX}${form.dataset.author}:${location.pathname}`;
  const banner = document.querySelector("[data-restore]");
  const draft = form.elements.namedItem("draft");
  const asText = () => JSON.stringify(read(form));
  const opened = asText();
  let isLeaving = false;
  // The server gave back what could not be stored.
  const isGivenBack = "unsaved" in form.dataset;
  draft.value ||= crypto.getRandomValues(new Uint32Array(2)).join("-");

  forgetOld();
  const kept = recall(key);
  const isStored = kept && kept.draft === cookie("stored_draft");
  if (isStored || (kept && JSON.stringify(kept.entries) === opened)) {
    if (!isGivenBack) forget(key);
  } else if (kept && !isGivenBack) {
    const at = new Date(kept.at);
    const today = at.toDateString() === new Date().toDateString();
    banner.querySelector("[data-restore-time]").textContent =
      at.toLocaleString("en-GB", today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    banner.hidden = false;
    banner.querySelector("[data-restore-yes]").addEventListener("click", () => {
      banner.hidden = true;
      remember("Your unsaved text is restored.");
      write(form, kept.entries);
      form.querySelector("textarea, input:not([type=hidden])").focus();
    });
    banner.querySelector("[data-restore-no]").addEventListener("click", () => {
      banner.hidden = true;
      forget(key);
    });
  }

  form.addEventListener("input", () => {
    if (asText() === opened) forget(key);
    else keep(key, { at: Date.now(), draft: draft.value, entries: read(form) });
  });
  form.addEventListener("submit", () => { isLeaving = true; });
  addEventListener("pageshow", () => { isLeaving = false; });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && (isGivenBack || asText() !== opened)) event.preventDefault();
  });
};
