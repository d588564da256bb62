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
  history.replaceState(null, "", response.url);
  // The focus stays on the button that was pressed, or beside it; where that is gone, on the list it stood in.
  let target = document.getElementById(focusId || "chosen-title") ?? document.getElementById("chosen-title");
  if (target?.disabled) target = target.parentElement.querySelector("button:not([disabled])");
  (target ?? main()).focus({ preventScroll: true });
  spoken.textContent = [...main().querySelectorAll(".notice")].slice(0, 1).map((each) => each.textContent).join(" ")
    || main().querySelector("#finder-count")?.textContent || "";
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-in-place]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    await show(await fetch(event.submitter?.getAttribute("formaction") ?? form.action, { method: "POST", body }), event.submitter?.id);
  } catch {
    form.removeAttribute("data-in-place");
    form.requestSubmit(event.submitter);
  }
});

document.addEventListener("change", async (event) => {
  const form = event.target.closest("[data-finder]");
  if (!form || event.target.matches("[type=search]")) return;
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  try {
    await show(await fetch(address), event.target.id);
  } catch {
    form.submit();
  }
});
