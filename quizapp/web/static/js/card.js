// A card's QR code brings its code behind the #, which no server sees: into the field with it, and out
// of the address, so that a shared computer does not keep it.
const field = document.querySelector("[data-card-form] input[name=code]");
const take = () => {
  const brought = new URLSearchParams(location.hash.slice(1)).get("card");
  if (!field || !brought) return;
  field.value = brought;
  history.replaceState(null, "", location.pathname + location.search);
  field.form.querySelector("[type=submit]").focus();
};
take();
addEventListener("hashchange", take);
