// On wide screens the menu is a row that is always open; without script it stays a <details>.
const wide = matchMedia("(min-width: 48rem)");
const menu = document.querySelector("[data-menu]");
if (menu) {
  const fit = () => { menu.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}
