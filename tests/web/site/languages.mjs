// Languages point at each other, addresses agree wherever they are told, and words say in which language they are.
import { looksLike } from "./tongue.mjs";

// The pages that tell the same in different languages, by the path below the language.
export function twins(found) {
  const groups = new Map();
  for (const [page, { lang, alternates }] of found) {
    if (!page.startsWith(`${lang}/`) || !alternates.length) continue;
    const path = page.slice(lang.length + 1);
    groups.set(path, [...(groups.get(path) ?? []), page]);
  }
  return groups;
}

export function* languagesPointAtEachOther({ folder, found, base }) {
  for (const [page, { lang, alternates }] of found) {
    // What is kept stands below the folder of its version; a page for a language that is gone leads to another.
    const place = page.replace(/^archive\/[^/]+\//, "");
    const below = place.includes("/") ? place.split("/")[0] : undefined;
    if (below && below !== lang && alternates.length) yield [page, `says it is in ${lang}`];
    if (below && alternates.length && !alternates.some(([language]) => language === lang)) yield [page, "does not name itself among its languages"];
    if (base && alternates.length && !alternates.some(([language]) => language === "x-default")) yield [page, "has no address for readers of other languages"];
    for (const [language, href] of alternates) {
      const target = folder.target(page, href, base);
      const other = found.get(target);
      if (!folder.has(target ?? "")) yield [page, `names ${href} in ${language}, which is not there`];
      else if (language === "x-default" || !other) continue;
      else if (other.lang !== language) yield [page, `names ${href} in ${language}, which is in ${other.lang}`];
      else if (below && !other.alternates.some(([back, href]) => back === lang && folder.target(target, href, base) === page)) yield [page, `is not named by its twin in ${language}`];
    }
  }
}

// The way to other languages: each in its own language, the page's own marked.
export function* switchIsSpoken({ folder, found, base }) {
  for (const [page, { lang, alternates, switch: links }] of found) {
    for (const [language, href, spoken, current] of links) {
      if (language !== spoken) yield [page, `names ${language} in ${spoken || "its own language"}`];
      if ((language === lang) !== (current === "page")) yield [page, "marks another language as its own"];
      const told = alternates.find(([own]) => own === language)?.[1];
      if (!told || folder.target(page, told, base) !== folder.target(page, href, base)) yield [page, `leads elsewhere in ${language} than its head says`];
    }
  }
}

// A site says where it will stand; every page, the map of the site and the file itself agree.
export function* addressesAgree({ folder, found, base }) {
  if (!base) {
    if (folder.has("sitemap.xml")) yield ["sitemap.xml", "names addresses although the site has none"];
    return;
  }
  for (const [page, { canonical, hidden }] of found) {
    if (!canonical && !hidden && page !== "404.html") yield [page, "does not say its address"];
    if (canonical && folder.target(page, canonical, base) !== page) yield [page, `calls itself ${canonical}`];
  }
  if (folder.has("sitemap.xml")) yield* mapAgrees(folder, found, base);
}

function* mapAgrees(folder, found, base) {
  const entries = folder.read("sitemap.xml").split("<url>").slice(1).map((entry) => ({
    address: /<loc>([^<]+)<\/loc>/.exec(entry)?.[1],
    day: /<lastmod>([^<]+)<\/lastmod>/.exec(entry)?.[1],
    alternates: [...entry.matchAll(/<xhtml:link [^>]*>/g)].map(([link]) => [/hreflang="([^"]+)"/.exec(link)?.[1], /href="([^"]+)"/.exec(link)?.[1]]),
  }));
  const listed = new Map(entries.map((entry) => [folder.target("", entry.address ?? "", base), entry]));
  if (listed.size !== entries.length) yield ["sitemap.xml", "names a page twice"];
  for (const [page, { hidden, canonical, alternates }] of found) {
    const entry = listed.get(page);
    if (!entry !== (hidden || !canonical)) yield [page, hidden ? "is in the map of the site although it is hidden" : "is not in the map of the site"];
    if (!entry) continue;
    if (entry.address !== canonical) yield [page, `is ${entry.address} in the map of the site and calls itself ${canonical}`];
    const sorted = (list) => JSON.stringify([...list].sort());
    if (entry.alternates.length && sorted(entry.alternates) !== sorted(alternates)) yield [page, "has other languages in the map of the site"];
    if (entry.day !== undefined && !/^\d{4}-\d{2}-\d{2}/.test(entry.day)) yield [page, `changed on ${entry.day}`];
  }
  for (const page of listed.keys()) if (!found.has(page)) yield ["sitemap.xml", `names ${page}, which is not there`];
}

// Title and description tell pages apart, within a language.
export function* titlesTellApart({ found }) {
  const seen = new Map();
  for (const [page, { lang, title, description, hidden }] of found) {
    if (hidden) continue;
    for (const text of [`title "${title}"`, `description "${description}"`]) {
      const known = seen.get(`${lang} ${text}`);
      if (known) yield [page, `has the ${text} of ${known}`];
      seen.set(`${lang} ${text}`, page);
    }
    if (!title || !description) yield [page, "has no title or no description"];
  }
}

export function* previewsAreText({ found, base }) {
  for (const [page, { graph, canonical }] of found) {
    const picture = Object.entries(graph).find(([name]) => /image|video|audio/.test(name));
    if (picture && !(base && picture[1].startsWith(base))) yield [page, `shows ${picture[1]} in previews`];
    if (graph["og:url"] && graph["og:url"] !== canonical) yield [page, `is ${graph["og:url"]} in previews`];
  }
}

// What is said in another language than the page's says so.
export function* wordsSayTheirLanguage({ found }) {
  for (const [page, { said }] of found) {
    for (const { lang, text } of said) {
      const other = looksLike(text, lang);
      if (other) yield [page, `says in ${lang}, though it looks like ${other}: ${text.slice(0, 80)}`];
    }
  }
}
