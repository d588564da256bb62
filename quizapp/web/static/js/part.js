// One question of the page: where its answer goes, and what stands in its fields. A page may hold several.
export const sitting = () => document.querySelector("[data-sitting]");
export const parts = () => [...document.querySelectorAll("[data-answer-to]")];
export const addressOf = (part) => part.dataset.answerTo;
export const formOf = (part) => part.closest("form");
export const numberOf = (part) => part.id.replace("question-", "");

const prefixOf = (part) => part.dataset.prefix ?? "";
const fieldsOf = (part) => [...formOf(part).elements].filter((field) => field.name && part.contains(field));

// The answer as it is sent, under the names that the question's type knows.
export const answerIn = (part) => {
  const names = new Set(fieldsOf(part).map((field) => field.name));
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(formOf(part))) {
    if (names.has(name)) body.append(name.slice(prefixOf(part).length), value);
  }
  return body.toString();
};

export const refill = (part, text) => {
  const body = new URLSearchParams(text);
  for (const field of fieldsOf(part)) {
    if (field.type === "hidden" || field.type === "submit") continue;
    const values = body.getAll(field.name.slice(prefixOf(part).length));
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
  const list = part.querySelector("[data-timeline]");
  if (list && body.get("order")) list.dispatchEvent(new CustomEvent("reorder", { detail: body.get("order").split(",") }));
};

// Whoever is quicker than the script has answered before it could listen.
export const isTouched = (part) => fieldsOf(part).some((field) => {
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return [...field.options].some((each) => each.selected !== each.defaultSelected) && field.value !== "";
  return field.matches("[type=text]") && field.value !== field.defaultValue;
});

// Whether something is left open, as in a matching question of which some pairs are chosen.
export const isPartly = (body) => [...new URLSearchParams(body)].some(([name, value]) => name.startsWith("match-") && !value);

export const isFlag = (body) => body.startsWith("flagged=");
export const isEmpty = (body) => [...new URLSearchParams(body).values()].every((value) => !value);

// Sends the one answer as a browser does, so that the next page says what became of it.
export const submitAlone = (part) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = addressOf(part);
  const own = formOf(part).elements;
  const fields = [["csrf_token", own.namedItem("csrf_token").value], ["sequence", own.namedItem("sequence").value]];
  for (const [name, value] of [...fields, ...new URLSearchParams(answerIn(part))]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
};

// The map of the questions: where each stands, and how far it is answered.
const links = () => [...document.querySelectorAll(".dots a")];
const ofLink = (link) => link.dataset.of ?? link.pathname;

const nameLink = (link, state) => {
  const flagged = link.hasAttribute("data-flagged") ? ", flagged" : "";
  link.setAttribute("aria-label", `${link.getAttribute("aria-label").split(",")[0]}, ${state}${flagged}`);
};

export const markAnswered = (outbox) => {
  for (const link of links()) {
    if (!outbox.hasAnswer(ofLink(link))) continue;
    const partly = isPartly(outbox.given(ofLink(link)).body);
    link.setAttribute("data-answered", partly ? "partly" : "");
    nameLink(link, partly ? "partly answered" : "answered");
  }
};

const showFlag = (link, isFlagged) => {
  const state = link.getAttribute("aria-label").split(", ")[1];
  link.toggleAttribute("data-flagged", isFlagged);
  nameLink(link, state);
};

// The button says what pressing it does next, the map where the flags are.
export const markFlagged = (button, isFlagged) => {
  button.value = isFlagged ? "no" : "yes";
  button.textContent = isFlagged ? "Take the flag away" : "Flag for later";
  const link = links().find((each) => `${ofLink(each)}/flag` === button.dataset.flag);
  if (link) showFlag(link, isFlagged);
};

// A page that was kept on this device does not know what was flagged since.
export const recallFlags = (outbox) => {
  for (const link of links()) {
    const given = outbox.given(`${ofLink(link)}/flag`);
    if (given) showFlag(link, given.body === "flagged=yes");
  }
  for (const button of document.querySelectorAll("[data-flag]")) {
    const given = outbox.given(button.dataset.flag);
    if (given) markFlagged(button, given.body === "flagged=yes");
  }
};
