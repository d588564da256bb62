// The next questions are kept in this tab, so that a lost connection does not stop anybody from answering them.
const AHEAD = 5;
const key = (href) => `page:${new URL(href, location.href).pathname}`;

export const keptPage = (href) => {
  try {
    const text = sessionStorage.getItem(key(href));
    return text && new DOMParser().parseFromString(text, "text/html");
  } catch {
    return null;
  }
};

// One after the other, and only once this page itself is there: it must not wait for them.
export const keepNext = async () => {
  const links = [...document.querySelectorAll(".dots a")];
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  if (here < 0 || navigator.connection?.saveData) return;
  for (const { href } of links.slice(here + 1, here + 1 + AHEAD)) {
    try {
      if (sessionStorage.getItem(key(href))) continue;
      const page = await fetch(href, { headers: { Accept: "text/html" } });
      if (!page.ok || page.redirected) return;
      sessionStorage.setItem(key(href), await page.text());
    } catch {
      return;
    }
  }
  document.querySelector("[data-sitting]").dataset.kept = "yes";
};

export const forgetPages = () => {
  try {
    Object.keys(sessionStorage).filter((name) => name.startsWith("page:")).forEach((name) => sessionStorage.removeItem(name));
  } catch {
    // Nothing was kept, then.
  }
};
