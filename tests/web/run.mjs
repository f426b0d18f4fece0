// Looks at a published site as its readers do: every page in a browser, in light and dark, on a narrow
// phone, on paper and from the keyboard; then with the validators. Prints what is wrong, exits with 1.
//
//   node run.mjs SITE
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

const site = resolve(process.argv[2] ?? ".");
const files = readdirSync(site, { recursive: true }).map(String);
const pages = files.filter((file) => file.endsWith(".html")).sort();
const problems = [];
const complain = (page, what) => problems.push(`${page}: ${what}`);
const address = (page) => pathToFileURL(join(site, page)).href;

// What a page says about itself, read in the browser.
const read = () => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    lang: document.documentElement.lang,
    ids: all("[id]").map((element) => element.id),
    links: all("a[href], link[rel=stylesheet]").map((element) => element.getAttribute("href")),
    alternates: all("link[rel=alternate][hreflang]:not([hreflang=x-default])").map((link) => [link.hreflang, link.getAttribute("href")]),
    canonical: document.querySelector("link[rel=canonical]")?.href,
    switch: all("header nav a").map((link) => [link.hreflang, link.getAttribute("href")]),
    sections: all("main section[id]").map((section) => section.id),
    contents: all(".toc a").map((link) => link.hash.slice(1)),
    // By their addresses; those told elsewhere, and so in words, by the sign of their method.
    contacts: all("#contact .card").map((card) => card.querySelector(".value a")?.href ?? card.querySelector(".method svg").outerHTML),
    tables: all("table").filter((table) => !table.caption || !table.querySelector("th[scope]")).length,
    help: all("footer .legal a")[0]?.getAttribute("href"),
    internal: document.querySelector("aside.internal") !== null,
    linkTexts: all("main a[href]").map((link) => [link.textContent.trim(), link.href]),
  };
};

async function inBrowser(browser, page) {
  const context = await browser.newContext({ viewport: WIDE });
  const tab = await context.newPage();
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && !url.startsWith(pathToFileURL(site).href)) complain(page, `asks for ${url}`);
  });
  tab.on("requestfailed", (request) => complain(page, `cannot load ${request.url()}`));
  tab.on("console", (message) => complain(page, `console: ${message.text()}`));
  await tab.goto(address(page));
  const found = await tab.evaluate(read);
  await keyboard(tab, page);
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    await accessible(tab, page, colorScheme);
  }
  await tab.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  await accessible(tab, page, "forced colours", ["color-contrast"]);
  await tab.emulateMedia({ forcedColors: "none", media: "print" });
  await printable(tab, page);
  await tab.emulateMedia({ media: "screen" });
  await tab.setViewportSize(NARROW);
  await narrow(tab, page);
  await accessible(tab, page, "narrow");
  await context.close();
  return found;
}

