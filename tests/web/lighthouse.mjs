// Asks Lighthouse about published pages, served from this machine: at least 0.95 in each category. Prints what falls
// short and why, exits with 1.
//
//   node lighthouse.mjs FOLDER PAGE…
import { createServer } from "node:net";
import lighthouse, { defaultConfig } from "lighthouse";
import { chromium } from "playwright-core";
import { Folder } from "./site/folder.mjs";
import { serve } from "./site/server.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const ENOUGH = 0.95;
// A busy machine makes a fast page slow, none makes a slow page fast: the best of some tries counts.
const TRIES = 4;
// Lighthouse slows a fast desktop down fourfold to be like a phone. It also measures the machine, in a unit of which
// such a desktop has about this many times four; a machine that is slower is slowed down less.
const PHONE = 400;
const slowdown = (speed) => Math.min(4, Math.max(1, speed / PHONE));
// It is fetched on behalf of the page, whose policy lets it fetch nothing.
const SKIPPED = ["robots-txt"];

const [path, ...pages] = process.argv.slice(2);
const folder = new Folder(path);
const server = await serve([folder]);
const port = await freePort();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", `--remote-debugging-port=${port}`] });
const problems = [];
for (const page of pages) problems.push(...(await asked(page)));
await browser.close();
await server.close();
if (!pages.length) problems.push("no page was named");
for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} Lighthouse on ${pages.length} pages of ${path}`);
process.exit(problems.length ? 1 : 0);

async function asked(page) {
  let [short, speed] = [undefined, 4 * PHONE];
  for (let tries = 0; tries < TRIES && short?.length !== 0; tries += 1) ({ short, speed } = await shortcomings(page, speed));
  return short.map((what) => `${page}: ${what}`);
}

async function shortcomings(page, speed) {
  const throttling = { ...defaultConfig.settings.throttling, cpuSlowdownMultiplier: slowdown(speed) };
  const { lhr } = await lighthouse(server.address(folder) + page, { port, onlyCategories: CATEGORIES, skipAudits: SKIPPED, throttling, logLevel: "silent" });
  const { benchmarkIndex } = lhr.environment;
  if (lhr.runtimeError) return { short: [lhr.runtimeError.message], speed: benchmarkIndex };
  const low = Object.values(lhr.categories).filter(({ score }) => !(score >= ENOUGH));
  const short = low.map(({ id, score, auditRefs }) => `${id} ${score}: ${auditRefs.flatMap((audit) => fallen(lhr, audit)).join(", ")}`);
  return { short, speed: benchmarkIndex };
}

// An audit that counts and did not go well.
function fallen({ audits }, { id, weight }) {
  const { score, displayValue = "" } = audits[id];
  return weight && score !== null && score < 1 ? [`${id} ${displayValue}`.trim()] : [];
}

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
