// Search as one types. Pagefind's index needs a server: from a folder on disk, browsers refuse to load it.
(() => {
  "use strict";
  const page = 10;
  const said = document.getElementById("said");
  const input = document.getElementById("q");
  const results = document.getElementById("results");
  const more = document.getElementById("more");
  const selects = { country: document.getElementById("country"), year: document.getElementById("year") };
  let found = [];
  let asked = 0;
  let searching = false;
  if (location.protocol === "file:") {
    said.textContent = "Browsers do not let a page on disk load a search index. Run “tipetl site --serve”, or put the folder on a web server. Everything else works from disk.";
    document.getElementById("search").hidden = true;
    return;
  }
  const [first, ...others] = document.getElementById("search").dataset.parts.split(" ").map((part) => new URL(`pagefind/${part}/`, location.href).href);
  const ready = import(`${first}pagefind.js`).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 40 });
    await Promise.all(others.map((part) => pagefind.mergeIndex(part, { excerptLength: 40 })));
    const filters = await pagefind.filters();
    for (const [name, select] of Object.entries(selects)) {
      const values = Object.keys(filters[name] || {}).sort((a, b) => a.localeCompare(b));
      if (name === "year") values.reverse();
      select.append(...values.map((value) => new Option(value, value)));
    }
    return pagefind;
  });
  ready.catch(() => { said.textContent = "The search index could not be loaded."; });

  // Pagefind escapes the text and puts <mark> around what was found: take it apart, and let nothing else through.
  const excerpt = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const p = document.createElement("p");
    for (const node of parsed.body.childNodes) {
      const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
      part.textContent = node.textContent;
      p.append(part);
    }
    return p;
  };

  // Of the sections in which something was found, the one with most of the words as they were typed: "41" is not "415".
  const wordsIn = (text) => text.toLowerCase().match(/\p{L}+|\d+(?:[.,]\d+)*/gu) || [];
  const closest = (one) => {
    const wanted = new Set(wordsIn(input.value));
    const count = (part) => new Set([...part.excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].flatMap((mark) => wordsIn(mark[1])).filter((word) => wanted.has(word))).size;
    const parts = (one.sub_results || []).filter((part) => part.url.includes("#"));
    return parts.reduce((best, part) => count(part) > count(best) ? part : best, parts[0] || one);
  };

  async function show(from) {
    const mine = asked;
    const data = await Promise.all(found.slice(from, from + page).map((one) => one.data()));
    if (mine !== asked) return;
    if (!from) results.replaceChildren();
    for (const one of data) {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { className: "title", textContent: one.meta.title });
      const best = closest(one);
      link.href = best.url;
      item.append(link, excerpt(best.excerpt || one.excerpt));
      results.append(item);
    }
    more.hidden = from + page >= found.length;
  }

  // A word of one or two letters begins so many others that it takes seconds and tells nothing: "UN" and "41" do.
  const sought = (typed) => typed.split(/\s+/).filter((word) => word.length > 2 || /\d|^\p{Lu}{2}/u.test(word)).join(" ");

  async function answer() {
    const mine = asked;
    const typed = input.value.trim();
    const words = sought(typed);
    const filters = Object.fromEntries(Object.entries(selects).filter(([, select]) => select.value).map(([name, select]) => [name, select.value]));
    history.replaceState(null, "", typed ? `#${encodeURIComponent(typed)}` : location.pathname);
    if (typed && !words) {
      said.textContent = "Go on: three letters, or a figure.";
      results.replaceChildren();
      more.hidden = true;
      return;
    }
    const pagefind = await ready;
    const got = words || Object.keys(filters).length ? (await pagefind.search(words || null, { filters })).results : [];
    // Figures that stand as they were typed come first: a search without quotes also finds what a figure begins.
    const whole = /\d/.test(words) && /\s/.test(words) && !words.includes('"') ? (await pagefind.search(`"${words}"`, { filters })).results : [];
    if (mine !== asked) return;
    const first = new Set(whole.map((one) => one.id));
    found = [...whole, ...got.filter((one) => !first.has(one.id))];
    said.textContent = words ? `${found.length} narrative${found.length === 1 ? "" : "s"}` : "";
    await show(0);
  }

  // One search at a time, for what stands in the field when it begins: fast typing would line up one for each letter.
  async function search() {
    asked += 1;
    if (searching) return;
    searching = true;
    try {
      for (let mine = 0; mine !== asked;) {
        mine = asked;
        await answer();
      }
    } finally {
      searching = false;
    }
  }
  input.addEventListener("input", search);
  for (const select of Object.values(selects)) select.addEventListener("change", search);
  more.addEventListener("click", () => show(results.children.length));
  document.getElementById("search").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  const typed = location.hash.slice(1);
  try { input.value = decodeURIComponent(typed); } catch { input.value = typed; }
  input.focus();
  if (input.value) search();
})();
