/* Comfort at the desk: keys, and results while typing. Everything works without it. */
"use strict";
(() => {
  const cards = () => [...document.querySelectorAll(".card")];
  const typing = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  const move = (step) => {
    const all = cards();
    const at = all.indexOf(document.activeElement.closest(".card"));
    const to = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (!to) return;
    to.tabIndex = -1;
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  };
  // A key presses the button of the card that has the focus; the only one of the page
  // where there are no cards.
  const press = (key) => {
    const card = document.activeElement.closest(".card");
    const found = [...(card ?? document).querySelectorAll(`button[data-key="${key}"]`)];
    if (found.length && (card || found.length === 1)) found[0].click();
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (typing(event.target)) return;
    if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
    else if (event.key === "Enter" && event.target.matches(".card"))
      event.target.querySelector("a")?.click();
    else if (/^[asnlu]$/.test(event.key)) press(event.key);
    else return;
    event.preventDefault();
  });

  // A second click on a form's button does nothing; the server would answer the same.
  addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  const field = document.querySelector("[data-find]");
  if (!field) return;
  let later, asked = 0;
  const find = async () => {
    const mine = ++asked;
    const address = new URL(field.form.action);
    address.search = new URLSearchParams(new FormData(field.form));
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector(field.dataset.find);
    if (mine === asked && found) document.querySelector(field.dataset.find).replaceWith(found);
    history.replaceState(null, "", address);
  };
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(() => find().catch(() => {}), 200);
  });
})();
