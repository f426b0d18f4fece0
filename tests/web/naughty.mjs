// Publishes workspaces whose texts are naughty strings and opens the pages in a browser that would run anything: no
// script, no handler, no foreign address may come of it, in no page, twin or file.
//
//   node naughty.mjs PROGRAM SCHEMAS STRINGS WORKSPACE…
//
// Every string stands in every text that customers read: most builds give each text a bundle of strings, the next
// build the next bundle; the last ones give it a single string.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import MarkdownIt from "markdown-it";
import { chromium } from "playwright-core";
import { schemas, texts, workspace } from "./documents.mjs";
import { Folder } from "./site/folder.mjs";

const BUNDLE = 40;
const SINGLES = 4;
const MARKDOWN = "em strong code pre blockquote ol ul li hr h1 h2 h3 h4 h5 h6 br p a table thead tbody tr th td ol@start code@class th@style td@style a@href".split(" ");

const [program, schemaFolder, stringsFile, ...workspaces] = process.argv.slice(2);
const kinds = schemas(schemaFolder);
const strings = JSON.parse(readFileSync(stringsFile, "utf8")).filter((text) => text.trim());
const bundles = Array.from({ length: Math.ceil(strings.length / BUNDLE) }, (_, at) => strings.slice(at * BUNDLE, (at + 1) * BUNDLE).join("\n\n"));
const markdown = new MarkdownIt({ html: true });
const scratch = mkdtempSync(join(tmpdir(), "naughty-"));
const problems = new Set();
let pages = 0;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
// What would act must not be held back by the policy of the page.
const tab = await (await browser.newContext({ bypassCSP: true })).newPage();
try {
  for (const path of workspaces) await everyString(path);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
for (const problem of problems) console.log(problem);
console.log(`${problems.size ? "FAILED " : "ok     "} ${strings.length} naughty strings in ${pages} pages`);
process.exit(problems.size ? 1 : 0);

async function everyString(path) {
  const calm = publish(path, "calm", () => undefined);
  const known = [];
  for (const page of calm.pages) known.push(await inspect(calm, page));
  const allowed = { names: new Set([...MARKDOWN, ...known.flatMap(({ names }) => names)]), hosts: new Set(known.flatMap(({ hosts }) => hosts)) };
  const languages = [...new Set(calm.pages.map((page) => calm.language(page)))];
  for (const [turn] of bundles.entries()) {
    const folder = publish(path, `bundle ${turn}`, (_, place) => bundles[(place + turn) % bundles.length], languages[turn % languages.length]);
    await look(folder, `bundle ${turn}`, allowed);
  }
  for (let turn = 0; turn < SINGLES; turn += 1) {
    const step = Math.floor((turn * strings.length) / SINGLES);
    const folder = publish(path, `single ${turn}`, (_, place) => strings[(place + step) % strings.length]);
    if (folder.pages.join() !== calm.pages.join()) problems.add(`${basename(path)}, single ${turn}: has other pages`);
    await look(folder, `single ${turn}`, allowed);
  }
}

// A copy of a workspace with other texts, published.
function publish(path, name, other, language) {
  const own = join(scratch, `${basename(path)} ${name}`);
  const out = join(own, "site");
  cpSync(path, own, { recursive: true });
  let place = 0;
  for (const { file, documents } of workspace(path)) {
    for (const document of documents) {
      const changed = new Map();
      for (const { value, audience, schema, holder, key, path } of [...texts(document, kinds.get(document.kind))]) {
        if (!audience || schema.title !== "text") continue;
        const text = other(value, place++);
        if (text === undefined) continue;
        holder[key] = text;
        if (!path.startsWith("spec/translations/")) changed.set(value, text);
      }
      rename(document.spec?.translations, changed);
    }
    writeFileSync(join(own, file), documents.map(yaml).join("---\n"));
  }
  const words = ["publish", "--quiet", "--allow-findings", "--out", out, ...(language ? ["--lang", language] : []), own];
  try {
    execFileSync(program, words, { encoding: "utf8", stdio: "pipe" });
  } catch (failure) {
    throw new Error(`${basename(path)}, ${name}: ${failure.stdout}${failure.stderr}`.slice(0, 2000));
  }
  return new Folder(out);
}

// Translations stand under the text they translate; one as long as a bundle is no key in YAML.
function rename(translations, changed) {
  for (const texts of Object.values(translations ?? {})) {
    for (const [text, translation] of Object.entries(texts)) {
      const key = changed.get(text);
      if (key === undefined) continue;
      delete texts[text];
      if (key.length < 500) texts[key] = translation;
    }
  }
}

// JSON is YAML, but for letters that YAML wants escaped.
function yaml(document) {
  const odd = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
  return `${JSON.stringify(document).replace(odd, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

async function look(folder, build, allowed) {
  const complain = (file, what) => problems.add(`${build}, ${file}: ${what}`.replace(/\s+/g, " ").slice(0, 300));
  for (const page of folder.pages) {
    pages += 1;
    const { names, hosts, wrong } = await inspect(folder, page);
    for (const what of wrong) complain(page, what);
    for (const name of names) if (!allowed.names.has(name)) complain(page, `has ${name}`);
    for (const host of hosts) if (!allowed.hosts.has(host)) complain(page, `leads to ${host}`);
  }
  for (const file of folder.files.filter((file) => /\.(json|webmanifest)$/.test(file))) JSON.parse(folder.read(file));
}

// Opens a page and notes whatever it tries.
async function inspect(folder, page) {
  const wrong = [];
  const at = pathToFileURL(`${folder.path}/`).href;
  const note = {
    request: (request) => request.url().startsWith(at) || request.url().startsWith("data:") || wrong.push(`asks for ${request.url()}`),
    console: (message) => wrong.push(`console: ${message.text()}`),
    pageerror: (error) => wrong.push(`fails: ${error.message}`),
    dialog: (dialog) => (wrong.push(`a script ran: ${dialog.message()}`), dialog.dismiss()),
    popup: () => wrong.push("opens a window"),
  };
  for (const [event, listener] of Object.entries(note)) tab.on(event, listener);
  await tab.goto(at + page);
  const twin = page.replace(/\.html$/, ".md");
  const rendered = folder.has(twin) ? markdown.render(folder.read(twin)) : "";
  const found = await tab.evaluate(built, { rendered, at });
  for (const [event, listener] of Object.entries(note)) tab.off(event, listener);
  return { ...found, wrong: [...wrong, ...found.wrong] };
}

// Runs in the page: which elements and attributes it and its twin are built of, where they lead, what would act.
const built = ({ rendered, at }) => {
  const [names, hosts, wrong] = [new Set(), new Set(), []];
  const twin = new DOMParser().parseFromString(rendered, "text/html");
  for (const root of [document.documentElement, twin.body]) {
    for (const element of root.querySelectorAll("*")) {
      names.add(element.localName);
      for (const { name, value } of element.attributes) {
        names.add(`${element.localName}@${name}`);
        if (name.startsWith("on")) wrong.push(`${element.localName} has ${name}`);
        if (!["href", "src", "action", "srcset", "data", "formaction", "xlink:href"].includes(name)) continue;
        const address = new URL(value, document.baseURI);
        if (address.protocol === "https:") hosts.add(address.host);
        const icon = element.localName === "link" && value.startsWith("data:");
        if (!icon && !["https:", "mailto:", "tel:"].includes(address.protocol) && !address.href.startsWith(at)) wrong.push(`leads to ${value}`);
      }
    }
  }
  for (const data of document.querySelectorAll("script[type$=json]")) JSON.parse(data.textContent);
  return { names: [...names], hosts: [...hosts], wrong };
};
