// Filters what the page shows. Everything is there without it; it only hides, counts what is left, and keeps the
// choice in the address, so that a link or a bookmark shows the same.
(() => {
  const form = document.getElementById("filters");
  const showing = document.getElementById("showing");
  const facets = [...form.querySelectorAll("select")];
  const query = form.querySelector("input");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const counts = new Map(all("[data-count]").map((count) => [count.dataset.count, count]));
  const totals = new Map([...counts].map(([part, count]) => [part, count.textContent]));

  // What a page of thousands of findings answers with at once is read from it once, and not before it is asked.
  const once = (make, known = new Map()) => (of) => known.get(of) ?? known.set(of, make(of)).get(of);
  const text = once((element) => element.textContent.toLowerCase());
  const states = once((cell) => all(".state", cell).map(({ className }) => className.replace("state s-", "")));
  const page = once(() => {
    const groups = new Map(all(".group").map((group) => [group, { group, head: group.querySelector("header"), left: 0 }]));
    const items = all("[data-item]").map((element) => ({ element, own: { ...element.dataset }, group: groups.get(element.closest(".group")) }));
    const grids = all(".grid").map((table) => ({
      matrix: table.closest(".matrix"),
      heads: all("thead th", table).slice(1),
      of: "",
      rows: all("tbody tr", table).map((row) => ({ row, own: { ...row.dataset }, cells: [...row.cells].slice(1) })),
    }));
    const sizes = new Map([["obligations", grids.reduce((sum, { rows }) => sum + rows.length, 0)]]);
    for (const { own } of items) sizes.set(own.item, (sizes.get(own.item) ?? 0) + 1);
    return { groups: [...groups.values()], items, grids, sizes };
  });

  const show = (element, is) => { if (element.hidden === is) element.hidden = !is; };
  const has = (list, value) => !value || (list ?? "").split(" ").includes(value);
  const speaks = (words, ...parts) => words.every((word) => parts.some((part) => part && text(part).includes(word)));

  const wanted = () => {
    const values = Object.fromEntries(facets.map(({ name, value }) => [name, value]));
    return { ...values, q: query.value.trim().toLowerCase() };
  };
  function clear() {
    for (const facet of facets) facet.value = "";
    query.value = "";
  }
  const isSet = (wants) => Object.values(wants).some(Boolean);
  const words = (wants) => wants.q.split(/\s+/).filter(Boolean);

  // Whose it is is one value, which may hold blanks. A row of the portfolio has only that.
  const chosen = (own, wants, name) =>
    (name === "of" ? !wants.of || own.of === wants.of : !(name in own) && own.item === "portfolio" || has(own[name], wants[name]));
  // What stands above an item holds for it too, such as the rule of a card.
  const fits = ({ element, own, group }, wants) =>
    facets.every(({ name }) => chosen(own, wants, name)) && speaks(words(wants), element, group?.head);

  // Columns of others are left out, then rows without a cell that fits.
  function sift(grid, wants) {
    const columns = grid.heads.map((head) => !wants.of || head.dataset.of === wants.of);
    if (grid.of !== wants.of) {
      grid.heads.forEach((head, at) => show(head, columns[at]));
      for (const { cells } of grid.rows) cells.forEach((cell, at) => show(cell, columns[at]));
      grid.of = wants.of;
    }
    let left = 0;
    for (const { row, own, cells } of grid.rows) {
      const told = (cell, at) => columns[at] && cell.firstElementChild && (!wants.state || states(cell).includes(wants.state)) && has(cell.dataset.owner, wants.owner);
      const fit = !isSet(wants) || has(own.source, wants.source) && has(own.severity, wants.severity) && cells.some(told) && speaks(words(wants), row);
      show(row, fit);
      left += fit ? 1 : 0;
    }
    show(grid.matrix, left > 0);
    return left;
  }

  function apply() {
    const wants = wanted();
    const { groups, items, grids, sizes } = page();
    const left = new Map(["findings", "unknown", "waivers", "portfolio", "trace"].map((part) => [part, 0]));
    for (const group of groups) group.left = 0;
    for (const item of items) {
      const fit = !isSet(wants) || fits(item, wants);
      show(item.element, fit);
      if (!fit) continue;
      left.set(item.own.item, left.get(item.own.item) + 1);
      if (item.group) item.group.left += 1;
    }
    for (const { group, left } of groups) show(group, left > 0);
    left.set("obligations", grids.reduce((sum, grid) => sum + sift(grid, wants), 0));
    const counted = (part) => isSet(wants) && part !== "obligations" && left.has(part) && sizes.has(part);
    for (const [part, count] of counts) count.textContent = counted(part) ? `${left.get(part)} of ${sizes.get(part)}` : totals.get(part);
    tell(wants, left, sizes);
  }

  function tell(wants, left, sizes) {
    showing.hidden = !isSet(wants);
    const chosen = facets.filter(({ value }) => value).map((facet) => `${facet.labels[0].textContent.toLowerCase()}: ${facet.selectedOptions[0].textContent}`);
    if (wants.q) chosen.push(`text: ${wants.q}`);
    const names = { findings: "findings", obligations: "obligations", unknown: "causes without an answer" };
    const numbers = Object.entries(names).filter(([part]) => document.getElementById(part)).map(([part, name]) => `${left.get(part)} of ${sizes.get(part) ?? 0} ${name}`);
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
