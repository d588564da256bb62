// Turns the number boxes of a timeline into Move up / Move down buttons and dragging.
export const enliven = (list) => {
  if (list.classList.contains("is-live")) return;
  const box = list.closest("fieldset");
  const order = box.querySelector("[data-timeline-order]");
  const status = box.querySelector("[data-timeline-status]");
  const items = () => [...list.children];
  const labelOf = (item) => item.querySelector(".timeline__label").textContent.trim();

  const written = () => items().map((item) => item.dataset.event).join(",");
  const placeOf = (item) => item.querySelector("input").value;
  const isPlaced = items().every(placeOf);

  const showEnds = () => items().forEach((item, index) => {
    const [up, down] = item.querySelectorAll("button");
    up.disabled = index === 0;
    down.disabled = index === list.children.length - 1;
  });

  // An order that nobody has touched is no answer, unless its learner says that it is right as it stands.
  const asItStands = document.createElement("button");
  asItStands.type = "button";
  asItStands.className = "button button--quiet timeline__as-it-stands";
  asItStands.textContent = "The order is right as it stands";
  asItStands.setAttribute("aria-pressed", "false");
  asItStands.addEventListener("click", () => {
    asItStands.setAttribute("aria-pressed", "true");
    status.textContent = "The order counts as it stands";
    give();
  });

  const give = () => {
    order.value = written();
    order.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const moved = (item) => {
    asItStands.remove();
    showEnds();
    status.textContent = `${labelOf(item)} is now number ${items().indexOf(item) + 1} of ${list.children.length}`;
    give();
  };

  const move = (item, step, button) => {
    const target = items()[items().indexOf(item) + step];
    if (!target) return;
    step < 0 ? target.before(item) : target.after(item);
    moved(item);
    (button.disabled ? item.querySelector("button:not([disabled])") : button).focus();
  };

  const button = (item, text, word, step) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", `Move ${word}: ${labelOf(item)}`);
    made.addEventListener("click", () => move(item, step, made));
    return made;
  };

  // What was stored elsewhere comes back into the list.
  list.addEventListener("reorder", (event) => {
    event.detail.forEach((id) => list.append(items().find((item) => item.dataset.event === id)));
    asItStands.remove();
    showEnds();
    order.value = written();
  });

  // The others move: an element that is taken out and put in again loses the finger that holds it.
  const makeWay = (item, over) => {
    const all = items();
    const [from, to] = [all.indexOf(item), all.indexOf(over)];
    if (from < to) item.before(...all.slice(from + 1, to + 1));
    else item.after(...all.slice(to, from));
  };

  const drag = (item, handle) => {
    handle.addEventListener("pointerdown", (start) => {
      const before = written();
      handle.setPointerCapture(start.pointerId);
      item.classList.add("is-dragged");
      const follow = (event) => {
        const over = items().find((other) => {
          const box = other.getBoundingClientRect();
          return other !== item && event.clientY > box.top && event.clientY < box.bottom;
        });
        if (over) makeWay(item, over);
      };
      const drop = () => {
        item.classList.remove("is-dragged");
        handle.removeEventListener("pointermove", follow);
        if (written() !== before) moved(item);
      };
      handle.addEventListener("pointermove", follow);
      handle.addEventListener("pointerup", drop, { once: true });
      handle.addEventListener("pointercancel", drop, { once: true });
    });
  };

  items().forEach((item) => {
    const handle = document.createElement("span");
    handle.className = "timeline__handle";
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    const moves = document.createElement("span");
    moves.className = "timeline__moves";
    moves.append(button(item, "▲", "up", -1), button(item, "▼", "down", 1));
    item.append(moves, handle);
    drag(item, handle);
    item.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || !event.altKey) return;
      event.preventDefault();
      move(item, step, event.target);
    });
  });
  box.querySelector("[data-timeline-hint]").textContent = "Earliest at the top. Use the arrows, or drag the dotted handle. On a keyboard, Alt with an arrow key moves the event you are on.";
  list.classList.add("is-live");
  // Whoever was quicker than this script has typed numbers.
  if (isPlaced) list.append(...items().sort((one, other) => placeOf(one) - placeOf(other)));
  else list.after(asItStands);
  showEnds();
};

// A list that is there already; a page that makes one later enlivens it itself.
document.querySelectorAll("[data-timeline]").forEach(enliven);
