// Answers on their way to the server, in the order they were given. Each stays on this device until it is stored.
// Tabs of one attempt share them: whatever is sent twice counts once, as the server goes by the sequence.
const sitting = document.querySelector("[data-sitting]");
const shelf = sitting && `answers:${sitting.dataset.sitting}`;
const empty = { last: 0, items: [], given: {} };
let kept = null;

const read = () => {
  try {
    return { ...empty, ...JSON.parse(localStorage.getItem(shelf)) };
  } catch {
    return { ...empty, ...kept };
  }
};

const write = (state) => {
  kept = state;
  try {
    localStorage.setItem(shelf, JSON.stringify(state));
  } catch {
    // Without storage on the device, answers wait in this page.
  }
};

const change = (step) => {
  const state = read();
  step(state);
  write(state);
};

// "offline", "signed-out" or "foreign" while answers cannot be sent.
let trouble = "";
let busy = null;
let tries = 0;
let timer = 0;

const tell = (kind, detail = {}) => document.dispatchEvent(new CustomEvent("outbox", { detail: { kind, ...detail } }));

const token = () => document.querySelector("[name=csrf_token]")?.value ?? "";

// After signing in again, another tab's page has the only token that is still good: ask for one of today.
const renewed = async () => {
  const page = await fetch(location.pathname, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(15000) });
  if (new URL(page.url).pathname === new URL(sitting.dataset.signIn, location.href).pathname) return "signed-out";
  if (page.status === 404 || page.status === 403) return "foreign";
  if (!page.ok) throw new Error(String(page.status));
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrf_token]");
  document.querySelectorAll("[name=csrf_token]").forEach((field) => { field.value = fresh.value; });
  return "";
};

const post = (item) => {
  const body = new URLSearchParams(item.body);
  body.set("sequence", item.sequence);
  body.set("age", Math.max(0, Math.floor((Date.now() - item.at) / 1000)));
  body.set("csrf_token", token());
  const options = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" };
  return fetch(item.address, { ...options, signal: AbortSignal.timeout(15000) });
};

const isSignedOut = (answer) => answer.type === "opaqueredirect" || answer.status === 400 || answer.status === 401;

const send = async (item) => {
  let answer = await post(item);
  if (isSignedOut(answer)) {
    const problem = await renewed();
    if (problem) return problem;
    answer = await post(item);
    if (isSignedOut(answer)) return "signed-out";
  }
  if (answer.status === 403 || answer.status === 404) return "foreign";
  if (!answer.ok && answer.status !== 409 && answer.status !== 422) return "offline";
  const said = await answer.json();
  change((state) => {
    state.items = state.items.filter((each) => each.sequence !== item.sequence);
    const given = state.given[item.address];
    if (answer.status === 409) delete state.given[item.address];
    // What could not be read stays on the device, for its learner to put right, but is no answer.
    else if (answer.status === 422 && given?.sequence === item.sequence) given.isUnread = true;
  });
  trouble = "";
  tries = 0;
  tell(answer.ok ? "stored" : answer.status === 409 ? "refused" : "invalid", { item, said });
  return "";
};

const drained = async () => {
  for (let item = read().items[0]; item; item = read().items[0]) {
    try {
      trouble = await send(item);
    } catch {
      trouble = "offline";
    }
    if (!trouble) continue;
    tell(trouble, { item });
    if (trouble !== "foreign") timer = setTimeout(drain, Math.min(30000, 1000 * 2 ** tries++));
    return;
  }
  trouble = "";
};

const drain = () => {
  clearTimeout(timer);
  busy ??= drained().finally(() => { busy = null; });
  return busy;
};

export const outbox = {
  // Keeps an answer on this device and sends it when its turn comes. `above`: the page's own next sequence.
  push(address, body, above) {
    let sequence = 0;
    change((state) => {
      sequence = Math.max(state.last + 1, Number(above) || 1);
      state.last = sequence;
      // An older answer that was never sent is overtaken.
      state.items = state.items.filter((each) => each.address !== address);
      state.items.push({ sequence, address, body, at: Date.now() });
      state.given[address] = { sequence, body };
    });
    // Whoever is in the middle of sending ends with an empty outbox: it finds this answer, too.
    drain();
    return sequence;
  },
  // Tries now; resolves once everything is stored or it is known that it cannot be.
  async flush() {
    do await drain();
    while (!trouble && read().items.length);
  },
  drain,
  get waiting() { return read().items; },
  get trouble() { return trouble || (read().items.length && !navigator.onLine ? "offline" : ""); },
  given: (address) => read().given[address],
  hasAnswer(address) {
    const given = this.given(address);
    return Boolean(given) && !given.isUnread;
  },
  isKept: (item) => read().items.some((each) => each.sequence === item.sequence),
};

if (sitting) {
  addEventListener("online", drain);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && drain());
  addEventListener("storage", (event) => event.key === shelf && tell("elsewhere"));
}
