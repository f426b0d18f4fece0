// Holds the script that says whether somebody is there now to the engine behind the program, instant by instant,
// then looks at it as visitors do: in a browser with another clock, in another zone, without scripts.
//
//   node open.mjs FOLDER SCRIPT SITE    with pages.json in FOLDER, as tests/it/site/open_now.rs writes it; SCRIPT as it
//                                       is published; SITE as fixtures/nordlicht is published
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { chromium } from "playwright-core";

const [folder, script, site] = process.argv.slice(2).map((path) => resolve(path));
const problems = [];
const MINUTE = 60_000;
const FEWEST = 10_000;

// Every answer of the script beside that of the engine.
function compare() {
  const { state } = vm.runInNewContext(`${readFileSync(script, "utf8")}\n({ state })`, { Intl });
  let count = 0;
  for (const { page, data, questions } of JSON.parse(readFileSync(join(folder, "pages.json"), "utf8"))) {
    for (const { place, visitor, answers } of questions) {
      for (const [instant, word, change] of answers) {
        count += 1;
        const told = state(data, place, Math.floor(instant / MINUTE), visitor);
        const when = told.change === null ? null : told.change * MINUTE;
        if (told.state === word && when === change) continue;
        const where = `${page} ${Object.keys(place.windows)} at ${new Date(instant).toISOString()} for ${visitor}`;
        problems.push(`${where}: the engine says ${word}, ${change}; the script ${told.state}, ${when}`);
      }
    }
  }
  if (count < FEWEST) problems.push(`only ${count} instants were compared`);
  return count;
}

// A visitor's tab: what it asks for must lie below the site, and it has nothing to complain about.
async function visit(browser, base, { zone, javaScriptEnabled = true }, look) {
  const context = await browser.newContext({ timezoneId: zone, locale: "ja-JP", javaScriptEnabled });
  context.setDefaultTimeout(120_000);
  const tab = await context.newPage();
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith("data:")) problems.push(`${base} asks for ${url}`);
  });
  tab.on("console", (message) => problems.push(`${tab.url()}: console: ${message.text()}`));
  tab.on("pageerror", (error) => problems.push(`${tab.url()}: ${error}`));
  if (javaScriptEnabled) await tab.clock.install();
  await look(tab);
  await context.close();
}

async function open(tab, address, at) {
  await tab.clock.setSystemTime(new Date(at));
  await tab.goto(address);
}

const top = (tab) => tab.locator(".hero .now").innerText();

function expect(what, found, wanted) {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value));
  if (one !== other) problems.push(`${what}: ${one} instead of ${other}`);
}

// Page, instant, zone of the visitor, and the whole text at the top.
const SAYS = [
  ["en/standard-2026", "2026-11-24T10:00:00Z", "Europe/Berlin", "Open until 18:00"],
  ["en/standard-2026", "2026-11-24T10:00:00Z", "Europe/Madrid", "Open until 18:00"],
  ["en/standard-2026", "2026-11-24T18:00:00Z", "Europe/Berlin", "Closed, opens Wednesday 08:00"],
  ["en/standard-2026", "2026-11-24T10:00:00Z", "Asia/Tokyo", "Open until 18:00 (Central European Time) Your time: Wednesday 02:00 (Japan Standard Time)"],
  ["en/standard-2026", "2026-11-24T18:00:00Z", "America/St_Johns", "Closed, opens Wednesday 08:00 (Central European Time) Your time: Wednesday 03:30 (Newfoundland Time)"],
  ["en/standard-2026", "2026-12-23T18:00:00Z", "Europe/Berlin", "Closed, opens Monday 08:00"],
  ["en/standard-2026", "2026-11-22T10:00:00Z", "Europe/Berlin", "Not known today: please see the hours"],
  ["en/standard-2026", "2028-11-22T10:00:00Z", "Europe/Berlin", "Not known today: please see the hours"],
  ["en/premium-2026", "2026-11-24T20:00:00Z", "Europe/Berlin", "Emergency only: Critical. For everything else open from Wednesday 07:00"],
  ["de/standard-2026", "2026-11-24T10:00:00Z", "Europe/Berlin", "Geöffnet bis 18:00"],
  ["de/standard-2026", "2026-11-24T06:00:00Z", "Europe/Berlin", "Geschlossen, öffnet 08:00"],
  ["de/standard-2026", "2026-11-24T18:00:00Z", "Asia/Tokyo", "Geschlossen, öffnet Mittwoch, 08:00 (Mitteleuropäische Zeit) Ihre Zeit: 16:00 (Japanische Normalzeit)"],
];

async function sayings(browser, base, says) {
  for (const zone of new Set(says.map(([, , zone]) => zone))) {
    await visit(browser, base, { zone }, async (tab) => {
      for (const [page, at, , wanted] of says.filter(([, , own]) => own === zone)) {
        await open(tab, `${base}${page}.html`, at);
        expect(`${base}${page} at ${at} in ${zone}`, (await top(tab)).replace(/\s+/g, " "), wanted);
      }
    });
  }
}

// What is told goes with the time, but not in the background, and never speaks up by itself.
async function goesWithTheTime(tab, address) {
  await open(tab, address, "2026-11-24T16:58:30Z");
  expect("before closing time", await top(tab), "Open until 18:00");
  const time = await tab.locator(".hero .now time").getAttribute("datetime");
  expect("as programs read it", time, "2026-11-24T17:00:00.000Z");
  const show = (hidden) => tab.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await show(true);
  await tab.clock.runFor(2 * MINUTE);
  expect("in the background", await top(tab), "Open until 18:00");
  await show(false);
  expect("seen again", await top(tab), "Closed, opens Wednesday 08:00");
  await tab.clock.runFor(15 * 60 * MINUTE);
  expect("next morning", await top(tab), "Open until 18:00");
  const talks = await tab.locator(".now[aria-live], .now[role], [aria-live] .now").count();
  expect("regions that speak up by themselves", talks, 0);
  const unlike = await tab.locator('.now[hidden], .now:not([data-state="open"])').count();
  expect("elements that stay behind", unlike, 0);
}

async function withoutScripts(tab, address) {
  await tab.goto(address);
  const found = await tab.evaluate(() => {
    const boxes = [...document.querySelectorAll(".now")];
    const shown = boxes.filter((box) => box.getClientRects().length > 0).length;
    return [boxes.length > 0, shown, document.querySelector("#hours").innerText.includes("08:00–18:00")];
  });
  expect("without scripts: elements, those shown, static hours", found, [true, 0, true]);
}

// The site as a server shows it that knows nothing, below a path.
function serve() {
  const types = { html: "text/html", css: "text/css", js: "text/javascript" };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    try {
      const body = readFileSync(join(site, path.replace(/^\/below\/a\/path/, "")));
      response.writeHead(200, { "content-type": types[path.split(".").pop()] ?? "text/plain" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

const count = compare();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const server = await serve();
try {
  const files = `${pathToFileURL(site).href}/`;
  await sayings(browser, files, SAYS);
  await sayings(browser, `http://127.0.0.1:${server.address().port}/below/a/path/`, SAYS.filter(([page]) => page.startsWith("de")));
  const address = `${files}en/standard-2026.html`;
  await visit(browser, files, { zone: "Europe/Berlin" }, (tab) => goesWithTheTime(tab, address));
  await visit(browser, files, { zone: "Asia/Tokyo", javaScriptEnabled: false }, (tab) => withoutScripts(tab, address));
} finally {
  server.close();
  await browser.close();
}
problems.slice(0, 40).forEach((problem) => console.error(problem));
console.log(`open now: ${count} instants, ${SAYS.length} sentences, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
