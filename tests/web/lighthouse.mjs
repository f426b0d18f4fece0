// Asks Lighthouse about published pages, served from this machine: at least 0.95 in each category. Prints what falls
// short and why, exits with 1.
//
//   node lighthouse.mjs FOLDER PAGE…
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { Folder } from "./site/folder.mjs";
import { serve } from "./site/server.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const ENOUGH = 0.95;

const [path, ...pages] = process.argv.slice(2);
const folder = new Folder(path);
const server = await serve([folder]);
const port = 9000 + (process.pid % 1000);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", `--remote-debugging-port=${port}`] });
const problems = [];
for (const page of pages) {
  const { lhr } = await lighthouse(server.address(folder) + page, { port, onlyCategories: CATEGORIES, logLevel: "error", output: "json" });
  if (lhr.runtimeError) problems.push(`${page}: ${lhr.runtimeError.message}`);
  for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
    if (score >= ENOUGH) continue;
    const short = auditRefs.filter(({ weight, id }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
    problems.push(`${page}: ${id} ${score}: ${short.map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ""}`.trim()).join(", ")}`);
  }
}
await browser.close();
await server.close();
for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} Lighthouse on ${pages.length} pages of ${path}`);
process.exit(problems.length ? 1 : 0);
