// The menu comes open, so that it works without script; on a phone it is folded until asked for.
const wide = matchMedia("(min-width: 48rem)");
const menu = document.querySelector("[data-menu]");
if (menu) {
  const fit = () => { menu.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
  menu.dataset.ready = "";
}
