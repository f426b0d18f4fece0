// Documents of a workspace as their schemas read them: which texts customers read, and which are ours alone.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

// All files of a workspace with their documents.
export function workspace(path) {
  const files = readdirSync(path, { recursive: true }).map(String).filter((file) => file.endsWith(".yaml")).sort();
  return files.map((file) => {
    const documents = parseAllDocuments(readFileSync(join(path, file), "utf8"), { merge: true }).map((document) => document.toJS());
    return { file, documents };
  });
}

// The schemas by kind, from the folder that `csp-support schema --out` writes; the workspace's own file has none.
export function schemas(path) {
  const all = readdirSync(path).filter((file) => file.endsWith(".schema.json")).map((file) => JSON.parse(readFileSync(join(path, file), "utf8")));
  const kinds = new Map(all.map((schema) => [schema.properties?.kind?.const, schema]));
  kinds.set(undefined, JSON.parse(readFileSync(join(path, "workspace.schema.json"), "utf8")));
  return kinds;
}

// Every text of a document: where it stands, what the schema says of it, and who reads it.
export function* texts(document, root) {
  yield* below(document, root, { root, path: [], audience: undefined });
}

function* below(value, schema, { root, path, audience, holder, key }) {
  const resolved = resolve(schema, root);
  const reader = resolved["x-audience"] ?? audience;
  if (typeof value === "string") yield { value, path: path.join("/"), schema: resolved, audience: reader, holder, key };
  if (value === null || typeof value !== "object") return;
  for (const [name, inner] of Object.entries(value)) {
    const own = Array.isArray(value) ? resolved.items : resolved.properties?.[name] ?? resolved.additionalProperties;
    yield* below(inner, own, { root, path: [...path, name], audience: reader, holder: value, key: name });
  }
}

// A schema with what it refers to; what stands beside the reference goes first.
function resolve(schema, root) {
  let resolved = typeof schema === "object" && schema !== null ? schema : {};
  while (resolved.$ref) {
    const { $ref, ...beside } = resolved;
    resolved = { ...$ref.replace("#/", "").split("/").reduce((inner, part) => inner[part], root), ...beside };
  }
  return resolved;
}

// JSON is YAML, but for letters that YAML wants escaped.
export function yaml(document) {
  const odd = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
  return `${JSON.stringify(document).replace(odd, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}
