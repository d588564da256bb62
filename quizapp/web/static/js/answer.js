// Stores an answer the moment it is given. The plain form does the same without this script.
import { setClock } from "./clock.js";
import { forgetPages, keepNext, keptPage } from "./kept-pages.js";
import { offerKeys } from "./keys.js";
import { outbox } from "./outbox.js";
import { addressOf, answerIn, formOf, isEmpty, isFlag, isPartly, isTouched, markAnswered, markFlagged, numberOf, parts, recallFlags, refill, sitting, submitAlone } from "./part.js";
import { anyBox, boxOf, pageBox, say, sayAllIsWell, sayTrouble } from "./telling.js";
import { enliven as enlivenTimeline } from "./timeline.js";

// What each question of the page had when it was last put into the outbox, or as the page came.
const pushed = new WeakMap();
const pauses = new WeakMap();
const hasChanged = (part) => pushed.has(part) && pushed.get(part) !== answerIn(part);

const store = (part) => {
  clearTimeout(pauses.get(part));
  pauses.delete(part);
  delete part.dataset.invalid;
  const body = answerIn(part);
  pushed.set(part, body);
  const counter = formOf(part).elements.namedItem("sequence");
  say(boxOf(part), "Storing …");
  counter.value = outbox.push(addressOf(part), body, counter.value) + 1;
  if (outbox.trouble) sayTrouble(outbox.trouble);
};

// Puts an answer that this device has, and the page does not, back into the form, so that it is seen.
const putBack = (part) => {
  const given = outbox.given(addressOf(part));
  if (!given || given.sequence <= Number(part.dataset.stored) || part.querySelector("[data-problem]")) return;
  if (given.body === answerIn(part) && part.hasAttribute("data-answered")) return;
  refill(part, given.body);
  // What the server could not read is not waiting any more: the button sends it again, and says why it was not.
  if (outbox.waiting.some((each) => each.address === addressOf(part))) pushed.set(part, given.body);
};

// Stores what is not stored yet; whether nothing is left waiting.
const leave = async (changed) => {
  changed.forEach(store);
  await outbox.flush();
  return !outbox.waiting.length;
};

const enlivenPart = (part) => {
  part.querySelectorAll("[data-timeline]").forEach(enlivenTimeline);
  // Among several questions nobody has looked at each: what was never touched is no answer.
  if (part.hasAttribute("data-answered") || isAmongSeveral(part)) pushed.set(part, answerIn(part));
  if (isTouched(part)) store(part);
  else putBack(part);
  part.addEventListener("change", () => store(part));
  // What is written is stored after a pause, too: nobody should have to leave the box first.
  part.addEventListener("input", (event) => {
    if (!event.target.matches("input[type=text]")) return;
    clearTimeout(pauses.get(part));
    pauses.set(part, setTimeout(store, 1500, part));
  });
};
const isAmongSeveral = (part) => formOf(part).hasAttribute("data-together");

// What each form is about to do, and the button that was pressed for it.
const underWay = new WeakMap();

const enlivenForm = (form) => form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  const part = button?.closest("[data-answer-to]") ?? (form.hasAttribute("data-together") ? null : parts()[0]);
  if (button?.matches("[data-flag]")) return flag(part, button);
  const before = underWay.get(form);
  // A second press on one button says nothing new; another button waits for its turn.
  if (before?.button === button) return;
  const act = () => form.hasAttribute("data-together") ? sendTogether(form, button, part) : sendOne(form, part);
  const mine = { button, done: before ? before.done.then(act, act) : act() };
  underWay.set(form, mine);
  mine.done.finally(() => { if (underWay.get(form) === mine) underWay.delete(form); });
});

const nothingIn = (part) => part.querySelector("[data-timeline]")
  ? "Not answered yet. Move an event, or say that the order is right as it stands."
  : "Not answered yet.";

const sendOne = async (form, part) => {
  // Nothing must look as if it were kept where nothing was given, with or without a connection.
  if (isEmpty(answerIn(part)) && !part.hasAttribute("data-answered")) return say(boxOf(part), nothingIn(part), "bad");
  const allStored = await leave(pushed.get(part) === answerIn(part) ? [] : [part]);
  if (form.dataset.left) return;
  if (part.dataset.invalid) return submitAlone(part);
  if (form.dataset.refused) return;
  if (!allStored) return goOn(form.dataset.next, form);
  // On a slow connection the next page takes a while, and an installed app shows no sign of its own.
  say(boxOf(part), "Your answer is stored. The next page is coming …");
  if (form.hasAttribute("data-checks")) return submitAlone(part);
  location.assign(form.dataset.next);
};

const sendTogether = async (form, button, part) => {
  // Enter in a box presses the first button, which belongs to no question: the one in use is meant.
  const used = part ?? (button?.name === "at" ? document.activeElement.closest("[data-answer-to]") : null);
  if (used) {
    const allStored = await leave([used]);
    if (part && allStored && !used.dataset.invalid && !form.dataset.refused && form.hasAttribute("data-checks")) submitAlone(part);
    return;
  }
  if (button?.name === "at") return;
  const allStored = await leave(parts().filter(hasChanged));
  if (form.dataset.refused || form.dataset.left) return;
  if (!allStored) return goOn(form.dataset.next, form);
  const unread = parts().filter((each) => each.dataset.invalid && !isEmpty(answerIn(each))).map(numberOf);
  if (!unread.length) return location.assign(form.dataset.next);
  say(pageBox(), `Not stored: question ${unread.join(", ")}. Look again at what is said there.`, "bad", { href: form.dataset.next, text: "Finish all the same" });
};

