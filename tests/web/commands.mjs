// Checks and audits workspaces made of naughty strings, in every format: no service that reads the output, on
// standard output or on standard error, may find a command in it that the format is not there to write.
//
//   node commands.mjs PROGRAM DATA WORKSPACE…      DATA holds ci_oracle.py, blns.json and attempts.json
//
// Strings stand in every field, of texts that stay valid as well as of values that become mistakes. All of them in each
// would take hours (`cargo test hostile` does that within one process), so a field holds a share of the strings, each
// string stands in many fields, and in a further turn each field is a single string. Then strings stand as keys, kinds,
// names of files and settings, raw in files that are no YAML, in a pack of rules and on the command line.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { schemas, texts, workspace, yaml } from "./documents.mjs";

const SHARES = 12;
const TURNS = 1;
// As many programs at a time as a small machine has cores.
const WORKERS = 2;
// Looks with the oracle at every file of a folder; the file's name is the format, which may write its own commands.
const LOOK = `
import pathlib, sys
sys.path.insert(0, sys.argv[1])
import ci_oracle as oracle
own = {"github": {"github:error", "github:warning", "github:notice"}, "azure": {"azure:task.logissue"}}
for file in sorted(pathlib.Path(sys.argv[2]).iterdir()):
    for number, line in enumerate(oracle.lines(file.read_bytes()), 1):
        for service in (oracle.github, oracle.azure, oracle.gitlab, oracle.tc, oracle.ctl):
            found = service(line)
            if found and f"{found[0]}:{found[1]}" not in own.get(file.name, set()):
                print(f"{file.name}:{number}: {found[0]}:{found[1]}: {found[2][:120]!r}")
`;

const [program, data, ...workspaces] = process.argv.slice(2);
const strings = ["blns.json", "attempts.json"].flatMap((file) => JSON.parse(readFileSync(join(data, file), "utf8")));
const shares = Array.from({ length: SHARES }, (_, share) => strings.filter((_, at) => at % SHARES === share).join("\n"));
const scratch = mkdtempSync(join(tmpdir(), "commands-"));
const problems = [];
// What is still to be tried, as functions.
const jobs = [];
let [runs, bytes] = [0, 0];

const listed = async (words, before) => (await run(words)).stderr.split(before)[1].trim().split(", ");
const formats = { check: await listed(["check", "--format", "?"], "possible are "), audit: await listed(["audit", "--format", "text"], "an audit can be ") };

