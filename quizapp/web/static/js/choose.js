// Steps on the page of questions happen in place; without this script each is a page of its own.
const spoken = document.createElement("p");
spoken.className = "visually-hidden";
spoken.setAttribute("role", "status");
document.body.append(spoken);

const main = () => document.querySelector("#main");

// What is ticked stays ticked while other filters are looked through, until it is added.
const ticked = new Map();

const noteTicks = () => {
  for (const box of main().querySelectorAll("[name=question]")) {
    if (box.checked) ticked.set(box.value, box.closest("li"));
    else ticked.delete(box.value);
  }
};

const putTicksBack = () => {
  for (const [value, line] of ticked) {
    const there = main().querySelector(`[name=question][value="${value}"]`);
    if (there) there.checked = true;
    else main().querySelector(".tick-list")?.prepend(line);
  }
};

const show = async (response, focusId) => {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("#main");
  if (!response.headers.get("content-type")?.startsWith("text/html") || !fresh) return location.assign(response.url);
  const open = [...main().querySelectorAll("details")].map((each) => each.open);
  const sameLength = fresh.querySelectorAll("details").length === open.length;
  if (sameLength) fresh.querySelectorAll("details").forEach((each, place) => { each.open ||= open[place]; });
  noteTicks();
  main().replaceChildren(...fresh.childNodes);
  putTicksBack();
  // What only shows what a step would do has the address of the step, which cannot be opened by itself.
  if (new URL(response.url).pathname === location.pathname) history.replaceState(null, "", response.url);
  // The focus stays on the button that was pressed, or beside it; where that is gone, on the list it stood in.
  let target = document.getElementById(focusId || "chosen-title") ?? document.getElementById("chosen-title");
  if (target?.disabled) target = target.parentElement.querySelector("button:not([disabled])");
  (target ?? main()).focus({ preventScroll: true });
  spoken.textContent = [...main().querySelectorAll(".notice")].slice(0, 1).map((each) => each.textContent).join(" ")
    || main().querySelector("#finder-count")?.textContent || "";
};

// Only the newest step may change the page: an answer that comes late must not put back filters chosen since.
// What is stored is stored in the order of the presses, and looked up after that.
let stored = Promise.resolve();
let newest = 0;

const take = async (asking, focusId, otherwise, adding = []) => {
  const own = ++newest;
  try {
    const response = await asking;
    if (response.ok) {
      for (const box of adding) {
        box.checked = false;
        ticked.delete(box.value);
      }
    }
    if (own === newest) await show(response, focusId);
  } catch {
    otherwise();
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-in-place]")) return;
  event.preventDefault();
  const { submitter } = event;
  const address = submitter?.getAttribute("formaction") ?? form.action;
  const body = new URLSearchParams(new FormData(form, submitter));
  const asking = stored.then(() => fetch(address, { method: "POST", body }));
  stored = asking.catch(() => {});
  take(asking, submitter?.id, () => {
    form.removeAttribute("data-in-place");
    form.requestSubmit(submitter);
  }, form.querySelectorAll("[name=question]:checked"));
});

const find = (form, focusId) => {
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  take(stored.then(() => fetch(address)), focusId, () => form.submit());
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-finder]");
  if (form && !event.target.matches("[type=search]")) find(form, event.target.id);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-finder]")) return;
  event.preventDefault();
  find(event.target, event.submitter?.id || "finder-title");
});

// Other pages of what was found, and the way back to everything.
document.addEventListener("click", (event) => {
  const link = event.target.closest("#finder a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  // The fields are emptied at once, so that a filter chosen meanwhile does not bring the others back.
  link.closest("[data-finder]")?.querySelectorAll("input, select").forEach((each) => { each.value = ""; });
  take(stored.then(() => fetch(link.href)), "finder-title", () => location.assign(link.href));
});
