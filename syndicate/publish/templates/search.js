/* Search in the browser: the index is read month by month, a large month day by day, the
   newest first, and what is found is shown as it comes. Nothing is asked of anybody but
   this site, and nothing that was found is ever read as markup. */
"use strict";
(() => {
  const MOST = 50, AT_ONCE = 6;
  const form = document.getElementById("search");
  const field = document.getElementById("words");
  const said = document.getElementById("said");
  const found = document.getElementById("found");
  const read = new Map();
  let months, asked = 0;

  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’']/g, "");
  const inWords = (day) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { timeZone: "UTC", dateStyle: "long" });

  const json = async (path) => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  // A month or a day: its rows, or the days of a month that is told by its days.
  const period = (name) => {
    if (!read.has(name)) {
      const told = json(`search/${name}.json`).then((told) => told.days
        ? { days: told.days.map(([day]) => day), rows: [] }
        : { rows: told.map((row) => ({ row, words: plain([row[2], row[3], row[4], row[5], row[6]].join(" ")) })) });
      told.catch(() => read.delete(name));
      read.set(name, told);
    }
    return read.get(name);
  };

  const element = (name, text, more = {}) =>
    Object.assign(document.createElement(name), { textContent: text }, more);
  const show = ([page, day, title, issuer, place, summary, , language]) => {
    const entry = element("article", "", { className: "entry", lang: language });
    const meta = element("p", "", { className: "meta" });
    meta.append(element("time", inWords(day), { dateTime: day, lang: "en" }));
    for (const each of [issuer, place]) if (each) meta.append(" ", element("bdi", each));
    const head = element("h2", "", { dir: "auto" });
    head.append(element("a", title, { href: page }));
    entry.append(meta, head);
    if (summary) entry.append(element("p", summary, { className: "summary", dir: "auto" }));
    return entry;
  };

  const search = async () => {
    const mine = ++asked;
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const address = new URL(location);
    words.length ? address.searchParams.set("q", field.value.trim()) : address.searchParams.delete("q");
    history.replaceState(null, "", address);
    found.replaceChildren();
    said.textContent = "";
    if (!words.length) return;
    said.textContent = "Searching …";
    months ??= (await json("search/index.json")).months.map(([name]) => name);
    let count = 0;
    for (let left = months; left.length && count <= MOST;) {
      const told = await Promise.all(left.slice(0, AT_ONCE).map(period));
      if (mine !== asked) return;
      // As far as the first month that is told by its days: they come next.
      const many = told.findIndex(({ days }) => days) + 1 || told.length;
      left = [...(told[many - 1].days ?? []), ...left.slice(many)];
      for (const { row, words: its } of told.slice(0, many).flatMap(({ rows }) => rows)) {
        if (words.every((word) => its.includes(word)) && ++count <= MOST) found.append(show(row));
      }
    }
    said.textContent =
      count > MOST ? `More than ${MOST} announcements; the newest ${MOST} are shown.`
      : count > 1 ? `${count} announcements.`
      : count ? "1 announcement." : "Nothing was found.";
  };
  const run = () => search().catch(() => {
    said.textContent = "The search index cannot be read just now.";
  });

  let later;
  form.hidden = false;
  document.getElementById("without").hidden = true;
  field.addEventListener("input", () => { clearTimeout(later); later = setTimeout(run, 200); });
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) run();
})();
