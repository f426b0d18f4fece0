// Links lead somewhere, names of places are unique and the same in every language.

export function* linksLead({ folder, found, base }) {
  for (const [page, { links, ids }] of found) {
    if (new Set(ids).size !== ids.length) yield [page, "has an id twice"];
    for (const link of links) {
      const target = folder.target(page, link, base);
      if (target === undefined) {
        if (!/^(https|mailto|tel|data):/.test(link)) yield [page, `links to ${link}`];
        continue;
      }
      const anchor = link.split("#")[1];
      if (!folder.has(target)) yield [page, `links to ${link}, which is not there`];
      else if (anchor && !found.get(target)?.ids.includes(anchor)) yield [page, `links to ${link}, where there is no such place`];
    }
  }
}

// Deep links are shared among people who read different languages.
export function* placesAreStable({ twins, found }) {
  for (const pages of twins.values()) {
    const [first, ...others] = pages;
    for (const page of others) {
      const lacking = difference(found.get(first).ids, found.get(page).ids);
      if (lacking.length) yield [page, `has other ids than ${first}: ${lacking.slice(0, 5).join(", ")}`];
    }
  }
}

export function* nothingIsLost({ folder, found }) {
  const linked = new Set([...found].flatMap(([page, { links, alternates }]) => [...links, ...alternates.map(([, href]) => href)].map((link) => folder.target(page, link))));
  for (const page of found.keys()) {
    const alone = ["index.html", "404.html"].includes(page) || found.get(page).internal;
    if (!alone && !linked.has(page) && found.has("index.html")) yield [page, "is linked from nowhere"];
  }
}

function difference(ours, theirs) {
  const both = new Set(ours).intersection?.(new Set(theirs)) ?? new Set(ours.filter((one) => theirs.includes(one)));
  return [...ours, ...theirs].filter((one) => !both.has(one));
}
