// Makes the npm packages: one that people install, and one that carries the program for this system.
//
//   node .ci/npm/pack.mjs PROGRAM OUT
//
// The version is what the program says of itself, which Cargo.toml decides.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [program, out] = process.argv.slice(2).map((path) => resolve(path));
const here = fileURLToPath(new URL(".", import.meta.url));
const version = execFileSync(program, ["--version"], { encoding: "utf8" }).trim().split(" ")[1];
const platform = `csp-support-${process.platform}-${process.arch}`;
const read = (name) => JSON.parse(readFileSync(join(here, name), "utf8"));

const executable = process.platform === "win32" ? "csp-support.exe" : "csp-support";

function pack(name, manifest, source, file) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ ...manifest, name, version }, null, 2)}\n`);
  for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"])
    copyFileSync(join(here, "../..", licence), join(folder, licence));
  copyFileSync(source, join(folder, file));
  chmodSync(join(folder, file), 0o755);
  execFileSync("npm", ["pack", "--silent", "--pack-destination", out], { cwd: folder, stdio: "inherit" });
}

mkdirSync(out, { recursive: true });
pack(platform, { ...read("platform.json"), os: [process.platform], cpu: [process.arch] }, program, executable);
const own = { ...read("package.json"), optionalDependencies: { [platform]: version } };
pack("csp-support", own, join(here, "launcher.js"), "launcher.js");
