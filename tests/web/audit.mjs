// Looks at audit reports as their readers do: in every mode, on paper, without scripts, and through their filters.
// Prints what is wrong, exits with 1.
//
//   node audit.mjs FILE…          the first ones; a file called big.html is only timed and filtered
import { basename, dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { chromium } from "playwright-core";
import { accessible, inject } from "./site/axe.mjs";
import { narrow, NARROW, WIDE } from "./site/layout.mjs";
import { htmlValidateSays, vnuSays } from "./site/validators.mjs";

// With forced colours those of the system hold, which axe cannot know.
const NO_COLOURS = { without: ["color-contrast"] };

const files = process.argv.slice(2);
const problems = [];
let name = "";
const complain = (what) => problems.push(`${name}: ${what}`);
const expect = (is, what) => { if (!is) complain(what); };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const file of files) {
  name = basename(dirname(file)) === "." ? basename(file) : `${basename(dirname(file))}/${basename(file)}`;
  const big = basename(file) === "big.html";
  const tab = await browser.newPage({ viewport: WIDE, reducedMotion: "reduce" });
  // Large reports take long to open on a busy machine, which is no mistake.
  tab.setDefaultTimeout(180_000);
  tab.on("console", (message) => complain(`says in the console: ${message.text()}`));
  tab.on("pageerror", (error) => complain(`fails: ${error.message}`));
  tab.on("request", (request) => expect(/^(file|data):/.test(request.url()), `asks for ${request.url()}`));
  const started = Date.now();
  await tab.goto(pathToFileURL(file).href);
  await filters(tab, pathToFileURL(file).href);
  if (big) console.log(`        ${name}: ${Date.now() - started} ms to open and filter`);
  await tab.goto(pathToFileURL(file).href);
  if (!big) {
    await modes(tab);
    await paper(tab, file);
    await scriptless(file);
  }
  await tab.close();
}
await browser.close();
const looked = files.filter((file) => basename(file) !== "big.html");
for (const said of await vnuSays(looked)) problems.push(said);
for await (const said of htmlValidateSays(looked)) problems.push(said);

for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} ${files.length} audit reports`);
process.exit(problems.length ? 1 : 0);

async function modes(tab) {
  await inject(tab);
  for (const [how, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
    await tab.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme });
      (await accessible(tab, `${how}, ${colorScheme}`)).forEach(complain);
    }
    await tab.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    (await accessible(tab, `${how}, forced colours`, NO_COLOURS)).forEach(complain);
    await tab.emulateMedia({ forcedColors: "none" });
  }
  // The heads of tables that stack on phones are there for those who listen, as all that has this class.
  const heads = (on) => tab.evaluate((on) => { for (const head of document.querySelectorAll(".stack thead, .grid thead")) head.classList.toggle("hidden", on); }, on);
  await heads(true);
  // What is laid out only when it comes into view has the size of the window before until then.
  await tab.evaluate(() => document.body.classList.remove("many"));
  (await narrow(tab)).forEach(complain);
  await heads(false);
  await tab.setViewportSize(WIDE);
}

// Every choice of every filter: what is shown is what was asked for, the counts say how much, the address keeps it.
async function filters(tab, address) {
  const choices = await tab.evaluate(() => [...document.querySelectorAll("#filters select")].map(({ name, options }) => [name, [...options].map(({ value }) => value).filter(Boolean).slice(0, 4)]));
  expect(await tab.isVisible("#filters"), "offers no filters");
  for (const [facet, values] of choices) for (const value of values) {
    await tab.selectOption(`#by-${facet}`, value);
    const seen = await tab.evaluate(shown);
    const own = seen.cards.filter((card) => !card.hidden);
    expect(own.every((card) => card[facet] === value), `shows a finding that is not ${facet} ${value}`);
    expect(seen.cards.filter((card) => card[facet] === value).length === own.length, `hides a finding that is ${facet} ${value}`);
    if (seen.count !== undefined && seen.cards.length) expect(seen.count === `${own.length} of ${seen.cards.length}`, `counts ${seen.count} findings, where ${own.length} of ${seen.cards.length} are shown`);
    expect(seen.told.includes("Showing"), `does not tell in words that ${facet} is ${value}`);
    expect(decodeURIComponent(seen.hash).includes(`${facet}=${value}`), `keeps ${facet} ${value} out of its address: ${seen.hash}`);
    if (value === values[0]) {
      await tab.goto("about:blank");
      await tab.goto(address + seen.hash);
      expect(JSON.stringify(await tab.evaluate(shown)) === JSON.stringify(seen), `shows something else at ${seen.hash}`);
    }
    await tab.click("#filters button");
    await tab.waitForTimeout(20);
  }
  const cleared = await tab.evaluate(shown);
  expect(cleared.cards.every((card) => !card.hidden) && cleared.hash === "" && cleared.told === "", "does not show all again");
  await tab.fill("#by-q", "zzzz-nothing");
  expect((await tab.evaluate(shown)).cards.every((card) => card.hidden), "finds what is not there");
  const first = cleared.cards[0];
  if (!first) return;
  await tab.fill("#by-q", first.id.slice(2));
  const found = (await tab.evaluate(shown)).cards.filter((card) => !card.hidden);
  expect(found.length === 1 && found[0].id === first.id, "does not find a finding by its name");
  // A link to a finding that is filtered away shows it again.
  await tab.fill("#by-q", "zzzz-nothing");
  await tab.evaluate((id) => { location.hash = id; }, first.id);
  await tab.waitForTimeout(100);
  expect(await tab.isVisible(`#${first.id}`), "a link to a finding leads to nothing where it is filtered away");
}

