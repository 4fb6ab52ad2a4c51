// On every page but narratives: charts to point at and to walk through, tables that filter as one types.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  // A map wider than its box begins where its country is.
  for (const box of document.querySelectorAll(".mapbox")) {
    const subject = box.querySelector(".subject")?.getBoundingClientRect();
    if (subject) box.scrollLeft += subject.left + subject.width / 2 - box.getBoundingClientRect().left - box.clientWidth / 2;
  }
  // What a point of a chart says stands above it. Of the points only one is a stop of the Tab key, arrows lead to the others.
  const tip = Object.assign(document.createElement("p"), { className: "tip", hidden: true });
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  const points = (chart) => [...chart.querySelectorAll("a")];
  const stop = (chart, chosen) => points(chart).forEach((point) => point.setAttribute("tabindex", point === chosen ? 0 : -1));
  const prepare = (place) => {
    for (const chart of place.querySelectorAll("svg.chart")) {
      stop(chart, points(chart)[0]);
      for (const title of chart.querySelectorAll("a title")) title.remove();
    }
  };
  prepare(document);
  document.addEventListener("drawn", (event) => prepare(event.target));
  const tell = (event) => {
    const point = event.target.closest?.(".chart a");
    tip.hidden = !point;
    if (!point) return;
    if (event.type === "focusin") stop(point.closest("svg"), point);
    tip.textContent = point.getAttribute("aria-label");
    const box = point.getBoundingClientRect();
    const left = Math.min(box.left + (box.width - tip.offsetWidth) / 2, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(left, 8) + scrollX}px`;
    tip.style.top = `${box.top - tip.offsetHeight - 4 + scrollY}px`;
  };
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, tell);
  document.addEventListener("focusout", () => { tip.hidden = true; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tip.hidden = true;
    if (event.altKey || event.ctrlKey || event.metaKey) return;  // Alt and an arrow lead back
    const all = points(event.target.closest?.("svg.chart") || tip);
    const to = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!all.length || !to) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.indexOf(event.target) + to, all.length - 1))].focus();
  });

  const input = document.getElementById("filter");
  if (!input) return;
  const list = document.getElementById(input.dataset.rows);
  const said = document.getElementById("said");
  const boxes = [...document.querySelectorAll("input.severity")];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Map();
  let failed = false;
  const read = () => {
    for (const row of list.querySelectorAll("tr, .finding-row")) {
      if (!words.has(row)) words.set(row, fold(row.tagName === "TR" ? row.cells[0].textContent : row.textContent));
    }
  };
  const apply = () => {
    const wanted = fold(input.value.trim()).split(/\s+/);
    const off = boxes.filter((box) => !box.checked).map((box) => box.value);
    let left = 0;
    for (const [row, text] of words) {
      row.hidden = !wanted.every((word) => text.includes(word)) || off.some((severity) => row.classList.contains(severity));
      left += !row.hidden;
    }
    for (const group of list.querySelectorAll("details")) {
      group.hidden = !group.querySelector(".finding-row:not([hidden])");
      group.open = Boolean(input.value.trim()) && !group.hidden;
    }
    const only = failed ? ". The filter covers this page only; the others could not be loaded." : "";
    if (said) said.textContent = `${left.toLocaleString("en")} of ${words.size.toLocaleString("en")} shown${only}`;
  };

  // A long list has several pages. The first use of the filter fetches the others, and puts their rows under the same
  // headings, before or behind those of this page.
  const nav = document.getElementById("pages");
  const links = [...nav?.querySelectorAll("a") || []];
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  let others = links.map((link, at) => [link.href, at < here]).filter((_, at) => at !== here);
  const adopt = (page, before) => {
    const put = before ? "prepend" : "append";
    const groups = [...page.querySelectorAll(`#${list.id} > details`)];
    for (const group of before ? groups.reverse() : groups) {
      const rows = group.querySelector("[id]");
      const own = document.getElementById(rows.id);
      if (own) own[put](...rows.children);
      else list[put](group);
    }
  };
  async function gather() {
    const wanted = others;
    others = [];
    try {
      const pages = await Promise.all(wanted.map(async ([href, before]) => {
        const answer = await fetch(href);
        if (!answer.ok) throw new Error(answer.statusText);
        return [new DOMParser().parseFromString(await answer.text(), "text/html"), before];
      }));
      // Those before this page are prepended, so the nearest comes first.
      for (const pair of [...pages.filter((pair) => pair[1]).reverse(), ...pages.filter((pair) => !pair[1])]) adopt(...pair);
      nav.hidden = true;
    } catch {
      failed = true;
    }
    read();
    apply();
  }
  read();
  const filter = () => {
    if (others.length) gather();
    apply();
  };
  input.addEventListener("input", filter);
  for (const box of boxes) box.addEventListener("change", filter);
})();
