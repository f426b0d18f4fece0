// Filters what the page shows. Everything is there without it; it only hides, counts what is left, and keeps the
// choice in the address, so that a link or a bookmark shows the same.
(() => {
  const form = document.getElementById("filters");
  const showing = document.getElementById("showing");
  const facets = [...form.querySelectorAll("select")];
  const query = form.querySelector("input");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const items = all("[data-item]");
  const grids = all(".grid").map((table) => ({
    table,
    heads: all("thead th", table).slice(1),
    rows: all("tbody tr", table).map((row) => ({ row, cells: [...row.cells].slice(1) })),
  }));
  const counts = new Map(all("[data-count]").map((count) => [count.dataset.count, count]));
  const totals = new Map([...counts].map(([part, count]) => [part, count.textContent]));
  const texts = new Map();

  const text = (element) => texts.get(element) ?? texts.set(element, element.textContent.toLowerCase()).get(element);
  // What stands above an item and holds for it too, such as the rule of a card.
  const above = (item) => item.closest(".group")?.querySelector("header");
  const has = (list, value) => !value || (list ?? "").split(" ").includes(value);
  const speaks = (wanted, ...parts) => wanted.q.split(/\s+/).every((word) => parts.some((part) => part && text(part).includes(word)));

  const wanted = () => {
    const values = Object.fromEntries(facets.map(({ name, value }) => [name, value]));
    return { ...values, q: query.value.trim().toLowerCase() };
  };
  function clear() {
    for (const facet of facets) facet.value = "";
    query.value = "";
  }
  const isSet = (wants) => Object.values(wants).some(Boolean);

  function fits(item, wants) {
    const own = item.dataset;
    // An owner is one value, which may hold blanks.
    return facets.every(({ name }) => (name === "of" ? !wants.of || own.of === wants.of : name in own || item.dataset.item !== "portfolio" ? has(own[name], wants[name]) : true))
      && speaks(wants, item, above(item));
  }

  // Columns of others are left out, then rows without a cell that fits.
  function sift({ table, heads, rows }, wants) {
    const columns = heads.map((head) => !wants.of || head.dataset.of === wants.of);
    heads.forEach((head, at) => { head.hidden = !columns[at]; });
    let left = 0;
    for (const { row, cells } of rows) {
      cells.forEach((cell, at) => { cell.hidden = !columns[at]; });
      const told = cells.some((cell, at) => columns[at] && cell.firstElementChild && (!wants.state || cell.querySelector(`.s-${wants.state}`)));
      const fit = told && has(row.dataset.source, wants.source) && has(row.dataset.severity, wants.severity) && speaks(wants, row);
      row.hidden = isSet(wants) && !fit;
      left += row.hidden ? 0 : 1;
    }
    table.closest(".matrix").hidden = !left;
    return left;
  }

  function apply() {
    const wants = wanted();
    const left = new Map([["findings", 0], ["unknown", 0], ["waivers", 0], ["portfolio", 0], ["trace", 0]]);
    for (const item of items) {
      item.hidden = isSet(wants) && !fits(item, wants);
      left.set(item.dataset.item, left.get(item.dataset.item) + (item.hidden ? 0 : 1));
    }
    for (const group of all(".group")) group.hidden = !group.querySelector(".card:not([hidden])");
    left.set("obligations", grids.reduce((sum, grid) => sum + sift(grid, wants), 0));
    for (const [part, count] of counts) count.textContent = isSet(wants) && left.has(part) && items.some((item) => item.dataset.item === part) ? `${left.get(part)} of ${size(part)}` : totals.get(part);
    tell(wants, left);
  }

  const size = (part) => (part === "obligations" ? grids.reduce((sum, { rows }) => sum + rows.length, 0) : items.filter((item) => item.dataset.item === part).length);

  function tell(wants, left) {
    showing.hidden = !isSet(wants);
    const chosen = facets.filter(({ value }) => value).map((facet) => `${facet.labels[0].textContent.toLowerCase()}: ${facet.selectedOptions[0].textContent}`);
    if (wants.q) chosen.push(`text: ${wants.q}`);
    const names = { findings: "findings", obligations: "obligations", unknown: "causes without an answer" };
    const numbers = Object.entries(names).filter(([part]) => document.getElementById(part)).map(([part, name]) => `${left.get(part)} of ${size(part)} ${name}`);
    showing.textContent = `Showing ${chosen.join("; ")}. ${numbers.join(", ")}.`;
  }

  // The address says what is shown: #severity=error&of=Customer/acme; an address without "=" is a place in the page.
  function write() {
    const chosen = Object.entries(wanted()).filter(([, value]) => value);
    const said = new URLSearchParams(chosen).toString();
    history.replaceState(null, "", said ? `#${said}` : location.pathname + location.search);
  }

  function read() {
    if (location.hash.includes("=")) {
      const said = new URLSearchParams(location.hash.slice(1));
      for (const facet of facets) {
        facet.value = said.get(facet.name) ?? "";
        if (facet.selectedIndex < 0) facet.value = "";
      }
      query.value = said.get("q") ?? "";
      return apply();
    }
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place?.closest("[hidden]")) {
      clear();
      apply();
      place.scrollIntoView();
    }
  }

  form.addEventListener("input", () => { apply(); write(); });
  form.querySelector("button").addEventListener("click", () => { clear(); apply(); write(); });
  addEventListener("hashchange", read);
  // From a row of the portfolio one comes to its findings, and to those alone.
  for (const link of all("a[data-show]")) link.addEventListener("click", () => {
    const of = facets.find(({ name }) => name === "of");
    if (!of) return;
    clear();
    of.value = link.dataset.show;
    apply();
  });
  form.hidden = false;
  read();
})();
