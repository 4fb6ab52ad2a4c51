// Search as one types. Pagefind's index needs a server: from a folder on disk, browsers refuse to load it.
(() => {
  "use strict";
  const page = 10;
  const [form, said, input, results, more] = ["search", "said", "q", "results", "more"].map((id) => document.getElementById(id));
  const selects = [...form.querySelectorAll("select")];
  let found = [];
  let asked = 0;
  let searching = false;
  if (location.protocol === "file:") {
    said.textContent = "Browsers do not let a page on disk load a search index. Run “tipetl site --serve”, or put the folder on a web server. Everything else works from disk.";
    form.hidden = true;
    return;
  }
  const [first, ...others] = form.dataset.parts.split(" ").map((part) => new URL(`pagefind/${part}/`, location.href).href);
  const ready = import(`${first}pagefind.js`).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 40 });
    await Promise.all(others.map((part) => pagefind.mergeIndex(part, { excerptLength: 40 })));
    const filters = await pagefind.filters();
    for (const select of selects) {
      const values = Object.keys(filters[select.id] || {}).sort((a, b) => a.localeCompare(b));
      if (select.id === "year") values.reverse();
      select.append(...values.map((value) => new Option(value, value)));
    }
    return pagefind;
  });
  ready.catch(() => { said.textContent = "The search index could not be loaded."; });

  // Pagefind escapes the text and puts <mark> around what was found: take it apart, and let nothing else through.
  const excerpt = (html) => {
    const p = document.createElement("p");
    for (const { nodeName, textContent } of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      p.append(nodeName === "MARK" ? Object.assign(document.createElement("mark"), { textContent }) : textContent);
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
    const quoted = typed.match(/"[^"]+"/g) || [];
    const plain = typed.replaceAll('"', "");
    const words = sought(quoted.length ? typed.replace(/"[^"]*"?/g, " ") : plain);
    const filters = Object.fromEntries(selects.filter((select) => select.value).map((select) => [select.id, select.value]));
    history.replaceState(null, "", typed ? `#${encodeURIComponent(typed)}` : location.pathname);
    if (typed && !words && !quoted.length) {
      said.textContent = "Go on: three letters, or a figure.";
      found = [];
      await show(0);
      return;
    }
    const pagefind = await ready;
    const ask = async (terms) => (await pagefind.search(terms, { filters })).results;
    // What is in quotes stands together, short words and all. Without quotes, narratives that have the words together
    // come first: others have words that begin so ("41" finds "415"), or have them in another order.
    const together = quoted.length || !/\s/.test(plain) ? [] : await ask(`"${plain}"`);
    const wanted = [...quoted, words].filter(Boolean);
    if (!typed && Object.keys(filters).length) wanted.push(null);
    const lists = [];
    for (const terms of wanted) lists.push(await ask(terms));
    if (mine !== asked) return;
    const [got = [], ...also] = lists;
    const others = also.map((list) => new Set(list.map((one) => one.id)));
    const seen = new Set();
    found = [...together, ...got].filter((one) => others.every((ids) => ids.has(one.id)) && !seen.has(one.id) && seen.add(one.id));
    said.textContent = typed ? `${found.length} narrative${found.length === 1 ? "" : "s"}` : "";
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
  for (const select of selects) select.addEventListener("change", search);
  more.addEventListener("click", () => show(results.children.length));
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  const typed = location.hash.slice(1);
  try { input.value = decodeURIComponent(typed); } catch { input.value = typed; }
  input.focus();
  if (input.value) search();
})();