try {
  if (formats.check.length < 15 || formats.audit.length < 5) throw new Error(`formats? ${JSON.stringify(formats)}`);
  await run(["schema", "--out", join(scratch, "schemas")]);
  const kinds = schemas(join(scratch, "schemas"));
  for (const path of workspaces) everyField(path, kinds);
  everythingElse(workspaces[0]);
  await Promise.all(Array.from({ length: WORKERS }, async () => { while (jobs.length) await jobs.shift()(); }));
} finally {
  rmSync(scratch, { recursive: true });
}
for (const problem of problems.slice(0, 40)) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} ${strings.length} strings, ${runs} runs, ${formats.check.length} formats, ${(bytes / 1e6).toFixed(0)} MB of output`);
process.exit(problems.length ? 1 : 0);

function everyField(path, kinds) {
  const turns = Array.from({ length: TURNS }, (_, turn) => (place) => shares[(place + turn) % SHARES]);
  const deals = [...turns, (place) => strings[place % strings.length]];
  deals.forEach((deal, turn) => {
    // An audit says everything of everything, so it is made of single strings only.
    const verbs = turn < TURNS ? ["check"] : ["check", "audit"];
    judge(`${basename(path)}, texts ${turn}`, reworded(path, kinds, deal, ({ schema }) => schema.title === "text"), verbs);
    compare(`${basename(path)}, changes ${turn}`, path, reworded(path, kinds, deal, ({ schema }) => schema.title === "text"));
    judge(`${basename(path)}, values ${turn}`, reworded(path, kinds, deal, ({ path }) => !["kind", "apiVersion"].includes(path)), verbs);
  });
}

// A copy of a workspace in which the wanted fields say something else.
function reworded(path, kinds, deal, wanted) {
  let place = 0;
  const files = workspace(path).filter(({ file }) => file !== "csp-support.yaml");
  for (const document of files.flatMap(({ documents }) => documents)) {
    for (const field of [...texts(document, kinds.get(document.kind))].filter(wanted)) {
      field.holder[field.key] = deal(place);
      place += 1;
    }
  }
  if (place < 100) throw new Error(`${path} has hardly any fields`);
  const settings = readFileSync(join(path, "csp-support.yaml"));
  return [{ file: "csp-support.yaml", text: settings }, ...files.map(({ file, documents }) => ({ file, documents, text: documents.map(yaml).join("---\n") }))];
}

function everythingElse(path) {
  const group = (change) => ({ apiVersion: "csp-support/v1", kind: "AgentGroup", metadata: { id: "desk" }, spec: {}, ...change });
  const each = (change) => strings.map((string, at) => ({ file: `${at}.yaml`, text: yaml(change(string)) }));
  judge("kinds", each((kind) => group({ kind })));
  judge("versions", each((apiVersion) => group({ apiVersion })));
  judge("ids", each((id) => group({ metadata: { id } })));
  judge("keys", each((key) => group({ spec: { [key]: key } })));
  judge("raw", strings.map((string, at) => ({ file: `${at}.yaml`, text: `apiVersion: csp-support/v1\nkey: ${string}\n` })));
  judge("bare", strings.map((string, at) => ({ file: `${at}.yaml`, text: string })));
  const names = strings.filter((name) => name && !/[/\0]/.test(name) && Buffer.byteLength(name) < 200);
  judge("file names", names.map((name) => ({ file: `${name}.yaml`, text: yaml(group({})) })));
  const some = readFileSync(join(path, "partner.yaml"));
  for (const at of strings.keys()) if (at % 16 === 0) settings(at, some);
  packs(path);
  const words = strings.filter((word) => !word.includes("\0"));
  words.filter((_, at) => at % 8 === 0).forEach((word, at) =>
    listen(`typed ${at}`, [["--select"], ["--as-of"], ["--format"], []].map((before) => ["check", ...before, word, join(scratch, "schemas")])));
}

// What people are told of a workspace and its naughty twin: changes, entries for documents, hours, exceptions.
function compare(name, path, files) {
  jobs.push(async () => {
    const [folder, twin] = [join(scratch, name, "said"), join(scratch, name, "ws")];
    mkdirSync(folder, { recursive: true });
    write(twin, files);
    const offerings = files.flatMap(({ documents }) => documents ?? []).filter(({ kind }) => kind === "SupportOffering");
    const commands = [["diff", "--verbose", path, twin], ["diff", path, twin, "--changelog"], ["waiver", "list", twin], ["files", twin], ["config", "show", twin],
      ...offerings.flatMap(({ metadata }) => [["hours", metadata.id, twin], ["hours", metadata.id, twin, "--format", "json"]])];
    const said = [];
    for (const words of commands) said.push(await run([...words, ...(["hours", "diff"].includes(words[0]) ? ["--as-of", "2026-12-01"] : [])]));
    keep(folder, "said", said);
    await look(name, folder);
    rmSync(join(scratch, name), { recursive: true });
  });
}

function settings(at, text) {
  const [key, value] = [strings[at], strings.slice(at, at + 16).join("\n")];
  judge(`settings ${at}`, [{ file: "csp-support.yaml", text: yaml({ [key]: value, asOf: value }) }, { file: "partner.yaml", text }], ["check"]);
}

// Rules may be a stranger's too: one whose words are naughty and one that cannot be read, in packs of their own.
function packs(path) {
  const about = { id: "house", title: "House rules", version: "1" };
  const rule = (string, more) => ({ id: "HOUSE-001", name: "odd", title: string, obligation: "must", basis: "own", each: "SupportOffering", assert: "false", says: string, why: string, fix: string, good: [], bad: [], editions: [{ from: "2020-01-01", sources: [] }], ...more });
  strings.filter((_, at) => at % 16 === 0).forEach((string, at) => {
    const packs = Object.entries({ words: {}, key: { [string]: 1 }, expression: { assert: string } }).map(([name, more]) => {
      const pack = join(scratch, `pack ${at} ${name}`);
      write(pack, [{ file: "_pack.yaml", text: yaml(about) }, { file: "odd.yaml", text: yaml([rule(name === "words" ? string : "odd", more)]) }]);
      return pack;
    });
    listen(`packs ${at}`, packs.map((pack) => ["check", "--pack", pack, join(path, "partner.yaml")]));
  });
}

// Writes, checks and audits a workspace, and looks at everything that is said.
function judge(name, files, verbs = ["check", "audit"]) {
  jobs.push(async () => {
    const folder = join(scratch, name);
    write(join(folder, "ws"), files);
    for (const verb of verbs) await judged(name, folder, verb);
    rmSync(folder, { recursive: true });
  });
}

async function judged(name, folder, verb) {
  const out = join(folder, verb);
  mkdirSync(out);
  const common = [verb, "--verbose", "--as-of", "2026-12-01"];
  const said = await run([...common, ...formats[verb].flatMap((format) => ["--format", `${format}=${join(out, format)}`]), "ws"], folder);
  const written = readdirSync(out);
  if (said.status !== 2 && written.length !== formats[verb].length) problems.push(`${name}, ${verb}: wrote ${written.join(", ")}`);
  // A reader of the log sees what a person is shown, too.
  keep(out, "said", verb === "check" ? [said, await run([...common, "ws"], folder)] : [said]);
  await look(`${name}, ${verb}`, out);
}

// Looks at what runs with these words on the command line say.
function listen(name, commands) {
  jobs.push(async () => {
    const folder = join(scratch, name);
    mkdirSync(folder);
    const said = [];
    for (const words of commands) said.push(await run(words));
    keep(folder, "said", said);
    await look(name, folder);
  });
}

function keep(folder, file, said) {
  writeFileSync(join(folder, file), said.map(({ stdout, stderr }) => `${stdout}\n${stderr}\n`).join(""));
}

function write(folder, files) {
  for (const { file, text } of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

async function run(words, cwd) {
  runs += 1;
  const said = await started(program, words, { cwd });
  if (![0, 1, 2].includes(said.status)) problems.push(`${words.join(" ")}: ends with ${said.status ?? said.signal}: ${said.stderr.slice(0, 300)}`);
  return said;
}

// What services would do on reading these files.
async function look(name, folder) {
  for (const file of readdirSync(folder)) bytes += statSync(join(folder, file)).size;
  const { status, stdout, stderr } = await started("python3", ["-c", LOOK, data, folder]);
  if (status !== 0) throw new Error(stderr);
  problems.push(...stdout.split("\n").filter((line) => line).map((line) => `${name}: ${line}`));
}

// What a program says and how it ends; an error if it cannot be run at all.
function started(command, words, options) {
  return new Promise((done, fail) => {
    execFile(command, words, { ...options, encoding: "utf8", maxBuffer: 1 << 30 }, (error, stdout, stderr) => {
      const ended = !error || typeof error.code === "number" || error.signal;
      if (ended) done({ status: error ? error.code : 0, signal: error?.signal, stdout, stderr });
      else fail(error);
    });
  });
}
