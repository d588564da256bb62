// While an author types: the question as students will see it, and what to look at. A Preview button does the same
// without this script.
import { liven as livenCopying } from "./copying.js";
import { read, write } from "./form-text.js";
import { liven as livenRows } from "./rows.js";
import { enliven as livenTimeline } from "./timeline.js";
import { liven as livenUnsaved } from "./unsaved.js";

const PAUSE = 300;
const form = document.querySelector("#question-form");
const pane = document.querySelector("[data-pane]");
const status = form.querySelector("[data-status]");
const state = form.querySelector("[data-state]");
const count = form.querySelector("[data-count-link]");
const undo = form.querySelector("[data-undo]");

const say = (text) => { status.textContent = text; };
const warn = (text) => {
  if (state.textContent !== text) say(text);
  state.textContent = text;
};

// The last change that a button made can be taken back.
let before = null;
const remember = (what) => {
  before = read(form);
  undo.hidden = false;
  state.textContent = what;
  say(`${what} It can be undone.`);
};
undo.addEventListener("click", () => {
  write(form, before);
  undo.hidden = true;
  state.textContent = "";
  say("Undone.");
  count.focus();
});
// What is typed after a mend must not be undone with it.
form.addEventListener("input", (event) => {
  if (!event.isTrusted || undo.hidden) return;
  undo.hidden = true;
  state.textContent = "";
});

livenRows(form, remember);
livenUnsaved(form, remember);
const highlight = livenCopying(form, say);

const things = (number) => (number === 1 ? "1 thing to look at" : `${number} things to look at`);

// Each finding goes to the field it is about; the list beside the form keeps the way there.
const place = (root) => {
  form.querySelectorAll("[data-note]").forEach((note) => note.remove());
  form.querySelectorAll("[data-described]").forEach((field) => {
    field.setAttribute("aria-describedby", field.dataset.described);
    if (!field.dataset.described) field.removeAttribute("aria-describedby");
    delete field.dataset.described;
  });
  for (const finding of root.querySelectorAll("[data-finding]")) {
    const field = document.getElementById(finding.dataset.field);
    const body = finding.querySelector("[data-finding-body]");
    const around = field?.closest(".field, [data-rows]");
    if (!around) continue;
    let note = around.querySelector(":scope > [data-note]");
    if (!note) {
      note = document.createElement("div");
      note.className = "note";
      note.dataset.note = "";
      note.id = `${field.id}-note`;
      if (around === field) around.querySelector(":scope > .field__hint").after(note);
      else around.append(note);
      field.dataset.described = field.getAttribute("aria-describedby") || "";
      field.setAttribute("aria-describedby", `${field.dataset.described} ${note.id}`.trim());
    }
    body.classList.add(...[...finding.classList].filter((name) => name.startsWith("finding--")));
    note.append(body);
    if (finding.classList.contains("finding--problem")) {
      around.querySelectorAll(":scope > .field__error").forEach((error) => error.remove());
      if (around !== field) field.setAttribute("aria-invalid", "true");
    }
    finding.classList.add("is-placed");
    // One way to each field is enough.
    finding.hidden = note.children.length > 1;
  }
};

// What was wrong when the page came may have been put right since.
const forgetErrors = () => {
  form.querySelectorAll(".field__error").forEach((error) => error.remove());
  form.querySelectorAll(".field--invalid").forEach((each) => each.classList.remove("field--invalid"));
  form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
};

const show = (root) => {
  const wasInside = document.activeElement?.closest("[data-note]")?.closest(".field");
  place(root);
  wasInside?.querySelector("input, textarea, select")?.focus();
  const echoes = new Map([...root.querySelectorAll("[data-echo-of]")].map((each) => [each.dataset.echoOf, each.textContent]));
  form.querySelectorAll("[data-echo]").forEach((each) => { each.textContent = echoes.get(each.dataset.echo) || ""; });
  const timeline = root.querySelector("[data-timeline]");
  if (timeline) livenTimeline(timeline);
  highlight(JSON.parse(root.dataset.spans));
  const number = Number(root.dataset.count);
  const isWhole = root.dataset.missing === "0";
  const text = number ? things(number) : isWhole ? "Nothing to look at" : "Not finished yet";
  if (count.textContent !== text && !count.hidden) say(text);
  count.textContent = text;
  count.dataset.tone = number ? "warn" : isWhole ? "good" : "";
  count.hidden = false;
};

let running = null;
const check = async () => {
  running?.abort();
  const mine = (running = new AbortController());
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.check, { method: "POST", body, signal: mine.signal });
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    if (mine.signal.aborted) return;
    const root = holder.content.querySelector("[data-checked]");
    if (!root) {
      warn(answer.redirected || answer.status === 400
        ? "You are signed out. Your text is kept on this device: sign in, open this page again, and it is offered back."
        : "The preview could not be made just now. Your text is kept.");
      return;
    }
    if (undo.hidden) state.textContent = "";
    pane.replaceChildren(root);
    forgetErrors();
    show(root);
  } catch (error) {
    if (error.name !== "AbortError") warn("No connection: the preview waits. Your text is kept on this device.");
  }
};

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, PAUSE);
});

// A mend fills the fields it is about. Its button lies in the form or in the list beside it.
addEventListener("click", (event) => {
  const button = event.target.closest?.(".mend");
  if (!button) return;
  event.preventDefault();
  remember(`${button.textContent}: done.`);
  const values = JSON.parse(button.dataset.values);
  const kept = read(form).filter(([name]) => !(name in values));
  const filled = Object.entries(values).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)]));
  write(form, [...kept, ...filled]);
  const first = form.elements.namedItem(Object.keys(values)[0]);
  if (first?.focus) first.focus();
});

form.querySelector("[data-preview]").hidden = true;
show(pane.querySelector("[data-checked]"));