async function accessible(tab, page, how, without = []) {
  await tab.evaluate(axe);
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const { violations } = await tab.evaluate(
    ([values, rules]) => axe.run(document, { runOnly: { type: "tag", values }, rules, preload: false }), [AXE_TAGS, rules]);
  for (const violation of violations) {
    complain(page, `${how}: ${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
  }
}

async function keyboard(tab, page) {
  await tab.keyboard.press("Tab");
  const first = await tab.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute("href"), visible: box.top >= 0 && box.height > 0 };
  });
  if (first.href !== "#main" || !first.visible) complain(page, "the skip link is not first, or not visible when focused");
  await tab.keyboard.press("Enter");
  const target = await tab.evaluate(() => document.activeElement.id);
  if (target !== "main") complain(page, `the skip link leads to ${target || "nothing"}`);
}

async function narrow(tab, page) {
  const wide = await tab.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const culprits = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1);
    return document.documentElement.scrollWidth > width ? culprits.slice(0, 3).map((element) => element.outerHTML.slice(0, 80)) : [];
  });
  if (wide.length) complain(page, `scrolls sideways at 320 px: ${wide.join(" | ")}`);
}

async function printable(tab, page) {
  const hidden = await tab.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length);
    return { navigation: shown("nav"), text: shown("main h1") };
  });
  if (hidden.navigation || !hidden.text) complain(page, "prints its navigation, or not its text");
}

function linksLead(found) {
  for (const [page, { links, ids }] of found) {
    if (new Set(ids).size !== ids.length) complain(page, "has an id twice");
    for (const link of links.filter((link) => !/^(https|mailto|tel|data):/.test(link))) {
      const [file, anchor] = link.split("#");
      const target = file ? relative(site, resolve(site, dirname(page), file)) : page;
      const there = found.get(target);
      if (!there && !existsSync(join(site, target))) complain(page, `links to ${link}, which is not there`);
      else if (anchor && !(there?.ids ?? []).includes(anchor)) complain(page, `links to ${link}, where there is no such place`);
    }
  }
}

function languagesPointAtEachOther(found) {
  for (const [page, { lang, alternates, canonical }] of found) {
    const own = page.split("/")[0];
    if (page.includes("/") && own !== lang) complain(page, `says it is in ${lang}`);
    if (page.includes("/") && !alternates.some(([language]) => language === lang)) complain(page, "does not name itself among its languages");
    if (canonical && !canonical.endsWith(`/${page}`)) complain(page, `calls itself ${canonical}`);
    for (const [language, href] of alternates) {
      const target = /^https:/.test(href) ? [...found.keys()].find((other) => other.startsWith(`${language}/`) && href.endsWith(`/${other}`)) : relative(site, resolve(site, dirname(page), href));
      const other = found.get(target);
      if (!other) complain(page, `names ${href} in ${language}, which is not there`);
      else if (other.lang !== language) complain(page, `names ${href} in ${language}, which is in ${other.lang}`);
      else if (page.includes("/") && !other.alternates.some(([back]) => back === lang)) complain(page, `is not named by its twin in ${language}`);
    }
  }
}

function helpIsWhereItAlwaysIs(found) {
  const byOffering = new Map();
  for (const [page, { sections, contents, contacts, help, internal, tables, linkTexts }] of found) {
    // Pages for our own people stand alone and lead nowhere.
    if (!help && !internal) complain(page, "has no link to get support at its foot");
    if (tables) complain(page, "has a table without caption or without headers");
    const texts = new Map();
    for (const [text, href] of linkTexts) {
      if (!text) complain(page, `has a link to ${href} without words`);
      if (texts.has(text) && texts.get(text) !== href) complain(page, `has two links "${text}" that lead to different places`);
      texts.set(text, href);
    }
    if (!sections.includes("about")) continue;
    // What a customer reads alone begins with its services, or with what it has.
    if (!["contact", "health", "offerings"].includes(sections[0])) complain(page, "does not begin with the contacts");
    if (sections.join() !== contents.join()) complain(page, "has another order than its table of contents");
    const offering = page.split("/").pop();
    const known = byOffering.get(offering) ?? contacts;
    if (known.join() !== contacts.join()) complain(page, "shows its contacts in another order than in another language");
    byOffering.set(offering, contacts);
  }
}

function validMarkup() {
  try {
    execFileSync("java", ["-jar", vnu, "--stdout", "--format", "text", ...pages.map((page) => join(site, page))], { encoding: "utf8" });
  } catch (failure) {
    complain("vnu", (failure.stdout || failure.message).trim());
  }
}

async function lintedMarkup() {
  const rules = {
    "long-title": "off", // the site's name belongs into it
    "require-sri": "off", // style sheet and page come from one place
    "no-inline-style": "error",
    "tel-non-breaking": "off", // only for numbers in running text
    "no-trailing-whitespace": "off",
  };
  const validator = new HtmlValidate(new StaticConfigLoader({ extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"], rules }));
  for (const page of pages) {
    const report = await validator.validateFile(join(site, page));
    for (const { line, ruleId, message } of report.results.flatMap((result) => result.messages)) complain(page, `line ${line}: ${ruleId}: ${message}`);
  }
}

if (!pages.length) complain(site, "holds no pages");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const found = new Map();
for (const page of pages) {
  const refresh = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(readFileSync(join(site, page), "utf8"));
  // A page that leads straight on shows nothing; where it leads is among the others.
  if (refresh && existsSync(join(site, dirname(page), refresh[1]))) continue;
  found.set(page, await inBrowser(browser, page));
}
await browser.close();
linksLead(found);
languagesPointAtEachOther(found);
helpIsWhereItAlwaysIs(found);
validMarkup();
await lintedMarkup();
for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} ${pages.length} pages in ${relative(process.cwd(), site) || site}`);
process.exit(problems.length ? 1 : 0);
