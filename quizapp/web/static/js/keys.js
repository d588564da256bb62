// The keys A to D, or 1 to 4, choose an option. Whoever speaks to their device, or mistypes, can turn them off.
const OFF = "keys-off";
const wanted = () => { try { return !localStorage.getItem(OFF); } catch { return true; } };

document.addEventListener("keydown", (event) => {
  if (!wanted() || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("select, textarea, input:not([type=radio], [type=checkbox])")) return;
  const place = /^[a-h]$/i.test(event.key) ? event.key.toLowerCase().charCodeAt(0) - 97 : Number(event.key) - 1;
  // Where several questions share a page, a key answers only the one that is in use.
  const asked = document.querySelectorAll("[data-answer-to]");
  const near = event.target.closest("[data-answer-to]") ?? (asked.length === 1 ? asked[0] : null);
  const option = near?.querySelectorAll(".option input")[place];
  if (!option) return;
  event.preventDefault();
  option.focus();
  option.click();
});

export const offerKeys = () => {
  const ballot = document.querySelector("[data-answer-to] .ballot");
  if (!ballot) return;
  const line = document.createElement("p");
  line.className = "keys is-live cluster small muted";
  const words = document.createElement("span");
  const turn = document.createElement("button");
  turn.type = "button";
  turn.className = "button button--quiet";
  const show = () => {
    words.textContent = wanted() ? "The keys A, B, C … or 1, 2, 3 … choose an answer." : "Letter and number keys are off.";
    turn.textContent = wanted() ? "Turn these keys off" : "Turn them on";
  };
  turn.addEventListener("click", () => {
    wanted() ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF);
    show();
  });
  line.append(words, turn);
  ballot.closest("fieldset").after(line);
  show();
};
