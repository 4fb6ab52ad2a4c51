// Small multiples of up to six countries. Each country's figures are a script in data/, so that this works from a folder.
(() => {
  "use strict";
  const most = 6;
  const charts = document.getElementById("charts");
  const [first, last] = [Number(charts.dataset.first), Number(charts.dataset.last)];
  const loaded = new Map();
  let chosen = [];
  window.tipetl = { country: (data) => loaded.set(data.iso3, data) };
  const metric = document.getElementById("metric");
  const country = document.getElementById("country");
  const said = document.getElementById("said");

  const load = (iso3) => loaded.has(iso3) ? Promise.resolve() : new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = `data/${iso3}.js`;
    script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  });
  const make = (name, attributes = {}, text = "") => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.textContent = text;
    return node;
  };
  const html = (name, text = "", attributes = {}) => {
    const node = Object.assign(document.createElement(name), { textContent: text });
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const step = (highest) => {
    const raw = Math.max(highest, 1) / 4;
    const power = 10 ** Math.floor(Math.log10(raw));
    return Math.max(1, [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= raw));
  };

  function draw() {
    charts.replaceChildren();
    const series = chosen.map((iso3) => ({ ...loaded.get(iso3), points: loaded.get(iso3).series[metric.value] || [] }));
    const highest = Math.max(1, ...series.flatMap((one) => one.points.map((point) => point[1] ?? 0)));
    const size = step(highest);
    const top = Math.ceil(highest / size) * size;
    const x = (year) => 46 + (year - first) / Math.max(last - first, 1) * 304;
    const y = (value) => 164 - value / top * 152;
    for (const one of series) {
      const card = html("section", "", { class: "card" });
      const head = html("h2");
      head.append(html("a", one.name, { href: `countries/${one.iso3}.html#${metric.value}` }));
      const svg = make("svg", { class: "chart", viewBox: "0 0 360 190", role: "group", "aria-label": `${one.name}: each point leads to its sentence` });
      for (let value = 0; value <= top; value += size) {
        svg.append(make("line", { stroke: "var(--line)", x1: 46, x2: 350, y1: y(value), y2: y(value) }), make("text", { fill: "var(--soft)", x: 40, y: y(value) + 4, "text-anchor": "end" }, value.toLocaleString("en")));
      }
      for (let year = Math.ceil(first / 5) * 5; year <= last; year += 5) svg.append(make("text", { fill: "var(--soft)", x: x(year), y: 182, "text-anchor": "middle" }, String(year)));
      let run = [];
      const known = one.points.filter((point) => point[1] !== null);
      known.forEach((point, at) => {
        const before = known[at - 1];
        if (before && (point[0] !== before[0] + 1 || point[2] !== before[2])) run = [];
        run.push(`${x(point[0])},${y(point[1])}`);
        const next = known[at + 1];
        if (run.length > 1 && !(next && next[0] === point[0] + 1 && next[2] === point[2])) svg.append(make("polyline", { fill: "none", stroke: "var(--accent)", "stroke-width": 2.5, "stroke-linejoin": "round", points: run.join(" ") }));
      });
      const links = [];
      for (const [year, value, , href, words] of known) {
        const label = `${one.name} ${year}: ${words}`;
        const link = make("a", { href, "aria-label": label, tabindex: links.length ? -1 : 0 });
        link.append(make("circle", { fill: "var(--ink)", "fill-opacity": 0, stroke: "var(--ink)", "stroke-width": 0, cx: x(year), cy: y(value), r: 10 }));
        svg.append(make("circle", { fill: "var(--accent)", stroke: "var(--card)", "stroke-width": 1.5, cx: x(year), cy: y(value), r: 4.5 }));
        links.push(link);
      }
      svg.append(...links);
      card.append(head, svg);
      if (!known.length) card.append(html("p", "No figure to cite."));
      charts.append(card);
    }
    table(series);
    said.textContent = chosen.length ? `${metric.selectedOptions[0].text}: ${series.map((one) => one.name).join(", ")}` : "No country is chosen yet.";
  }

  function table(series) {
    const numbers = document.getElementById("numbers");
    numbers.replaceChildren();
    numbers.hidden = !series.length;
    const head = numbers.createTHead().insertRow();
    head.append(html("th", "Year", { scope: "col" }), ...series.map((one) => html("th", one.name, { scope: "col", class: "n" })));
    const body = numbers.createTBody();
    const years = [...new Set(series.flatMap((one) => one.points.map((point) => point[0])))].sort();
    for (const year of years) {
      const row = body.insertRow();
      row.append(html("th", String(year), { scope: "row" }));
      for (const one of series) {
        const cell = html("td", "", { class: "n" });
        const point = one.points.find((candidate) => candidate[0] === year);
        if (point) cell.append(html("a", point[4], { href: point[3] }));
        row.append(cell);
      }
    }
  }

  function choose(list) {
    const valid = new Set([...country.options].map((option) => option.value).filter(Boolean));
    chosen = [...new Set(list)].filter((iso3) => valid.has(iso3)).slice(0, most);
    const bar = document.getElementById("chosen");
    bar.replaceChildren(...chosen.map((iso3) => {
      const name = [...country.options].find((option) => option.value === iso3).text;
      const button = html("button", `${name} ×`, { type: "button", "aria-label": `Remove ${name}` });
      button.addEventListener("click", () => go(chosen.filter((other) => other !== iso3)));
      return button;
    }));
    country.disabled = chosen.length >= most;
    Promise.all(chosen.map(load)).then(draw, () => { said.textContent = "The figures of a country could not be loaded."; });
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
