// Pointing at a draft lights up its evidence in the article beside it.
const pane = document.querySelector(".review__article");

if (pane) {
  const light = (id) => {
    pane.querySelectorAll(".is-lit").forEach((mark) => mark.classList.remove("is-lit"));
    const marks = pane.querySelectorAll(`mark[data-proves~="${id}"]`);
    marks.forEach((mark) => mark.classList.add("is-lit"));
    if (marks.length) pane.scrollTo({ top: marks[0].offsetTop - pane.offsetTop - pane.clientHeight / 3 });
  };
  document.querySelectorAll("[data-question]").forEach((draft) => {
    draft.addEventListener("pointerenter", () => light(draft.dataset.question));
    draft.addEventListener("focusin", () => light(draft.dataset.question));
  });
}
