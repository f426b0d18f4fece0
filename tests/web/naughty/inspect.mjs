// Opens a page in a browser that would run anything, and tells what it is built of and what it tries.
import MarkdownIt from "markdown-it";
import { chromium } from "playwright-core";
import { serve } from "../site/server.mjs";

// Gives the function that looks at every page of folders, and the one that ends it.
export async function inspector() {
  const markdown = new MarkdownIt({ html: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  // What would act must not be held back by the policy of the page.
  const tab = await (await browser.newContext({ bypassCSP: true })).newPage();
  const inspect = async (folder, page, at) => {
    const wrong = [];
    const listeners = listening(at, (what) => wrong.push(what));
    for (const [event, listener] of listeners) tab.on(event, listener);
    await tab.goto(at + page);
    const twin = page.replace(/\.html$/, ".md");
    const rendered = folder.has(twin) ? markdown.render(folder.read(twin)) : "";
    const found = await tab.evaluate(built, { rendered, at });
    for (const [event, listener] of listeners) tab.off(event, listener);
    return { folder, page, ...found, wrong: [...wrong, ...found.wrong] };
  };
  const inspectAll = async function* (folders) {
    const server = await serve(folders);
    for (const folder of folders) for (const page of folder.pages) yield await inspect(folder, page, server.address(folder));
    await server.close();
  };
  return { inspectAll, close: () => browser.close() };
}

// Whatever a page may try, by the event that tells of it.
function listening(at, note) {
  return Object.entries({
    request: (request) => request.url().startsWith(at) || request.url().startsWith("data:") || note(`asks for ${request.url()}`),
    console: (message) => note(`console: ${message.text()}`),
    pageerror: (error) => note(`fails: ${error.message}`),
    dialog: (dialog) => (note(`a script ran: ${dialog.message()}`), dialog.dismiss()),
    popup: () => note("opens a window"),
  });
}

// Runs in the page: which elements and attributes it and its twin are built of, where they lead, what would act.
const built = ({ rendered, at }) => {
  const [names, hosts, wrong] = [new Set(), new Set(), new Set()];
  const leads = ["href", "src", "action", "srcset", "data", "formaction", "xlink:href", "poster", "background"];
  const twin = new DOMParser().parseFromString(rendered, "text/html");
  for (const element of [...document.querySelectorAll("*"), ...twin.body.querySelectorAll("*")]) {
    names.add(element.localName);
    for (const { name, value } of element.attributes) {
      names.add(`${element.localName}@${name}`);
      if (name.startsWith("on")) wrong.add(`${element.localName} has ${name}`);
      if (!leads.includes(name)) continue;
      const address = URL.parse(value, document.baseURI);
      if (address?.protocol === "https:") hosts.add(address.host);
      const icon = element.localName === "link" && value.startsWith("data:");
      if (!icon && !["https:", "mailto:", "tel:"].includes(address?.protocol) && !address?.href.startsWith(at)) wrong.add(`leads to ${value}`);
    }
  }
  for (const data of document.querySelectorAll("script[type$=json]")) JSON.parse(data.textContent);
  return { names: [...names], hosts: [...hosts], wrong: [...wrong] };
};
