// Stores an answer the moment it is given. The plain form does the same without this script.
import { setClock } from "./clock.js";
import { forgetPages, keepNext, keptPage } from "./kept-pages.js";
import { offerKeys } from "./keys.js";
import { outbox } from "./outbox.js";
import { enliven as enlivenTimeline } from "./timeline.js";

const sitting = () => document.querySelector("[data-sitting]");
const forms = () => [...document.querySelectorAll("[data-answer-form]")];
const addressOf = (form) => form.getAttribute("action");
const numberOf = (address) => /questions\/(\d+)/.exec(address)?.[1];
const answerIn = (form) => {
  const body = new URLSearchParams(new FormData(form));
  ["csrf_token", "sequence"].forEach((name) => body.delete(name));
  return body.toString();
};

const say = (box, text, tone = "good", link = null) => {
  if (!box) return;
  box.textContent = text;
  box.dataset.tone = tone;
  if (!link) return;
  const made = document.createElement("a");
  made.href = link.href;
  made.textContent = link.text;
  box.append(" ", made);
};
const boxOf = (form) => form.querySelector("[data-save-state]");
const anyBox = () => document.querySelector("[data-save-state]");

const waitingWords = () => {
  const count = outbox.waiting.length;
  return count === 1 ? "One answer is kept on this device" : `${count} answers are kept on this device`;
};
const sayTrouble = (kind, more = "") => {
  const boxes = forms().length ? forms().map(boxOf) : [anyBox()];
  for (const box of boxes) {
    if (kind === "signed-out") {
      const link = { href: sitting().dataset.signIn, text: "Sign in again" };
      say(box, `Not stored yet: you are signed out. ${waitingWords()} and will be sent once you are back.${more}`, "bad", link);
    } else if (kind === "foreign") {
      say(box, "Not stored: somebody else is signed in here. Sign in with your own name, and what is kept is sent.", "bad");
    } else {
      say(box, `Not stored yet: no connection. ${waitingWords()}. Trying again; you can go on answering.${more}`, "bad");
    }
  }
};

// What each form of the page had when it was last put into the outbox, or as the server has it stored.
const pushed = new WeakMap();
const pauses = new WeakMap();

const store = (form) => {
  clearTimeout(pauses.get(form));
  pauses.delete(form);
  delete form.dataset.invalid;
  const body = answerIn(form);
  pushed.set(form, body);
  if (outbox.trouble) sayTrouble(outbox.trouble);
  else say(boxOf(form), "Storing …");
  const sequence = outbox.push(addressOf(form), body, form.elements.namedItem("sequence").value);
  form.elements.namedItem("sequence").value = sequence + 1;
};

const refill = (form, text) => {
  const body = new URLSearchParams(text);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    const values = body.getAll(field.name);
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
  const list = form.querySelector("[data-timeline]");
  if (list && body.get("order")) list.dispatchEvent(new CustomEvent("reorder", { detail: body.get("order").split(",") }));
};

// Puts an answer that this device has, and the page does not, back into the form, so that it is seen.
const putBack = (form) => {
  const given = outbox.given(addressOf(form));
  if (!given || given.sequence <= Number(form.dataset.stored) || form.querySelector("#problem")) return;
  if (given.body === answerIn(form) && form.hasAttribute("data-answered")) return;
  refill(form, given.body);
  // What the server could not read is not waiting any more: the button sends it again, and says why it was not.
  if (outbox.waiting.some((each) => each.address === addressOf(form))) pushed.set(form, given.body);
};

// Stores what is not stored yet; whether nothing is left waiting.
const leave = async (form) => {
  if (form && pushed.get(form) !== answerIn(form)) store(form);
  await outbox.flush();
  return !outbox.waiting.length;
};

// Whoever is quicker than this script has answered before it could listen.
const isTouched = (form) => [...form.elements].some((field) => {
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  return field.matches("[type=text]") && field.value !== field.defaultValue;
});

const enlivenForm = (form) => {
  form.querySelectorAll("[data-timeline]").forEach(enlivenTimeline);
  if (form.hasAttribute("data-answered")) pushed.set(form, answerIn(form));
  if (isTouched(form)) store(form);
  else putBack(form);
  form.addEventListener("change", () => store(form));
  // What is written is stored after a pause, too: nobody should have to leave the box first.
  form.addEventListener("input", (event) => {
    if (!event.target.matches("input[type=text]")) return;
    clearTimeout(pauses.get(form));
    pauses.set(form, setTimeout(store, 1500, form));
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (event.submitter?.matches("[data-flag]")) return flag(form, event.submitter);
    if (form.dataset.leaving) return;
    form.dataset.leaving = "yes";
    const allStored = await leave(form);
    delete form.dataset.leaving;
    if (form.dataset.invalid) return form.submit();
    if (form.dataset.refused) return;
    if (!allStored) return goOn(form.dataset.next, form);
    if (form.hasAttribute("data-checks")) return form.submit();
    location.assign(form.dataset.next);
  });
};

