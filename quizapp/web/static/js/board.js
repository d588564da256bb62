// Counts on while students join, so that nobody has to reload the projected page.
const count = document.querySelector("[data-count]");
const again = document.querySelector("[data-count-again]");
const EVERY = 4000;

const ask = async () => {
  if (!document.hidden) {
    try {
      const answer = await fetch(count.dataset.count, { headers: { Accept: "application/json" } });
      const text = answer.ok ? (await answer.json()).count : count.textContent;
      if (text !== count.textContent) count.textContent = text;
    } catch { /* No connection just now: the next turn asks again. */ }
  }
  setTimeout(ask, EVERY);
};

if (count) {
  again.hidden = true;
  setTimeout(ask, EVERY);
}
