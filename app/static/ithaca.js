/* The few lines that make pages kinder where scripts run. Without them nothing is lost. */
(() => {
  "use strict";

  /* A menu closes with Escape, or when somebody presses elsewhere. */
  const openMenus = () => document.querySelectorAll("details.me[open]");
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  /* What went wrong is read first. Not by autofocus: browsers refuse it where the address ends in a field's name. */
  const readFirst = (page) => {
    const message = page.querySelector(".trouble:not(.specimen *), [data-focus]");
    if (message) message.focus();
  };
  readFirst(document);
  document.addEventListener("htmx:afterSettle", (event) => readFirst(event.detail.elt));

  /* Two minutes before the session ends a strip offers to stay. Any answer of the server to this page starts it anew. */
  const WARNING = 120;
  const strip = document.querySelector("[data-session-seconds]");
  if (!strip) return;
  const seconds = Number(strip.dataset.sessionSeconds);
  let timer;
  const wait = () => {
    strip.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(() => { strip.hidden = false; }, Math.max(seconds - WARNING, 0) * 1000);
  };
  const form = strip.querySelector("[data-session-extend]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, redirect: "manual",
    }).catch(() => null);
    if (answer && answer.status === 204) wait();
    else form.submit();
  });
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) wait(); });
  wait();
})();
