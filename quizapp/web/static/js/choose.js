// Steps on the page of questions happen in place; without this script each is a page of its own.
const spoken = document.createElement("p");
spoken.className = "visually-hidden";
spoken.setAttribute("role", "status");
document.body.append(spoken);

const main = () => document.querySelector("#main");

const show = async (response, focusId) => {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("#main");
  if (!response.headers.get("content-type")?.startsWith("text/html") || !fresh) return location.assign(response.url);
  const open = [...main().querySelectorAll("details")].map((each) => each.open);
  const sameLength = fresh.querySelectorAll("details").length === open.length;
  if (sameLength) fresh.querySelectorAll("details").forEach((each, place) => { each.open ||= open[place]; });
  main().replaceChildren(...fresh.childNodes);
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

const take = async (asking, focusId, otherwise) => {
  const own = ++newest;
  try {
    const response = await asking;
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
  });
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-finder]");
  if (!form || event.target.matches("[type=search]")) return;
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  take(stored.then(() => fetch(address)), event.target.id, () => form.submit());
});
