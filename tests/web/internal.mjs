// Looks in everything that is published for what is ours alone: texts and names of documents that no schema lets
// customers read; and on the pages of a customer for what is another's. Prints what it finds, exits with 1.
//
//   node internal.mjs SCHEMAS WORKSPACE SITE [CUSTOMERS]
import { basename, extname } from "node:path";
import { schemas, texts, workspace } from "./documents.mjs";
import { Folder } from "./site/folder.mjs";

// What is told by words of its own, never by a number, a date or one of a few values.
const TOLD = new Set(["text", "GUID", "PartnerID", "email address", "telephone number", "document id"]);
// What pages show although it is no text for readers: the logo's file, and whose calendar it is.
const SHOWN = [["PartnerProfile", /^spec\/branding\/logo$/], ["PartnerProfile", /^metadata\/id$/]];
// What a customer is also told: the roles that we hold, and Microsoft's numbers of its issues.
const SHOWN_TO_CUSTOMERS = [...SHOWN, ["AccessGrant", /^spec\/relationship\/roles\/\d+\/name$/], ["HealthSnapshot", /^spec\/issues\/\d+\/id$/]];
// Fewer than these are no test.
const FEWEST = 20;

const [schemaFolder, path, out, customers] = process.argv.slice(2);
const kinds = schemas(schemaFolder);
const all = workspace(path).flatMap(({ documents }) => documents)
  .flatMap((document) => [...texts(document, kinds.get(document.kind))].map((text) => ({ ...text, kind: document.kind, id: document.metadata?.id })));
const open = all.filter(({ audience }) => audience).map(({ value }) => value).join("\n");
const secrets = all.filter(isSecret);

const problems = [];
let files = 0;
search(new Folder(out), () => except(SHOWN));
if (customers) search(new Folder(customers), (file) => new Set([...except(SHOWN_TO_CUSTOMERS), ...ofOthers(basename(file, extname(file)))]));
if (secrets.length < FEWEST) problems.push(`${path} holds hardly anything that is not for customers`);
if (!files) problems.push(`nothing is published in ${out}`);
for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} ${secrets.length} texts that are ours alone, looked for in ${files} files of ${path}`);
process.exit(problems.length ? 1 : 0);

function search(folder, unwanted) {
  for (const file of folder.files.filter((file) => !/\.(pdf|png|webp|ico)$/.test(file))) {
    files += 1;
    const text = plain(folder.read(file));
    for (const secret of unwanted(file)) if (holds(text, secret)) problems.push(`${folder.name}/${file} tells "${secret}"`);
  }
}

function except(shown) {
  const hidden = secrets.filter(({ kind, path }) => !shown.some(([own, place]) => own === kind && place.test(path)));
  return new Set(hidden.map(({ value }) => value.trim()));
}

// What the documents of other customers call themselves, where the customer of this page is not called so too.
function ofOthers(customer) {
  const names = all.filter(({ kind, schema: { title }, value }) => kind === "Customer" && TOLD.has(title) && value.length >= 4);
  const own = new Set(names.filter(({ id }) => id === customer).map(({ value }) => value));
  return own.size ? names.map(({ value }) => value).filter((value) => !own.has(value)) : [];
}

function isSecret({ value, audience, kind, path, schema: { title } }) {
  if (audience || !TOLD.has(title) || value.length < 4 || open.includes(value)) return false;
  if (title === "document id") return kind !== "SupportOffering" && path === "metadata/id" && /[-_\d]/.test(value);
  // A single word may stand anywhere and mean something else.
  return title !== "text" || /[^\p{L}]/u.test(value.trim());
}

// As a word of its own.
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
