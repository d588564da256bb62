// The time left by the server's clock. Said aloud only at five minutes, one minute and the end.
const clock = document.querySelector("[data-seconds-left]");
const SAID = [[300, "Five minutes left"], [60, "One minute left"], [0, "The time is up. Every stored answer counts."]];
let ends = 0;

// Seconds count in the last hour only, and days are told by the date alone.
const inWords = (seconds) => {
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 24 * 60) return "";
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
  return `${minutes}:${String(seconds % 60).padStart(2, "0")} left`;
};

export const setClock = (seconds) => { if (clock && Number.isFinite(seconds)) ends = Date.now() + 1000 * seconds; };

if (clock) {
  const shown = clock.querySelector("[data-clock]");
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  clock.append(spoken);
  setClock(Number(clock.dataset.secondsLeft));
  let before = Infinity;

  // A teacher may have given more time: ask before saying that it is nearly over.
  const ask = async () => {
    if (!clock.dataset.ask) return;
    try {
      const answer = await fetch(clock.dataset.ask, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      const said = await answer.json();
      setClock(said.seconds_left);
      clock.querySelector("[data-clock-words]").textContent = said.words;
    } catch {
      // Without a connection the clock goes on by what it knows.
    }
  };

  const left = () => Math.max(0, Math.round((ends - Date.now()) / 1000));
  const show = () => {
    const seconds = left();
    shown.textContent = inWords(seconds);
    clock.toggleAttribute("data-ending", seconds <= 60);
  };
  const tick = async () => {
    show();
    const passed = SAID.find(([at]) => before > at && left() <= at && (before !== Infinity || at === 0));
    before = left();
    if (!passed) return;
    await ask();
    show();
    if (left() <= passed[0]) spoken.textContent = passed[1];
    before = left();
  };
  setInterval(tick, 1000);
  tick();
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask().then(show));
}
