// The review desk with single keys, the proof in sight, and sentences that can be chosen. Without this script
// every one of these is a link, a button or a tick box of the page.
const KEYS_OFF = "review-keys-off";
const SHOW_OPEN = "review-show-open";

const help = document.querySelector("[data-help]");
const keysOn = document.querySelector("[data-keys-on]");
const rejecting = document.querySelector("[data-reject]");
const isField = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

const showKeys = () => document.documentElement.toggleAttribute("data-keys-off", !keysOn.checked);

const openHelp = () => {
  if (!help.open) help.showModal();
};

const press = (target) => {
  if (target.matches("input:not([type=checkbox])")) {
    target.focus();
  } else if (target.matches("summary")) {
    target.parentElement.open = true;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  } else {
    target.click();
  }
};

// Digits belong to the reasons while these are open, else to the wrong answers.
const byDigit = (digit) =>
  rejecting?.open
    ? rejecting.querySelector(`[data-reason="${digit}"]`)
    : document.querySelector(`[data-swap="${digit}"]`);

const targetOf = (key) => {
  if (/^[1-9]$/.test(key)) return byDigit(key);
  if (key === "s") return document.querySelector("[data-swap]");
  return document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
};

// The reasons may open below the edge of the window.
rejecting?.addEventListener("toggle", () => {
  if (rejecting.open) rejecting.scrollIntoView({ block: "nearest" });
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !keysOn.checked) return;
  if (help.open || isField(event.target)) return;
  if (event.key === "Escape" && rejecting?.open) {
    rejecting.open = false;
    rejecting.querySelector("summary").focus();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isScroller = event.target.matches("[data-pane-text]");
  if (isScroller && key.startsWith("Arrow")) return;
  const target = targetOf(key);
  if (!target) return;
  event.preventDefault();
  if (key === "s") target.focus();
  else press(target);
});

keysOn.checked = localStorage.getItem(KEYS_OFF) === null;
showKeys();
keysOn.addEventListener("change", () => {
  if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "yes");
  showKeys();
});
document.querySelector("[data-help-plain]").hidden = true;
const opener = document.querySelector("[data-help-open]");
opener.hidden = false;
opener.querySelector("button").addEventListener("click", openHelp);

// Two quick presses must not decide two questions.
document.querySelectorAll(".desk form, .desk-last form").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

const pane = document.querySelector("[data-pane]");
if (pane) {
  const text = pane.querySelector("[data-pane-text]");
  const isBeside = matchMedia("(min-width: 64rem)");
  const fit = () => (pane.open = isBeside.matches || location.hash === "#proof" || !pane.querySelector("[data-show-open]"));
  fit();
  isBeside.addEventListener("change", fit);
  document.querySelectorAll('a[href="#proof"]').forEach((link) => link.addEventListener("click", () => (pane.open = true)));

  pane.style.setProperty("--pane-top", `${pane.getBoundingClientRect().top + scrollY}px`);
  const proof = document.getElementById("proof");
  if (proof && isBeside.matches) {
    const offset = proof.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTo({ top: text.scrollTop + offset - text.clientHeight / 3 });
  }

  const open = pane.querySelector("[data-show-open]");
  if (open) {
    open.checked = sessionStorage.getItem(SHOW_OPEN) !== null;
    open.addEventListener("change", () => {
      if (open.checked) sessionStorage.setItem(SHOW_OPEN, "yes");
      else sessionStorage.removeItem(SHOW_OPEN);
    });
  }

  const ask = pane.querySelector("[data-ask]");
  const link = pane.querySelector("[data-ask-link]");
  const address = link.getAttribute("href");
  const choose = (sentences) => {
    text.querySelectorAll(".is-chosen").forEach((each) => each.classList.remove("is-chosen"));
    ask.hidden = sentences.length === 0;
    if (!sentences.length) return;
    sentences.forEach((each) => each.classList.add("is-chosen"));
    const query = new URLSearchParams({ start: sentences[0].dataset.start, end: sentences.at(-1).dataset.end });
    link.href = `${address}?${query}`;
    link.textContent = sentences.length > 1 ? `Ask about these ${sentences.length} sentences` : "Ask about this sentence";
  };
  text.addEventListener("pointerup", (event) => {
    if (event.button) return;
    const selection = getSelection();
    const all = [...text.querySelectorAll("span.sentence")];
    const selected = selection.isCollapsed ? [] : all.filter((each) => selection.containsNode(each, true));
    const clicked = event.target.closest("span.sentence");
    choose(selected.length ? selected : clicked && !clicked.classList.contains("is-chosen") ? [clicked] : []);
  });
  pane.querySelector("[data-ask-close]").addEventListener("click", () => choose([]));
}
