// Looks in everything that is published for what is ours alone: texts and names of documents that no schema lets
// customers read. Prints what it finds, exits with 1.
//
//   node internal.mjs SCHEMAS WORKSPACE FOLDER
import { Folder } from "./site/folder.mjs";
import { schemas, texts, workspace } from "./documents.mjs";

// What is told by words of its own, never by a number, a date or one of a few values.
const TOLD = new Set(["text", "GUID", "PartnerID", "email address", "telephone number", "document id"]);

const [schemaFolder, path, out] = process.argv.slice(2);
const kinds = schemas(schemaFolder);
const all = workspace(path).flatMap(({ documents }) => documents)
  .flatMap((document) => [...texts(document, kinds.get(document.kind))].map((text) => ({ ...text, kind: document.kind })));
const open = all.filter(({ audience }) => audience).map(({ value }) => value).join("\n");
const secrets = new Set(all.filter(isSecret).map(({ value }) => value.trim()));

const folder = new Folder(out);
const problems = [];
for (const file of folder.files.filter((file) => !/\.(pdf|png|webp|ico)$/.test(file))) {
  const text = plain(folder.read(file));
  for (const secret of secrets) if (holds(text, secret)) problems.push(`${file} tells "${secret}"`);
}
if (secrets.size < 20) problems.push(`${path} holds hardly anything that is not for customers`);
for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} ${secrets.size} texts of our own, none of them in ${folder.files.length} files of ${out}`);
process.exit(problems.length ? 1 : 0);

function isSecret({ value, audience, kind, path, schema: { title } }) {
  if (audience || !TOLD.has(title) || value.length < 4 || open.includes(value)) return false;
  if (title === "document id") return kind !== "SupportOffering" && path === "metadata/id" && /[-_\d]/.test(value);
  // A single word may stand anywhere and mean something else.
  return title !== "text" || /[^\p{L}]/u.test(value.trim());
}

function holds(text, secret) {
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    const around = [text[at - 1] ?? " ", text[at + secret.length] ?? " "];
    if (around.every((letter) => !/[\p{L}\p{N}]/u.test(letter))) return true;
  }
  return false;
}

function plain(text) {
  const names = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name) => names[name]);
}
