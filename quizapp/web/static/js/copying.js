// Sentences of the article are chosen as proof with a click or a key; those that are quoted are highlighted.
const beside = matchMedia("(min-width: 64rem)");

export const liven = (form, say) => {
  const article = document.querySelector("[data-copy]");
  if (!article) return () => {};
  const text = article.querySelector("[data-copy-text]");
  const hint = article.querySelector("[data-copy-hint]");
  const sentences = [...text.querySelectorAll(".sentence")];
  const fields = () => [...form.querySelectorAll("[data-quote]")].filter((field) => !field.closest("[hidden]"));
  const nameOf = (field) => {
    const row = field.closest("[data-row]");
    return row ? row.querySelector("legend").textContent : "the proof";
  };
  const isRow = (field) => Boolean(field.closest("[data-row]"));
  let target = null;

  const aim = () => {
    const all = fields();
    if (!all.includes(target)) target = null;
    const open = all.find((field) => isRow(field) && !field.value.trim() && field.closest("[data-row]").querySelector("input:not([type=hidden])").value.trim());
    return target || open || all[0] || null;
  };
  const showAim = () => {
    const field = aim();
    hint.textContent = field ? `Choose a sentence: it becomes the proof of ${nameOf(field) === "the proof" ? "the question" : nameOf(field).toLowerCase()}.` : "";
  };

  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    const field = event.target.closest("[data-quote]") || row?.querySelector("[data-quote]");
    if (field) target = field;
    showAim();
  });

  const quote = (sentence) => sentence.textContent.replace(/\s+/g, " ").trim();

  const choose = (sentence) => {
    const field = aim();
    if (!field) return;
    const words = quote(sentence);
    if (isRow(field)) {
      field.value = field.value.trim() === words ? "" : words;
    } else {
      const lines = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
      field.value = (lines.includes(words) ? lines.filter((line) => line !== words) : [...lines, words]).join("\n");
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const isIn = field.value.includes(words);
    say(isIn ? `Put into ${nameOf(field).toLowerCase()}.` : `Taken out of ${nameOf(field).toLowerCase()}.`);
    if (!beside.matches) {
      field.scrollIntoView({ block: "center" });
      field.closest(".field").querySelector("[data-choose]")?.focus({ preventScroll: true });
    }
    if (isRow(field)) target = null;
    showAim();
  };

  // One stop for the keyboard; arrows go from sentence to sentence.
  const rest = (sentence) => {
    sentences.forEach((each) => { each.tabIndex = each === sentence ? 0 : -1; });
  };
  sentences.forEach((sentence, index) => {
    sentence.setAttribute("role", "button");
    sentence.setAttribute("aria-pressed", "false");
    sentence.addEventListener("click", () => { if (!String(getSelection())) { rest(sentence); choose(sentence); } });
    sentence.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (step && sentences[index + step]) {
        rest(sentences[index + step]);
        sentences[index + step].focus();
      } else if (event.key === "Enter" || event.key === " ") {
        choose(sentence);
      } else {
        return;
      }
      event.preventDefault();
    });
  });
  if (sentences.length) {
    rest(sentences[0]);
    text.removeAttribute("tabindex");
    text.setAttribute("role", "group");
  }

  const offer = (field) => {
    if (field.closest(".field").querySelector("[data-choose]")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "choose";
    button.dataset.choose = "";
    button.innerHTML = `Choose from the article<span class="visually-hidden"> for ${nameOf(field).toLowerCase()}</span>`;
    field.after(button);
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (!button) return;
    target = button.closest(".field").querySelector("[data-quote]");
    showAim();
    article.open = true;
    const first = sentences.find((each) => each.getAttribute("aria-pressed") === "true") || sentences[0];
    rest(first);
    article.scrollIntoView({ block: "start" });
    first.focus({ preventScroll: beside.matches === false });
  });
  const offerAll = () => fields().forEach(offer);
  form.addEventListener("input", offerAll);
  form.addEventListener("click", offerAll);
  offerAll();
  if (!beside.matches) article.open = false;
  showAim();

  return (spans) => {
    for (const sentence of sentences) {
      const [start, end] = [Number(sentence.dataset.start), Number(sentence.dataset.end)];
      const isQuoted = spans.some(([from, to]) => from < end && to > start);
      sentence.classList.toggle("is-quoted", isQuoted);
      sentence.setAttribute("aria-pressed", String(isQuoted));
    }
    showAim();
  };
};
