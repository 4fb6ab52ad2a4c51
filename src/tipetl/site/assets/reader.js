// The narrative's page: choose a mark with a click or a key, show its reading, draw lines to the figures it leans on.
// Without this script every mark is still a link to its reading.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const text = document.getElementById("text");
  const panel = document.getElementById("readings");
  const gone = document.getElementById("gone");
  const marks = [...text.querySelectorAll("[data-r]")];
  const stops = marks.filter((mark) => mark.tagName === "A" && !mark.dataset.added);
  const hidden = new Set();
  const byReading = new Map();
  for (const mark of marks) {
    for (const id of mark.dataset.r.split(" ")) {
      if (!byReading.has(id)) byReading.set(id, []);
      byReading.get(id).push(mark);
    }
  }
  const buttons = [["step", -1, "← Before"], ["step", 1, "Next →"], ["close", "", "Close"]].map(([name, value, word]) =>
    Object.assign(document.createElement("button"), { type: "button", name, value, textContent: word }));
  let shown = null; // the reading on show
  let origin = null; // the mark that it was opened from

  const readingOf = (id) => {
    const found = id && document.getElementById(id);
    return found && found.classList.contains("reading") ? found : null;
  };
  const visible = (mark) => mark.dataset.r.split(" ").filter((id) => {
    const reading = readingOf(id);
    return reading && !hidden.has(reading.dataset.kind);
  });
  const rove = (mark) => {
    for (const other of stops) other.tabIndex = -1;
    if (mark) mark.tabIndex = 0;
  };

  // The first mark of a reading that stands for it: the one in which it is the innermost. How many persons got a term
  // may stand before the term.
  const placeOf = (id) => {
    const all = byReading.get(id) || [];
    const own = all.filter((mark) => !mark.classList.contains("m-count"));
    const places = own.length ? own : all;
    return places.find((mark) => mark.dataset.r.split(" ")[0] === id) || places[0] || null;
  };

  function clear() {
    for (const mark of text.querySelectorAll(".here, .partner")) mark.classList.remove("here", "partner");
    text.querySelector(".lines")?.remove();
    panel.querySelector(".also")?.remove();
    shown?.classList.remove("shown");
    shown = null;
    panel.classList.remove("open");
  }

  function show(id, mark, { focus = false, scroll = false } = {}) {
    const reading = readingOf(id);
    clear();
    if (!reading) return false;
    gone.hidden = true;
    shown = reading;
    origin = mark || placeOf(id);
    reading.classList.add("shown");
    panel.classList.add("open");
    panel.scrollTop = 0;
    reading.querySelector(".actions").append(...buttons);
    if (origin) {
      const same = (byReading.get(id) || []).filter((other) => !other.dataset.added);
      for (const other of same.length && !origin.dataset.added ? same : [origin]) {
        if (reading.dataset.kind !== "organization" && reading.dataset.kind !== "country" && reading.dataset.kind !== "law" || other === origin) other.classList.add("here");
      }
      if (stops.includes(origin)) rove(origin);
      if (scroll) origin.scrollIntoView({ block: "center" });
      uncover();
      also(id);
    }
    lines(reading);
    if (focus) reading.focus({ preventScroll: true });
    return true;
  }

  // On a narrow screen the reading lies over the lower part of the text: move the mark out from under it.
  function uncover() {
    if (getComputedStyle(panel).position !== "fixed") return;
    const mark = origin.getBoundingClientRect();
    const free = panel.getBoundingClientRect().top;
    if (mark.bottom > free - 8 || mark.top < 60) scrollBy(0, mark.top - Math.max(free / 2, 70));
  }

  // Other readings of the same words: two figures in one number, a country inside a route.
  function also(id) {
    const others = visible(origin).filter((other) => other !== id);
    if (!others.length) return;
    const nav = document.createElement("nav");
    nav.className = "also";
    nav.setAttribute("aria-label", "Also in these words");
    nav.append("Also in these words: ");
    for (const other of others) {
      const link = document.createElement("a");
      link.href = `#${other}`;
      link.textContent = readingOf(other).querySelector("h3").textContent;
      nav.append(link);
    }
    shown.append(nav);
  }

  function lines(reading) {
    const partners = (reading.dataset.partners || "").split(" ").map(placeOf).filter((mark) => mark && mark !== origin);
    if (!partners.length || !origin) return;
    const box = text.getBoundingClientRect();
    const middle = (mark) => {
      const rect = mark.getClientRects()[0];
      return { x: rect.left + rect.width / 2 - box.left, top: rect.top - box.top, bottom: rect.bottom - box.top };
    };
    const from = middle(origin);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "lines");
    svg.setAttribute("aria-hidden", "true");
    svg.dataset.added = "";
    for (const partner of partners) {
      partner.classList.add("partner");
      const to = middle(partner);
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      const level = Math.abs(from.top - to.top) < 4;
      const y1 = level || to.top > from.top ? (level ? from.top : from.bottom) : from.top;
      const y2 = level ? to.top : to.top > from.top ? to.top : to.bottom;
      const bend = level ? -18 : 0;
      path.setAttribute("d", `M${from.x},${y1} C${from.x},${(y1 + y2) / 2 + bend} ${to.x},${(y1 + y2) / 2 + bend} ${to.x},${y2}`);
      svg.append(path);
    }
    text.append(svg);
  }

  function open(id, mark, options) {
    if (show(id, mark, options)) history.pushState({ id }, "", `#${id}`);
  }

  function close() {
    const back = origin;
    clear();
    history.pushState({}, "", location.pathname + location.search);
    if (back) { back.tabIndex = 0; back.focus({ preventScroll: true }); }
  }

  function step(from, by) {
    const there = stops.filter((mark) => visible(mark).length);
    const at = there.indexOf(from);
    const next = there[Math.min(Math.max((at < 0 ? 0 : at) + by, 0), there.length - 1)];
    if (!next) return;
    rove(next);
    if (shown) {
      const [id] = visible(next);
      show(id, next, { scroll: true });
      history.replaceState({ id }, "", `#${id}`); // what is on show is what the address cites
    }
    next.focus();
  }

  // An address typed by hand may hold a percent sign that escapes nothing.
  function named() {
    const typed = location.hash.slice(1);
    try { return decodeURIComponent(typed); } catch { return typed; }
  }

  function fromAddress(scroll) {
    const id = named();
    if (!id || document.getElementById(id)) {
      if (!show(id, null, { scroll })) clear();
      return;
    }
    clear();
    gone.querySelector("span").textContent = id;
    gone.hidden = false;
  }

  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-r]");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (!getSelection().isCollapsed && mark.tagName !== "A") return;
    const id = visible(mark)[0];
    event.preventDefault();
    if (id) open(id, mark, { focus: event.detail === 0 });
  });
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const id = link.hash.slice(1);
      event.preventDefault();
      open(id, link.closest(".also") ? origin : null, { focus: true, scroll: !link.closest(".also, .actions") });
    }
    const button = event.target.closest("button");
    if (button?.name === "close") close();
    if (button?.name === "step") step(origin, Number(button.value));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) { event.preventDefault(); close(); return; }
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const mark = event.target.closest?.("#text [data-r], .reading");
    if (!by || !mark || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(mark.classList.contains("reading") ? origin : mark, by);
  });
  for (const chip of document.querySelectorAll(".chip")) {
    chip.addEventListener("click", () => {
      const on = chip.getAttribute("aria-pressed") !== "true";
      chip.setAttribute("aria-pressed", String(on));
      if (on) hidden.delete(chip.dataset.kind); else hidden.add(chip.dataset.kind);
      text.classList.toggle(`hide-${chip.dataset.kind}`, !on);
      for (const mark of marks) mark.classList.toggle("off", !visible(mark).length);
      rove(stops.find((mark) => visible(mark).length));
    });
  }
  // A screen reader says of each mark what kind of mark it is.
  const kinds = new Map([...document.querySelectorAll(".reading")].map((reading) => [reading.id, reading.querySelector(".kind").textContent]));
  for (const mark of stops) {
    const kind = kinds.get(mark.dataset.r.split(" ")[0]);
    if (kind) mark.setAttribute("aria-description", kind);
  }
  rove(stops[0]);
  addEventListener("popstate", () => fromAddress(true));
  addEventListener("hashchange", () => { if (shown?.id !== location.hash.slice(1)) fromAddress(true); });
  let waiting = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => { if (shown) { text.querySelector(".lines")?.remove(); lines(shown); } });
  });
  fromAddress(true);
})();
