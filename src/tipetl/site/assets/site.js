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
  const rows = [...document.getElementById(input.dataset.rows).querySelectorAll("tr, .finding-row")];
  const boxes = [...document.querySelectorAll("input.severity")];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = rows.map((row) => fold(row.tagName === "TR" ? row.cells[0].textContent : row.textContent));
  const groups = [...document.querySelectorAll("#rows > details")];
  const apply = () => {
    const wanted = fold(input.value.trim()).split(/\s+/);
    const off = boxes.filter((box) => !box.checked).map((box) => box.value);
    rows.forEach((row, at) => {
      row.hidden = !wanted.every((word) => words[at].includes(word)) || off.some((severity) => row.classList.contains(severity));
    });
    for (const group of groups) {
      group.hidden = !group.querySelector(".finding-row:not([hidden])");
      group.open = Boolean(input.value.trim()) && !group.hidden;
    }
  };
  input.addEventListener("input", apply);
  for (const box of boxes) box.addEventListener("change", apply);
})();
