// Help is where it always is: the same contacts in the same order on every page and in every language (WCAG 3.2.6),
// and what pages share stands in one order (3.2.3).

export function* helpIsWhereItAlwaysIs({ folder, found }) {
  const byOffering = new Map();
  for (const [page, { sections, contents, contacts, foot, internal, landmarks, lang }] of found) {
    // Pages for our own people stand alone and lead nowhere; who has yet to choose a language is led to a page.
    const ends = folder.kind(page) === "languages" ? "index.html" : "#contact";
    if (!internal && !foot[0]?.[1].endsWith(ends)) yield [page, "has no link to get support first at its foot"];
    if (!internal && landmarks.join() !== "a,header,main,footer") yield [page, `is built ${landmarks.join(", ")}`];
    if (contents.length && sections.filter((section) => contents.includes(section)).join() !== contents.join()) yield [page, "has another order than its table of contents"];
    if (!contacts.length || internal) continue;
    const offering = page.startsWith(`${lang}/`) ? page.slice(lang.length + 1) : page;
    const known = byOffering.get(offering) ?? contacts;
    if (known.join() !== contacts.join()) yield [page, "shows its contacts in another order than in another language"];
    byOffering.set(offering, contacts);
  }
}

// On a statement and on what a customer reads alone, contacts come first, and every section is in the contents.
export function* contactsComeFirst({ folder, found }) {
  for (const [page, { sections, contents }] of found) {
    if (!["statement", "customer"].includes(folder.kind(page))) continue;
    // What a customer reads alone begins with its services, or with what it has.
    if (!["contact", "health", "offerings"].includes(sections[0])) yield [page, "does not begin with the contacts"];
    if (sections.join() !== contents.join()) yield [page, "has sections that its table of contents does not name"];
  }
}

export function* sharedLinksKeepTheirOrder({ found }) {
  const orders = new Map();
  for (const [page, { lang, navigation, foot }] of found) {
    for (const [where, words] of [["head", navigation], ["foot", foot.map(([text]) => text)]]) {
      const known = orders.get(`${lang} ${where}`) ?? { page, words };
      const shared = (mine, theirs) => mine.filter((word) => theirs.includes(word)).join(" | ");
      if (shared(words, known.words) !== shared(known.words, words)) yield [page, `has other links in its ${where} than ${known.page}, or in another order`];
      orders.set(`${lang} ${where}`, known);
    }
  }
}
