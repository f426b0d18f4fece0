// Holds what pages say in the words of schema.org to the types of schema.org: every property is one that its thing has,
// every value of a list of values is in the list. Prints what is wrong, exits with 1.
//
//   node structured.mjs FOLDER…
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Folder } from "./site/folder.mjs";

// What no page may say, so that a check that lets everything pass is found out.
const WRONG = [
  { "@type": "Service", name: "x", severity: "A" },
  { "@type": "ContactPoint", telephone: "+1", specialOpeningHoursSpecification: [] },
  { "@type": "OpeningHoursSpecification", dayOfWeek: ["Mon"], opens: "09:00", closes: "17:00" },
  { "@type": "ServiceDesk", name: "x" },
];

const tools = dirname(fileURLToPath(import.meta.url));
const folders = process.argv.slice(2).map((path) => new Folder(path));
const graphs = folders.flatMap((folder) => folder.pages.flatMap((page) =>
  [...folder.read(page).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
    .map(([, text]) => ({ page: `${folder.name}/${page}`, graph: JSON.parse(text) }))));
const wrong = WRONG.map((thing, place) => ({ page: `wrong ${place + 1}`, graph: { "@context": "https://schema.org", "@graph": [thing] } }));

// Beside the packages, because that is where their types are looked for.
const scratch = mkdtempSync(join(tools, "structured-"));
const said = check([...graphs, ...wrong]);
rmSync(scratch, { recursive: true });

const problems = graphs.filter(({ page }) => said.has(page)).map(({ page }) => `${page}: ${said.get(page)}`);
for (const { page, graph } of wrong) if (!said.has(page)) problems.push(`nothing is said about ${JSON.stringify(graph)}`);
if (!graphs.length) problems.push("no page says anything");
for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} ${graphs.length} pages in the words of schema.org`);
process.exit(problems.length ? 1 : 0);

// What the compiler says about each graph, by its page: one file each, so that the name of the file tells the page.
function check(graphs) {
  graphs.forEach(({ graph }, place) => writeFileSync(join(scratch, `${place}.ts`),
    `import type { Graph } from "schema-dts";\nexport const graph: Graph = ${JSON.stringify(graph, null, 1)};\n`));
  const options = { noEmit: true, strict: true, skipLibCheck: true, module: "esnext", moduleResolution: "bundler", types: [] };
  writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
  const said = new Map();
  for (const line of compiled().split("\n")) {
    const [, place, at, what] = /(\d+)\.ts\((\d+),\d+\): (error .*)/.exec(line) ?? [];
    if (place && !said.has(graphs[place].page)) said.set(graphs[place].page, `line ${at - 1} of the graph: ${what}`);
  }
  return said;
}

function compiled() {
  try {
    return execFileSync(join(tools, "node_modules/.bin/tsc"), ["-p", scratch, "--pretty", "false"], { encoding: "utf8" });
  } catch ({ stdout, message }) {
    if (!stdout) throw new Error(message);
    return stdout;
  }
}