const flag = (part, button) => {
  if (hasChanged(part)) store(part);
  const isFlagged = button.value === "yes";
  outbox.push(button.dataset.flag, `flagged=${button.value}`, 0);
  markFlagged(button, isFlagged);
};

let here = location.pathname;

// Without a connection: on to a page that is kept here, or say plainly that this one stays.
const goOn = (href, form) => {
  const page = keptPage(href);
  const content = page?.querySelector("[data-sitting] [data-answer-to]") && page.querySelector("[data-sitting]");
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
  here = location.pathname;
  enliven();
  recallFlags(outbox);
  document.querySelector("#stem")?.focus();
  sayTrouble(outbox.trouble || "offline");
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sitting] a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.href.includes("/sign-in")) return;
  if (link.hash && link.pathname === location.pathname) return;
  parts().filter((part) => pauses.has(part)).forEach(store);
  if (!outbox.trouble) {
    // Whoever follows a link while an answer is on its way is not called back by it.
    document.querySelectorAll("[data-answer-form]").forEach((form) => { form.dataset.left = "yes"; });
    return;
  }
  event.preventDefault();
  goOn(link.href, document.querySelector("[data-answer-form]"));
});

document.querySelector("[data-hand-in]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.target.dataset.leaving = "yes";
  if (!(await leave([]))) return sayTrouble(outbox.trouble, " Handing in waits until they are stored.");
  forgetPages();
  event.target.submit();
});

const tooLate = new Set();
const hear = {
  stored(item, said, part) {
    setClock(said.seconds_left);
    part?.setAttribute("data-answered", "");
    if (part) delete part.dataset.invalid;
    markAnswered(outbox);
    // The overview was made before this arrived: it is asked for anew.
    const overview = document.querySelector("[data-hand-in]:not([data-leaving])");
    if (overview && !outbox.waiting.length) return location.reload();
    const box = part ? boxOf(part) : anyBox();
    if (said.newer) return say(box, "A newer answer of yours is stored already. Reload the page to see it.", "bad");
    if (outbox.waiting.length && !pageBox()) return say(box, "Storing …");
    if (!isFlag(item.body) && part && isPartly(item.body)) say(box, "Stored so far. Something is still left open.");
    else say(box, isFlag(item.body) ? "Noted." : part ? "Your answer is stored." : "Every answer is stored.");
    if (!outbox.waiting.length) sayAllIsWell();
  },
  refused(item, said, part) {
    if (said.final) return;
    const number = /(?:questions|try)\/(\d+)$/.exec(item.address)?.[1];
    if (number) tooLate.add(number);
    document.querySelectorAll("[data-answer-form]").forEach((form) => { form.dataset.refused = "yes"; });
    const which = tooLate.size ? ` Too late to count: question ${[...tooLate].join(", ")}.` : "";
    say(pageBox() ?? (part ? boxOf(part) : anyBox()), `${said.closed}${which}`, "bad", { href: sitting().dataset.result, text: "See your result" });
    if (part && pageBox()) say(boxOf(part), "Too late: this answer does not count.", "bad");
  },
  invalid(item, said, part) {
    if (!part) return;
    part.dataset.invalid = "yes";
    say(boxOf(part), `${said.error}${part.hasAttribute("data-answered") ? " What was stored before still counts." : ""}`, "bad");
  },
  elsewhere() {
    parts().forEach((each) => {
      const given = outbox.given(addressOf(each));
      // What is being written here just now is the newest.
      if (!given || pauses.has(each) || given.body === answerIn(each)) return;
      refill(each, given.body);
      pushed.set(each, given.body);
      say(boxOf(each), "You have changed this answer in another tab.");
    });
    markAnswered(outbox);
  },
};
document.addEventListener("outbox", ({ detail: { kind, item, said } }) => {
  const part = parts().find((each) => item && addressOf(each) === item.address);
  if (hear[kind]) hear[kind](item, said, part);
  else sayTrouble(kind);
});

addEventListener("popstate", () => {
  if (location.pathname === here) return;
  if (outbox.trouble) goOn(location.href, document.querySelector("[data-answer-form]"));
  else location.reload();
});
// The Back button may bring a page just as it was left.
addEventListener("pageshow", () => document.querySelectorAll("[data-answer-form]").forEach((form) => { delete form.dataset.left; }));
// A page that is closed in the middle of a word keeps the word.
addEventListener("pagehide", () => parts().filter((part) => pauses.has(part)).forEach(store));

const enliven = () => {
  document.querySelectorAll("[data-answer-form]").forEach(enlivenForm);
  parts().forEach(enlivenPart);
  offerKeys();
  markAnswered(outbox);
};

if (sitting()) {
  enliven();
  // An overview that was made while an answer was on its way says "no answer" where there is one: once more, then.
  const isOutdated = [...document.querySelectorAll("[data-open]")].some((each) => outbox.hasAnswer(each.dataset.open));
  if (outbox.waiting.length) outbox.drain();
  else if (isOutdated && performance.getEntriesByType("navigation")[0]?.type !== "reload") location.reload();
  if (document.readyState === "complete") keepNext();
  else addEventListener("load", keepNext);
}
