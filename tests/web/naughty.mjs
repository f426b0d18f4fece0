// Publishes workspaces whose texts are naughty strings and opens the pages in a browser that would run anything: no
// script, no handler, no foreign address may come of it, in no page, twin or file.
//
//   node naughty.mjs PROGRAM SCHEMAS STRINGS WORKSPACE…
//
// Every string stands in every text that customers read, of documents and of their translations. That many builds
// would take hours, so a text holds a share of the strings and every build deals the shares anew; in the last builds
// each text is a single string, which no other can shield.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { inspector } from "./naughty/inspect.mjs";
import { publisher } from "./naughty/publish.mjs";

const SHARES = 3;
// What a page has where an offering has errors, and where a text is in no language that it should be in.
const ODD = ["aside", "aside@class", "aside@aria-label", "div@lang"];
// What Markdown may make of a text.
const MARKDOWN = "em strong code pre blockquote ol ul li hr h1 h2 h3 h4 h5 h6 br p a table thead tbody tr th td ol@start code@class th@style td@style a@href".split(" ");

const [program, schemas, stringsFile, ...workspaces] = process.argv.slice(2);
// Files with these characters are refused, so that no page can show them; the rest of the string still counts.
const REFUSED = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]/g;
const strings = JSON.parse(readFileSync(stringsFile, "utf8")).map((text) => text.replace(REFUSED, "")).filter((text) => text.trim());
const shares = Array.from({ length: SHARES }, (_, share) => strings.filter((_, at) => at % SHARES === share).join("\n\n"));
const problems = new Set();
let pages = 0;

const { publish, languages, clear } = publisher(program, schemas);
const { inspectAll, close } = await inspector();
try {
  for (const path of workspaces) await everyString(path);
} finally {
  await close();
  clear();
}
for (const problem of problems) console.log(problem);
console.log(`${problems.size ? "FAILED " : "ok     "} ${strings.length} naughty strings in ${pages} pages`);
process.exit(problems.size ? 1 : 0);

async function everyString(path) {
  const allowed = await whatIsBuilt(publish(path, { build: "calm" }));
  const [own, ...others] = languages(path);
  for (let turn = 0; turn < SHARES; turn += 1) {
    const deal = (place) => shares[(place + turn) % SHARES];
    await look(path, { build: `texts ${turn}`, texts: deal, languages: [own] }, allowed);
    if (others.length) await look(path, { build: `translations ${turn}`, translations: deal, languages: [others[0]] }, allowed);
  }
  const single = (place) => strings[place % strings.length];
  await look(path, { build: "singles", texts: single, languages: [own] }, allowed);
  if (others.length) await look(path, { build: "single translations", translations: single, languages: others }, allowed);
}

// The elements, attributes and addresses of pages whose texts are as they should be.
async function whatIsBuilt(folders) {
  const [names, hosts] = [new Set([...MARKDOWN, ...ODD]), new Set()];
  for await (const found of inspectAll(folders)) {
    found.names.forEach((name) => names.add(name));
    found.hosts.forEach((host) => hosts.add(host));
  }
  return { names, hosts };
}

async function look(path, wanted, allowed) {
  const folders = publish(path, wanted);
  const complain = (file, what) => problems.add(`${basename(path)}, ${wanted.build}, ${file}: ${what}`.replace(/\s+/g, " ").slice(0, 300));
  for await (const { page, names, hosts, wrong } of inspectAll(folders)) {
    pages += 1;
    for (const what of wrong) complain(page, what);
    for (const name of names) if (!allowed.names.has(name)) complain(page, `has ${name}`);
    for (const host of hosts) if (!allowed.hosts.has(host)) complain(page, `leads to ${host}`);
  }
  for (const folder of folders) for (const file of folder.files.filter((file) => file.endsWith(".json"))) JSON.parse(folder.read(file));
}
