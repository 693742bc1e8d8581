// A list follows its filters as soon as one is chosen, in the page that is open. Without this the button does it.
(() => {
  const PARTS = ["main .body", "#filters", ".where", "footer .address"];
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  document.querySelector("main").append(status);
  let turn = 0;
  let shown = location.pathname + location.search;

  const address = (form) => {
    const values = [...new FormData(form)].filter(([, value]) => value.trim());
    return values.length ? `${location.pathname}?${new URLSearchParams(values)}` : location.pathname;
  };

  // The new parts stand where the old ones stood; whoever was in the form stays at the same field and the same height.
  const swap = (page) => {
    const at = document.activeElement.id;
    const height = at && document.activeElement.getBoundingClientRect().top;
    for (const part of PARTS) {
      const fresh = page.querySelector(part);
      if (fresh) document.querySelector(part)?.replaceWith(fresh);
    }
    document.title = page.title;
    const field = at && document.getElementById(at);
    if (field) {
      field.closest("details")?.setAttribute("open", "");
      field.focus({ preventScroll: true });
      window.scrollBy({ top: field.getBoundingClientRect().top - height, behavior: "instant" });
    }
    status.textContent = document.querySelector(".said")?.textContent ?? "";
  };

  // What cannot be shown in place, be it a mistake in a field or an archive out of reach, is a page of its own.
  const show = async (asked) => {
    const mine = ++turn;
    const answer = await fetch(asked).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn) return;
    if (!page) {
      location.assign(asked);
      return;
    }
    const { pathname, search } = new URL(answer.url);
    shown = pathname + search;
    if (shown !== location.pathname + location.search) history.pushState(null, "", shown);
    swap(page);
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("#filters form");
    if (form) show(address(form));
  });
  window.addEventListener("popstate", () => {
    if (shown !== location.pathname + location.search) show(location.pathname + location.search);
  });
})();
