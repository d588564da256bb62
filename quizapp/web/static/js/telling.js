// Says what is stored and what is not: beside each question, and once for the page where it holds several.
import { addressOf, isFlag, parts, sitting } from "./part.js";
import { outbox } from "./outbox.js";

export const say = (box, text, tone = "good", link = null) => {
  if (!box || (box.textContent === text && !link)) return;
  box.textContent = text;
  box.dataset.tone = tone;
  if (!link) return;
  const made = document.createElement("a");
  made.href = link.href;
  made.textContent = link.text;
  box.append(" ", made);
};

export const boxOf = (part) => part.querySelector("[data-save-state]");
export const pageBox = () => document.querySelector("[data-page-state]");
export const anyBox = () => pageBox() ?? document.querySelector("[data-save-state]");

const waitingWords = () => {
  const count = outbox.waiting.filter((each) => !isFlag(each.body)).length;
  if (!count) return "Your flag is kept on this device";
  return count === 1 ? "One answer is kept on this device" : `${count} answers are kept on this device`;
};

const words = (kind, more) => {
  if (kind === "signed-out") return `Not stored yet: you are signed out. ${waitingWords()} and will be sent once you are back.${more}`;
  if (kind === "foreign") return "Not stored: somebody else is signed in here. What you answered is kept on this device. Sign in with your own name, and it is sent.";
  return `Not stored yet: no connection. ${waitingWords()}. Trying again; you can go on answering.${more}`;
};

export const sayTrouble = (kind, more = "") => {
  const link = kind === "signed-out" ? { href: sitting().dataset.signIn, text: "Sign in again" } : null;
  say(anyBox(), words(kind, more), "bad", link);
  if (!pageBox()) return;
  const kept = outbox.waiting.map((each) => each.address);
  parts().filter((part) => kept.includes(addressOf(part))).forEach((part) => say(boxOf(part), "Kept on this device, not stored yet.", "bad"));
};

// The trouble is over.
export const sayAllIsWell = () => {
  if (pageBox()?.dataset.tone === "bad") say(pageBox(), "Every answer is stored.");
};
