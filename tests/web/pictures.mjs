// Takes pictures of a published folder for people to look at: of each kind of page and language the longest page, on a
// desk, on a phone, in the dark, on paper, with forced colours and at twice the size. A long page is cut into columns
// that stand side by side, as many to a picture as can be read.
//
//   node pictures.mjs FOLDER OUT [LANGUAGE | MODE | KIND]…
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Folder, thorough } from "./site/folder.mjs";
import { serve } from "./site/server.mjs";

const DESK = { width: 1280, height: 900 };
const MODES = {
  desk: { viewport: DESK },
  phone: { viewport: { width: 360, height: 780 } },
  dark: { viewport: DESK, colorScheme: "dark" },
  paper: { viewport: { width: 680, height: 960 }, media: "print" },
  forced: { viewport: DESK, forcedColors: "active" },
  zoom: { viewport: { width: 640, height: 450 } },
};
// How large a picture is, and how far apart its columns.
const PICTURE = { width: 1900, height: 1500 };
const GAP = 16;

const [path, out, ...only] = process.argv.slice(2);
const folder = new Folder(path);
mkdirSync(out, { recursive: true });
const server = await serve([folder]);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const wall = await browser.newPage();
const pages = thorough([folder]).map(({ page }) => ({ page, language: folder.language(page), kind: folder.kind(page) }));
for (const { page, language, kind } of pages.filter(({ language, kind }) => wanted(pages.map(({ language }) => language), language) && wanted(pages.map(({ kind }) => kind), kind))) {
  const tab = await browser.newPage();
  await tab.goto(server.address(folder) + page);
  for (const [mode, { viewport, ...media }] of Object.entries(MODES)) {
    if (!wanted(Object.keys(MODES), mode)) continue;
    await tab.setViewportSize(viewport);
    await tab.emulateMedia({ media: "screen", colorScheme: "light", forcedColors: "none", ...media });
    await hang(await tab.screenshot({ fullPage: true }), viewport.width, join(out, `${kind}-${language}-${mode}`));
  }
  await tab.close();
}
await browser.close();
await server.close();

// Whether one of several is asked for, or none of them in particular.
function wanted(several, one) {
  const named = only.filter((word) => several.includes(word));
  return !named.length || named.includes(one);
}

// A page as pictures of columns.
async function hang(picture, width, name) {
  const source = `data:image/png;base64,${picture.toString("base64")}`;
  await wall.setViewportSize(PICTURE);
  await wall.setContent(`<body style="margin:0;background:#888"><img src="${source}">`);
  const height = await wall.evaluate(async () => {
    const [image] = document.images;
    await image.decode();
    return image.naturalHeight;
  });
  const columns = Math.max(1, Math.floor((PICTURE.width + GAP) / (width + GAP)));
  const count = Math.ceil(height / PICTURE.height / columns);
  for (let sheet = 0; sheet < count; sheet += 1) {
    const parts = Array.from({ length: columns }, (_, column) => (sheet * columns + column) * PICTURE.height).filter((top) => top < height);
    const columnsOf = parts.map((top, at) => `<div style="position:absolute;top:0;left:${at * (width + GAP)}px;width:${width}px;height:${Math.min(PICTURE.height, height - top)}px;background:url(${source}) 0 -${top}px no-repeat"></div>`);
    await wall.setContent(`<body style="margin:0;background:#888">${columnsOf.join("")}`);
    await wall.screenshot({ path: `${name}-${sheet + 1}.png`, clip: { x: 0, y: 0, width: parts.length * (width + GAP) - GAP, height: Math.min(PICTURE.height, height - parts[0]) } });
  }
}
