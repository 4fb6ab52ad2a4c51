// Small multiples of up to six countries. Each panel was drawn when the site was built, with axes of its own; here all
// get the same. A panel is a script in panels/, so that this works from a folder.
(() => {
  "use strict";
  const most = 6;
  const charts = document.getElementById("charts");
  const [first, last, width, height] = ["first", "last", "width", "height"].map((name) => Number(charts.dataset[name]));
  const years = document.getElementById("years").content.querySelector(".years");
  const country = document.getElementById("country");
  const metric = document.getElementById("metric");
  const said = document.getElementById("said");
  const names = new Map([...country.options].filter((option) => option.value).map((option) => [option.value, option.text]));
  const panels = new Map();
  let chosen = [];
  window.tipetl = {
    panel: (name, content) => {
      const panel = Object.assign(document.createElement("template"), { innerHTML: content });
      // It is the same on the page of its country, one folder down.
      for (const link of panel.content.querySelectorAll("a")) link.setAttribute("href", link.getAttribute("href").replace("../", ""));
      panels.set(name, panel.content);
    },
  };

  const panelOf = (iso3) => `${iso3}-${metric.value}`;
  const told = (iso3) => metric.selectedOptions[0].dataset.countries.split(" ").includes(iso3);
  const load = (name) => panels.has(name) ? Promise.resolve() : new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), { src: `panels/${name}.js`, onload: done, onerror: fail });
    document.head.append(script);
  });
  const html = (name, text = "", attributes = {}) => {
    const node = Object.assign(document.createElement(name), { textContent: text });
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  // Panels with unequal axes would mislead. All get the values of the highest and the years of the site; what they show
  // is stretched by the ratio of their axes, and the style sheet keeps points round and lines as thick as they are.
  function share(drawn) {
    const highest = drawn.reduce((one, other) => Number(other.dataset.top) > Number(one.dataset.top) ? other : one);
    const top = Number(highest.dataset.top);
    const axes = highest.querySelector(".axes").cloneNode(true);
    axes.querySelector(".years").replaceWith(years.cloneNode(true));
    for (const chart of drawn) {
      const own = chart.dataset;
      const up = own.top / top;
      const across = (own.last - own.first) / (last - first);
      const right = (own.first - first) / (last - first) * width;
      const plot = chart.querySelector(".plot");
      const shape = { "--up": up, "--across": across, "--right": `${right}px`, "--down": `${height * (1 - up)}px` };
      for (const [name, value] of Object.entries(shape)) plot.style.setProperty(name, value);
      chart.querySelector(".axes").replaceWith(axes.cloneNode(true));
    }
  }

  function draw() {
    const cards = chosen.map((iso3) => {
      const card = html("section", "", { class: "card" });
      const head = html("h2");
      const panel = told(iso3) && panels.get(panelOf(iso3)).cloneNode(true);
      head.append(html("a", names.get(iso3), { href: `countries/${iso3}.html${panel ? `#${metric.value}` : ""}` }));
      card.append(head, panel || html("p", "No figure to cite."));
      return card;
    });
    charts.replaceChildren(...cards);
    const drawn = [...charts.querySelectorAll("svg.chart")];
    if (drawn.length) share(drawn);
    charts.dispatchEvent(new Event("drawn", { bubbles: true }));
    table(cards);
    said.textContent = chosen.length ? `${metric.selectedOptions[0].text}: ${chosen.map((iso3) => names.get(iso3)).join(", ")}` : "No country is chosen yet.";
  }

  // The figures to cite of all panels, from their tables.
  function table(cards) {
    const numbers = document.getElementById("numbers");
    numbers.replaceChildren();
    numbers.hidden = !cards.length;
    const head = numbers.createTHead().insertRow();
    head.append(html("th", "Year", { scope: "col" }), ...chosen.map((iso3) => html("th", names.get(iso3), { scope: "col", class: "n" })));
    const series = cards.map((card) => new Map([...card.querySelectorAll("tbody tr")].map((row) => [row.cells[0].textContent, row.cells])));
    const body = numbers.createTBody();
    for (const year of [...new Set(series.flatMap((rows) => [...rows.keys()]))].sort()) {
      const row = body.insertRow();
      row.append(html("th", year, { scope: "row" }));
      for (const rows of series) {
        const cell = row.appendChild(html("td", "", { class: "n" }));
        const [, figure, source] = rows.get(year) || [];
        if (figure) cell.append(html("a", figure.textContent, { href: source.querySelector("a").getAttribute("href") }));
      }
    }
  }

  function choose(list) {
    chosen = [...new Set(list)].filter((iso3) => names.has(iso3)).slice(0, most);
    const bar = document.getElementById("chosen");
    bar.replaceChildren(...chosen.map((iso3) => {
      const button = html("button", `${names.get(iso3)} ×`, { type: "button", "aria-label": `Remove ${names.get(iso3)}` });
      button.addEventListener("click", () => {
        go(chosen.filter((other) => other !== iso3));
        country.focus();
      });
      return button;
    }));
    country.disabled = chosen.length >= most;
    const asked = chosen;
    const only = (then) => () => { if (asked === chosen) then(); };  // what was asked for last
    Promise.all(chosen.filter(told).map((iso3) => load(panelOf(iso3)))).then(only(draw), only(() => { said.textContent = "The figures of a country could not be loaded."; }));
  }
  const go = (list) => { history.replaceState(null, "", `#${[...list, metric.value === "convictions" ? "" : metric.value].filter(Boolean).join(",")}`); choose(list); };
  const read = () => {
    const words = location.hash.slice(1).split(",");
    const named = words.find((word) => [...metric.options].some((option) => option.value === word));
    if (named) metric.value = named;
    choose(words);
  };
  country.addEventListener("change", () => { if (country.value) go([...chosen, country.value]); country.value = ""; });
  metric.addEventListener("change", () => go(chosen));
  document.getElementById("choose").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  read();
})();
