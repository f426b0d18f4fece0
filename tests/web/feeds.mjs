// Reads the feeds of published sites with a feed reader of others: it finds what the page of changes shows, and
// every entry has a name of its own, a time, and leads to a place that is there.
//
//   node feeds.mjs SITE…

import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { parseAtomFeed } from "feedsmith";

const failures = [];
let read = 0;

for (const site of process.argv.slice(2)) {
  for (const language of readdirSync(site).sort()) {
    const file = join(site, language, "changes.atom");
    if (existsSync(file)) look(site, language, file);
  }
}
if (!read) failures.push("no feed was found at all");
for (const failure of failures) console.log(`FAILED  ${failure}`);
console.log(`${failures.length ? "FAILED" : "ok"}      ${read} feeds`);
process.exit(failures.length ? 1 : 0);

function look(site, language, file) {
  read += 1;
  const complain = (what) => failures.push(`${file} ${what}`);
  const feed = parseAtomFeed(readFileSync(file, "utf8"));
  const page = readFileSync(join(site, language, "changes.html"), "utf8");
  const self = feed.links?.find(({ rel }) => rel === "self")?.href;
  const home = feed.links?.find(({ rel }) => rel === "alternate")?.href;
  if (!self?.endsWith(`/${language}/changes.atom`)) complain(`says it is ${self}`);
  if (!home?.endsWith(`/${language}/changes.html`)) complain(`belongs to ${home}`);
  const entries = feed.entries ?? [];
  if (!entries.length) complain("has no entry");
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) complain("gives a name twice");
  const times = entries.map(({ updated }) => Date.parse(updated));
  if (times.some(Number.isNaN)) complain("has an entry without a time");
  if (times.some((time, at) => at && time > times[at - 1])) complain("does not begin with the newest");
  if (Date.parse(feed.updated) !== times[0]) complain("is not as new as its newest entry");
  for (const { id, links } of entries) {
    const [address, place] = (links?.[0]?.href ?? "").split("#");
    if (address !== home || !page.includes(`id="${place}"`)) complain(`leads from ${id} to no place that is there`);
  }
}
