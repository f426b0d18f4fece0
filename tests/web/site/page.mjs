// What a page says about itself, read in the browser for the checks that compare pages.

// Runs in the page.
export const facts = () => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const meta = (name) => document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.content;

  // Each run of text with the language that holds for it, by the block in which it is read.
  const said = () => {
    const blocks = new Map();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || parent.closest("script, style, code, [translate=no]")) continue;
      const block = parent.closest("p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, caption, summary, address, div, section, body");
      const key = parent.closest("[lang]").lang;
      if (!/\p{Script=Latin}/u.test(texts.currentNode.data)) blocks.set(texts.currentNode, new Map([[key, texts.currentNode.data]]));
      const known = blocks.get(block) ?? blocks.set(block, new Map()).get(block);
      known.set(key, `${known.get(key) ?? ""} ${texts.currentNode.data}`);
    }
    return [...blocks.values()].flatMap((known) => [...known]).map(([lang, text]) => ({ lang, text: text.replace(/\s+/g, " ").trim() }));
  };

  const tables = () => all("table").map((table) => ({
    caption: table.caption && words(table.caption),
    bare: all("th", table).filter((head) => !["col", "row"].includes(head.scope)).length,
    columns: all("thead th[scope=col]", table).length,
    rows: all("tbody tr", table).map((row) => ({ heads: all("th[scope=row]", row).length, cells: row.cells.length })),
    merged: all("[colspan], [rowspan]", table).length,
  }));

  return {
    lang: document.documentElement.lang,
    title: document.title,
    description: meta("description"),
    hidden: /noindex/.test(meta("robots") ?? ""),
    graph: Object.fromEntries(all("meta[property^='og:']").map((tag) => [tag.getAttribute("property"), tag.content])),
    ids: all("[id]").map((element) => element.id),
    links: all("a[href], link[rel=stylesheet], link[rel~=icon], script[src], img[src], source[src]").map((element) => element.getAttribute("href") ?? element.getAttribute("src")),
    alternates: all("link[rel=alternate][hreflang]").map((link) => [link.hreflang, link.getAttribute("href")]),
    canonical: document.querySelector("link[rel=canonical]")?.getAttribute("href"),
    switch: all("header a[hreflang]").map((link) => [link.hreflang, link.getAttribute("href"), link.lang, link.getAttribute("aria-current")]),
    sections: all("main section[id]").map((section) => section.id),
    contents: all(".toc a").map((link) => link.hash.slice(1)),
    headings: all("h1, h2, h3, h4, h5, h6").map((heading) => [Number(heading.localName[1]), words(heading)]),
    // By their addresses; those told elsewhere, and so in words, by the sign of their method.
    contacts: all("#contact .card").map((card) => card.querySelector(".value a")?.href ?? card.querySelector(".method svg").outerHTML),
    landmarks: all("body > header, body > main, body > footer, body > .skip, body > nav").map((element) => element.localName),
    navigation: all("header nav a:not([hreflang])").map(words),
    foot: all("footer li a").map((link) => [words(link), link.getAttribute("href")]),
    internal: document.querySelector("aside.internal") !== null,
    linkTexts: all("main a[href]").map((link) => [words(link), link.href]),
    tables: tables(),
    said: said(),
  };
};
