// The rules of WCAG 2.2 AA and good practice, as axe asks them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Once per page; what follows asks it in every mode.
export const inject = (tab) => tab.evaluate(axe);

// Asks all rules but some, or only some.
export async function accessible(tab, how, { without = [], only } = {}) {
  const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: TAGS };
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const violations = await tab.evaluate(async (options) => {
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(" ")) }));
  }, { runOnly, rules, preload: false, resultTypes: ["violations"] });
  return violations.map(({ id, where }) => `${how}: ${id}: ${where.slice(0, 3).join(", ")}`);
}
