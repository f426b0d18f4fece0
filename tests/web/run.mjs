// Looks at published folders as their readers do: every page in a browser, in light and dark, on a narrow phone, on
// paper and from the keyboard; then with the validators. Prints what is wrong, exits with 1.
//
//   node run.mjs FOLDER…
import { join, relative } from "node:path";
import { chromium } from "playwright-core";
import { Folder, thorough } from "./site/folder.mjs";
import { contactsComeFirst, helpIsWhereItAlwaysIs, sharedLinksKeepTheirOrder } from "./site/help.mjs";
import * as languages from "./site/languages.mjs";
import { linksLead, nothingIsLost, placesAreStable } from "./site/links.mjs";
import { serve } from "./site/server.mjs";
import { headingsNest, linksTellWhere, tablesHaveHeads } from "./site/text.mjs";
import { htmlValidateSays, vnuSays } from "./site/validators.mjs";
import { visit, visitor } from "./site/visit.mjs";

// As many pages at a time as a small machine has room for.
const VISITORS = 2;

// What is asked of all pages of a folder together.
const CHECKS = [
  linksLead, placesAreStable, nothingIsLost,
  languages.languagesPointAtEachOther, languages.switchIsSpoken, languages.addressesAgree, languages.titlesTellApart,
  languages.previewsAreText, languages.wordsSayTheirLanguage,
  helpIsWhereItAlwaysIs, contactsComeFirst, sharedLinksKeepTheirOrder,
  tablesHaveHeads, linksTellWhere, headingsNest,
];

const folders = process.argv.slice(2).map((path) => new Folder(path));
const problems = [];
const complain = (folder, page, what) => problems.push(`${folder.name}/${page}: ${what}`);
for (const folder of folders) if (!folder.pages.length) complain(folder, "", "holds no pages");

const paths = folders.flatMap((folder) => folder.pages.map((page) => join(folder.path, page)));
const vnu = vnuSays(paths);
const seen = await visitAll();
for (const [folder, found] of seen) {
  const base = siteAddress(found);
  for (const check of CHECKS) {
    for (const [page, what] of check({ folder, found, base, twins: languages.twins(found) })) complain(folder, page, what);
  }
}
for await (const said of htmlValidateSays(paths)) problems.push(said);
problems.push(...(await vnu));

for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} ${paths.length} pages in ${folders.map((folder) => relative(process.cwd(), folder.path) || ".").join(", ")}`);
process.exit(problems.length ? 1 : 0);

// Every page once, several at a time; what each says about itself, by folder and path.
async function visitAll() {
  const server = await serve(folders);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const seen = new Map(folders.map((folder) => [folder, new Map(folder.pages.map((page) => [page, undefined]))]));
  const chosen = thorough(folders);
  const rest = folders.flatMap((folder) => folder.pages.map((page) => ({ folder, page })))
    .filter(({ folder, page }) => !chosen.some((one) => one.folder === folder && one.page === page));
  const waiting = [...chosen, ...rest];
  const work = async () => {
    const tabs = await visitor(browser);
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { found, problems } = await visit(tabs, next.folder, next.page, server.address(next.folder), chosen.includes(next));
      seen.get(next.folder).set(next.page, found);
      for (const problem of new Set(problems)) complain(next.folder, next.page, problem);
    }
  };
  await Promise.all(Array.from({ length: VISITORS }, work));
  await browser.close();
  await server.close();
  return seen;
}

// Where the folder will be published, as its pages say.
function siteAddress(found) {
  const [page, { canonical } = {}] = [...found].find(([page, { canonical }]) => canonical?.endsWith(`/${page}`)) ?? [];
  return canonical?.slice(0, -page.length);
}
