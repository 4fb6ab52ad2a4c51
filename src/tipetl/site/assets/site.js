// On every page but narratives: tables that filter as one types.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  // A map wider than its box begins where its country is.
  for (const box of document.querySelectorAll(".mapbox")) {
    const subject = box.querySelector(".subject")?.getBoundingClientRect();
    if (subject) box.scrollLeft += subject.left + subject.width / 2 - box.getBoundingClientRect().left - box.clientWidth / 2;
  }
  const input = document.getElementById("filter");
  if (!input) return;
  const list = document.getElementById(input.dataset.rows);
  const said = document.getElementById("said");
  const boxes = [...document.querySelectorAll("input.severity")];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Map();
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
    if (said) said.textContent = `${left.toLocaleString("en")} of ${words.size.toLocaleString("en")}`;
  };

  // A long list has several pages. The first use of the filter fetches the others, and puts their rows under the same
  // headings.
  const nav = document.getElementById("pages");
  let others = [...nav?.querySelectorAll("a:not([aria-current])") || []].map((link) => link.href);
  const adopt = (page) => {
    for (const group of page.querySelectorAll(`#${list.id} > details`)) {
      const rows = group.querySelector("[id]");
      const here = document.getElementById(rows.id);
      if (!here) { list.append(group); continue; }
      here.append(...rows.children);
      const count = here.parentElement.querySelector("summary .small");
      count.textContent = here.children.length.toLocaleString("en");
    }
  };
  async function gather() {
    const wanted = others;
    others = [];
    try {
      const texts = await Promise.all(wanted.map(async (href) => (await fetch(href)).text()));
      for (const text of texts) adopt(new DOMParser().parseFromString(text, "text/html"));
      nav.hidden = true;
    } catch {
      nav.after("The filter looks through this page only: the others could not be loaded.");
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
