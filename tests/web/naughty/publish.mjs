// Publishes copies of a workspace in which customers read other texts.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { schemas, texts, workspace, yaml } from "../documents.mjs";
import { Folder } from "../site/folder.mjs";

const same = (place, text) => text;

// Gives the function that publishes, the one that tells the languages of a workspace, and the one that clears up.
export function publisher(program, schemaFolder) {
  const kinds = schemas(schemaFolder);
  const scratch = mkdtempSync(join(tmpdir(), "naughty-"));
  // The pages of offerings and those of customers, with other texts, other translations or both.
  const publish = (path, { build, texts: other = same, translations = same, languages }) => {
    const name = `${basename(path)} ${build}`;
    const own = join(scratch, name);
    const [out, customers] = ["site", "customers"].map((part) => join(scratch, `${name} ${part}`));
    cpSync(path, own, { recursive: true });
    for (const { file, documents } of reworded(path, kinds, other, translations)) writeFileSync(join(own, file), documents.map(yaml).join("---\n"));
    const words = ["publish", "--quiet", "--allow-findings", "--out", out, "--customers", customers, ...(languages ? ["--lang", languages.join()] : []), own];
    run(program, words, name);
    return [new Folder(out), new Folder(customers)];
  };
  return { publish, languages, clear: () => rmSync(scratch, { recursive: true }) };
}

// The language in which texts are written, then those into which they are translated.
function languages(path) {
  const documents = workspace(path).flatMap(({ documents }) => documents);
  const own = documents.find(({ languages }) => languages)?.languages[0] ?? "en";
  return [own, ...new Set(documents.flatMap(({ spec }) => Object.keys(spec?.translations ?? {})))].filter((language, at, all) => all.indexOf(language) === at);
}

function run(program, words, name) {
  try {
    execFileSync(program, words, { encoding: "utf8", stdio: "pipe" });
  } catch (failure) {
    const errors = `${failure.stdout}${failure.stderr}`.split("\n\n").filter((said) => !said.startsWith("warning"));
    throw new Error(`${name}: ${errors.join("\n\n").slice(0, 3000)}`);
  }
}

// A translation stands under the text that it translates, so it is found under texts that stay as they are only.
function reworded(path, kinds, other, translations) {
  let place = 0;
  const files = workspace(path);
  for (const document of files.flatMap(({ documents }) => documents)) {
    for (const { value, audience, schema, holder, key, path } of [...texts(document, kinds.get(document.kind))]) {
      if (!audience || schema.title !== "text") continue;
      const reword = path.startsWith("spec/translations/") ? translations : other;
      holder[key] = reword(place, value);
      place += 1;
    }
  }
  return files;
}