const flag = (form, button) => {
  if (pushed.has(form) && pushed.get(form) !== answerIn(form)) store(form);
  const isFlagged = button.value === "yes";
  outbox.push(button.getAttribute("formaction"), `flagged=${button.value}`, 0);
  button.value = isFlagged ? "no" : "yes";
  button.textContent = isFlagged ? "Take the flag away" : "Flag for later";
  const dot = document.querySelector(".dots [aria-current]");
  dot?.toggleAttribute("data-flagged", isFlagged);
  dot?.setAttribute("aria-label", dot.getAttribute("aria-label").replace(/, flagged$/, "") + (isFlagged ? ", flagged" : ""));
};

// Without a connection: on to a page that is kept here, or say plainly that this one stays.
const goOn = (href, form) => {
  const page = keptPage(href);
  const content = page?.querySelector("[data-sitting] [data-answer-form]") && page.querySelector("[data-sitting]");
  if (!content || outbox.trouble === "foreign") {
    sayTrouble(outbox.trouble, " The next page is not on this device, so this one stays open until the connection is back.");
    return;
  }
  const clock = document.querySelector("[data-seconds-left]");
  const token = form?.elements.namedItem("csrf_token").value;
  sitting().replaceWith(content);
  if (clock) document.querySelector("[data-seconds-left]")?.replaceWith(clock);
  if (token) document.querySelectorAll("[name=csrf_token]").forEach((field) => { field.value = token; });
  document.title = page.title;
  history.pushState({ kept: true }, "", href);
  forms().forEach(enlivenForm);
  offerKeys();
  markAnswered();
  document.querySelector("#stem")?.focus();
  sayTrouble(outbox.trouble || "offline");
};

const markAnswered = () => {
  for (const link of document.querySelectorAll(".dots a")) {
    if (!outbox.given(link.pathname) || link.hasAttribute("data-answered")) continue;
    link.setAttribute("data-answered", "");
    link.setAttribute("aria-label", link.getAttribute("aria-label").replace(", open", ", answered"));
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sitting] a[href]");
  if (!link || event.ctrlKey || event.metaKey || link.href.includes("/sign-in")) return;
  forms().filter((form) => pauses.has(form)).forEach(store);
  if (!outbox.trouble) return;
  event.preventDefault();
  goOn(link.href, forms()[0]);
});

document.querySelector("[data-hand-in]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.target.dataset.leaving = "yes";
  if (!(await leave(null))) return sayTrouble(outbox.trouble, " Handing in waits until they are stored.");
  forgetPages();
  event.target.submit();
});

const refusals = new Set();
document.addEventListener("outbox", ({ detail: { kind, item, said } }) => {
  const form = forms().find((each) => item && addressOf(each) === item.address);
  const isFlag = item?.body.startsWith("flagged=");
  if (kind === "stored") {
    setClock(said.seconds_left);
    if (form) form.setAttribute("data-answered", "");
    forms().forEach((each) => delete each.dataset.invalid);
    markAnswered();
    // The overview was made before this arrived: it is asked for anew.
    const overview = document.querySelector("[data-hand-in]:not([data-leaving])");
    if (overview && !outbox.waiting.length) return location.reload();
    const box = form ? boxOf(form) : anyBox();
    if (said.newer) say(box, "A newer answer of yours is stored already. Reload the page to see it.", "bad");
    else if (outbox.waiting.length) say(box, "Storing …");
    else say(box, isFlag ? "Noted." : form ? "Your answer is stored." : "Every answer is stored.");
  } else if (kind === "refused") {
    if (said.final) return;
    if (!isFlag) refusals.add(numberOf(item.address));
    const which = [...refusals].filter(Boolean).join(", ");
    forms().forEach((each) => { each.dataset.refused = "yes"; });
    say(form ? boxOf(form) : anyBox(), `${said.closed}${which ? ` Too late to count: question ${which}.` : ""}`, "bad");
  } else if (kind === "invalid") {
    if (!form) return;
    form.dataset.invalid = "yes";
    say(boxOf(form), said.error, "bad");
  } else if (kind === "elsewhere") {
    forms().forEach((each) => {
      const given = outbox.given(addressOf(each));
      if (!given || given.body === answerIn(each)) return;
      refill(each, given.body);
      pushed.set(each, given.body);
      say(boxOf(each), "You have changed this answer in another tab.");
    });
  } else sayTrouble(kind);
});

addEventListener("popstate", () => {
  if (outbox.trouble) goOn(location.href, forms()[0]);
  else location.reload();
});
// A page that is closed in the middle of a word keeps the word.
addEventListener("pagehide", () => forms().filter((form) => pauses.has(form)).forEach(store));

forms().forEach(enlivenForm);
offerKeys();
if (sitting()) {
  markAnswered();
  if (outbox.waiting.length) outbox.drain();
  if (document.readyState === "complete") keepNext();
  else addEventListener("load", keepNext);
}
