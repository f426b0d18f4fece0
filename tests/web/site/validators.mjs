// The validators of others, each asked once for all folders.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const vnu = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

// It takes a page for a lone file, whose style sheet and logo would come from elsewhere, and data for a script. The
// browser, which knows better, says in its console what a page's policy forbids, and no page may say anything there.
const POLICY = ".*violates Content Security Policy.*";

// Every line of this one is a problem.
export async function vnuSays(files) {
  if (!files.length) return [];
  const asked = promisify(execFile)("java", ["-jar", vnu, "--stdout", "--format", "gnu", "--filterpattern", POLICY, ...files], { encoding: "utf8", maxBuffer: 1 << 26 });
  const said = await asked.catch((failure) => ({ stdout: failure.stdout || failure.message }));
  return said.stdout.split("\n").filter((line) => line.trim());
}

const RULES = {
  "long-title": "off", // the site's name belongs into it
  "require-sri": "off", // style sheet and page come from one place
  "no-inline-style": "error",
  "tel-non-breaking": "off", // only for numbers in running text
  "no-trailing-whitespace": "off",
};

export async function* htmlValidateSays(files) {
  const configuration = { extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"], rules: RULES };
  const validator = new HtmlValidate(new StaticConfigLoader(configuration));
  for (const file of files) {
    const { results } = await validator.validateFile(file);
    for (const { line, ruleId, message } of results.flatMap((result) => result.messages)) yield `${file}:${line}: ${ruleId}: ${message}`;
  }
}
