// Takes pictures of a published folder for people to look at: of each kind of page and language the longest page,
// on a desk, on a phone, in the dark, on paper and with forced colours.
//
//   node pictures.mjs FOLDER OUT [LANGUAGE…]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { Folder, thorough } from "./site/folder.mjs";

const DESK = { width: 1280, height: 900 };
const MODES = {
  desk: { viewport: DESK },
  phone: { viewport: { width: 390, height: 844 } },
  dark: { viewport: DESK, colorScheme: "dark" },
  paper: { viewport: { width: 680, height: 960 }, media: "print" },
  forced: { viewport: DESK, forcedColors: "active" },
};

const [path, out, ...languages] = process.argv.slice(2);
const folder = new Folder(path);
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const { page } of thorough([folder])) {
  const language = folder.language(page);
  if (languages.length && !languages.includes(language)) continue;
  const tab = await browser.newPage();
  await tab.goto(pathToFileURL(join(folder.path, page)).href);
  for (const [mode, { viewport, ...media }] of Object.entries(MODES)) {
    await tab.setViewportSize(viewport);
    await tab.emulateMedia({ media: "screen", colorScheme: "light", forcedColors: "none", ...media });
    await tab.screenshot({ path: join(out, `${folder.kind(page)}-${language}-${mode}.png`), fullPage: true });
  }
  await tab.close();
}
await browser.close();