// Runs in the page.
function shown() {
  const cards = [...document.querySelectorAll(".card")].map((card) => ({ id: card.id, hidden: !card.checkVisibility(), severity: card.dataset.severity, state: card.dataset.state, source: card.dataset.source, of: card.dataset.of, owner: card.dataset.owner }));
  const showing = document.getElementById("showing");
  return { cards, count: document.querySelector("[data-count=findings]")?.textContent, told: showing.hidden ? "" : showing.textContent, hash: location.hash };
}

// Nothing is cut off, nothing is folded, there is nothing to click; heads of tables are repeated.
async function paper(tab, file) {
  await tab.setViewportSize({ width: 690, height: 980 });
  await tab.emulateMedia({ media: "print" });
  const wrong = await tab.evaluate(() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const problems = [];
    if (all("nav, .skip, .filters").some((element) => element.checkVisibility())) problems.push("prints its navigation");
    for (const head of all("table:not(.grid) thead")) if (getComputedStyle(head).display !== "table-header-group") problems.push("does not repeat the head of a table");
    for (const element of all("body *:not(.hidden, .hidden *, .skip, .grid thead, .grid thead *)")) {
      const { overflowX } = getComputedStyle(element);
      if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) problems.push(`cuts off ${element.outerHTML.slice(0, 80)}`);
      if (element.getBoundingClientRect().right > innerWidth + 2 && element.checkVisibility()) problems.push(`is too wide for paper at ${element.outerHTML.slice(0, 80)}`);
    }
    return [...new Set(problems)].slice(0, 5);
  });
  wrong.forEach(complain);
  await tab.emulateMedia({ media: null });
  const pdf = `${file}.pdf`;
  await tab.pdf({ path: pdf, preferCSSPageSize: true });
  const printed = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }).replace(/\s+/g, "");
  rmSync(pdf);
  const texts = await tab.evaluate(() => [...document.querySelectorAll(".card h4, summary + * th[scope=row] .what, .checks li > span:nth-child(2)")].map((element) => element.textContent));
  const lost = texts.filter((text) => !printed.includes(text.replace(/\s+/g, "").slice(0, 24)));
  if (lost.length) complain(`does not print "${lost[0]}" and ${lost.length - 1} more`);
  await tab.setViewportSize(WIDE);
}

// Without scripts there are no filters, and everything is there.
async function scriptless(file) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: WIDE });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(file).href);
  expect(!(await tab.isVisible("#filters")), "offers filters that do nothing without scripts");
  const wanted = (readFileSync(file, "utf8").match(/ id="f-/g) ?? []).length;
  let seen = 0;
  for (const card of await tab.locator(".card").all()) seen += (await card.isVisible()) ? 1 : 0;
  expect(seen === wanted, `shows ${seen} of ${wanted} findings without scripts`);
  await context.close();
}
