// Stores an answer the moment it is given. The plain form does the same without this script.
const form = document.querySelector("[data-answer-form]");

if (form) {
  const state = document.querySelector("[data-save-state]");
  const sequence = form.elements.namedItem("sequence");
  const address = form.getAttribute("action") || location.pathname;
  const memory = `unsent:${address}`;
  let waiting = 0;

  const say = (text, tone = "good") => {
    state.textContent = text;
    state.dataset.tone = tone;
  };

  const send = async (body, tries = 0) => {
    const turn = ++waiting;
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      if (turn !== waiting) return;
      if (answer.ok) {
        localStorage.removeItem(memory);
        say("Your answer is stored.");
      } else if (answer.status === 409) {
        localStorage.removeItem(memory);
        say((await answer.json()).closed, "bad");
      } else if (answer.status === 422) {
        say((await answer.json()).error, "bad");
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      if (turn !== waiting) return;
      say("Not stored yet: no connection. Trying again; you can go on answering.", "bad");
      setTimeout(() => turn === waiting && send(body, tries + 1), Math.min(30000, 1000 * 2 ** tries));
    }
  };

  const store = () => {
    const body = new URLSearchParams(new FormData(form));
    localStorage.setItem(memory, body.toString());
    sequence.value = String(Number(sequence.value) + 1);
    say("Storing …");
    send(body);
  };

  // What is written is stored after a pause, too: nobody should have to leave the box first.
  let pause = 0;
  form.addEventListener("change", () => { clearTimeout(pause); store(); });
  form.addEventListener("input", (event) => {
    if (!event.target.matches("input[type=text]")) return;
    clearTimeout(pause);
    pause = setTimeout(store, 1500);
  });
  form.addEventListener("submit", () => clearTimeout(pause));
  addEventListener("online", () => localStorage.getItem(memory) && store());

  // Puts an answer that never reached the server back into the form, so that it is seen and can be mended.
  const refill = (body) => {
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "submit") continue;
      const values = body.getAll(field.name);
      if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  };

  // A page that says what was wrong with the answer holds it already: sending it again would say so twice.
  if (document.querySelector("#problem")) localStorage.removeItem(memory);
  const left = localStorage.getItem(memory);
  if (left) {
    const body = new URLSearchParams(left);
    if (Number(body.get("sequence")) >= Number(sequence.value)) refill(body);
    body.set("csrf_token", form.elements.namedItem("csrf_token").value);
    send(body);
  }
}

const clock = document.querySelector("[data-seconds-left]");
if (clock) {
  const ends = Date.now() + 1000 * Number(clock.dataset.secondsLeft);
  const shown = clock.querySelector("[data-clock]");
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  clock.append(spoken);
  const tick = () => {
    const seconds = Math.max(0, Math.round((ends - Date.now()) / 1000));
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
    if (seconds === 300) spoken.textContent = "Five minutes left";
    if (seconds === 60) spoken.textContent = "One minute left";
    if (seconds === 0) {
      clearInterval(timer);
      spoken.textContent = "The time is up. Every stored answer counts.";
    }
  };
  const timer = setInterval(tick, 1000);
  tick();
}
