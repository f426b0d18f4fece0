// One page in a browser: thoroughly, in every mode, over HTTP and as a file; or in passing, as a file. The page for
// missing ones is never a file: its links may begin at the top of its host.
import { pathToFileURL } from "node:url";
import { accessible, inject } from "./axe.mjs";
import { reachable } from "./keyboard.mjs";
import { narrow, NARROW, roomy, unstyled, WIDE } from "./layout.mjs";
import { calm, still } from "./motion.mjs";
import { facts } from "./page.mjs";
import { printable } from "./paper.mjs";
import { doings, open, watched } from "./watch.mjs";

// With forced colours those of the system hold, which axe cannot know.
const NO_COLOURS = { without: ["color-contrast"] };

// Tabs for one page at a time: one for pages that are served, one for files.
export async function visitor(browser) {
  const [served, files] = [await watched(browser), await watched(browser)];
  return { served, files };
}

// Gives what the page says about itself and what is wrong with it; `at` is where its folder is served.
export async function visit({ served, files }, folder, page, at, thorough) {
  const file = pathToFileURL(`${folder.path}/`).href;
  if (page === "404.html") return look(served, at, page, everyMode);
  if (!thorough) return look(files, file, page, inPassing);
  const { found, problems } = await look(served, at, page, everyMode);
  const asFile = await look(files, file, page, async function* () {});
  return { found, problems: [...problems, ...asFile.problems] };
}

async function look(seen, at, page, modes) {
  await seen.tab.setViewportSize(WIDE);
  await open(seen, at, page);
  const found = await seen.tab.evaluate(facts);
  const problems = [];
  for await (const wrong of modes(seen.tab)) problems.push(...wrong);
  return { found, problems: [...problems, ...(await doings(seen))] };
}

async function* everyMode(tab) {
  yield await calm(tab);
  await tab.emulateMedia({ reducedMotion: "reduce" });
  yield await still(tab);
  yield await reachable(tab);
  await inject(tab);
  for (const [how, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
    await tab.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme });
      yield await accessible(tab, `${how}, ${colorScheme}`);
    }
    await tab.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    yield await accessible(tab, `${how}, forced colours`, NO_COLOURS);
    await tab.emulateMedia({ forcedColors: "none" });
  }
  await tab.setViewportSize(WIDE);
  await tab.emulateMedia({ media: "print" });
  yield await printable(tab);
  yield await accessible(tab, "on paper", { only: ["color-contrast"] });
  await tab.emulateMedia({ media: "screen" });
  yield await roomy(tab);
  yield await unstyled(tab);
}

async function* inPassing(tab) {
  await inject(tab);
  yield await accessible(tab, "wide, light");
  // The partner's colour is another in the dark.
  await tab.emulateMedia({ colorScheme: "dark" });
  yield await accessible(tab, "wide, dark", { only: ["color-contrast"] });
  yield await narrow(tab);
}
