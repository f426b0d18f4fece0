#!/usr/bin/env node
// Starts the program that the package of this system carries, and ends as it ends.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const system = `${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "csp-support.exe" : "csp-support";

function program() {
  try {
    return require.resolve(`csp-support-${system}/${file}`);
  } catch {
    process.stderr.write(
      `csp-support: there is no program for ${system} here; install again without \`--omit=optional\`, ` +
        "or build it with `cargo install`\n",
    );
    process.exit(2);
  }
}

const child = spawn(program(), process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  process.stderr.write(`csp-support: cannot start the program: ${error.message}\n`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
