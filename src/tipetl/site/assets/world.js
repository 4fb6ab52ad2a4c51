// The map of tiers: colors and counts of one year, from the table below the map.
(() => {
  "use strict";
  const year = document.getElementById("year");
  const heads = [...document.querySelectorAll("#tiers ~ details thead th")].map((head) => head.textContent);
  const rows = new Map([...document.querySelectorAll("tr[data-iso]")].map((row) => [row.dataset.iso, row]));
  const lands = [...document.querySelectorAll("#tiermap a[data-iso]")].map((land) => ({ land, name: land.getAttribute("aria-label"), title: land.querySelector("title") }));
  const names = new Map([...document.querySelectorAll("[data-count]")].map((span) => [span.dataset.count, span.previousElementSibling.textContent]));
  const show = () => {
    const column = heads.indexOf(year.value);
    const counts = {};
    for (const { land, name, title } of lands) {
      const tier = rows.get(land.dataset.iso)?.cells[column]?.textContent || "";
      land.setAttribute("class", tier ? `t-${tier}` : "");
      const label = `${name}: ${tier ? names.get(tier) : "no tier"} in the report of ${year.value}`;
      land.setAttribute("aria-label", label);
      title.textContent = label;
      counts[tier] = (counts[tier] || 0) + 1;
    }
    for (const span of document.querySelectorAll("[data-count]")) span.textContent = counts[span.dataset.count] || 0;
    document.getElementById("yearnow").value = year.value;
  };
  year.addEventListener("input", show);
  show();
})();
