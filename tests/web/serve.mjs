// Looks at a preview as somebody does who writes: the page follows each saved document by itself, says what is wrong
// with a broken one, asks nobody else, and breaks no policy of its own.
//
//   node serve.mjs PROGRAM WORKSPACE    the workspace has a file offering.yaml with the name of its offering
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [program, workspace] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "serve-"));
cpSync(workspace, scratch, { recursive: true });
const file = join(scratch, "offering.yaml");
const offering = readFileSync(file, "utf8");
const own = /^ {2}name: (.*)$/m.exec(offering)[1];
const save = (name, more = "") => writeFileSync(file, offering.replace(`name: ${own}`, `name: ${name}${more}`));

const server = spawn(resolve(program), ["serve", scratch, "--port", "0", "--lang", "en"], { stdio: ["ignore", "pipe", "ignore"] });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const problems = [];
try {
  const [address] = await new Promise((found) => createInterface(server.stdout).once("line", (line) => found([line])));
  const page = await browser.newPage();
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => request.url().startsWith(address) || problems.push(`asked ${request.url()}`));
  await page.goto(`${address}en/standard.html`);
  const shows = (text) => page.getByText(text).first().waitFor();
  await shows(own);
  save("Support by moonlight");
  await shows("Support by moonlight");
  save("Support at dawn", "\n  broken: [");
  await page.getByRole("status").waitFor();
  await shows("Support by moonlight");
  save("Support at noon");
  await shows("Support at noon");
  if (await page.getByRole("status").count()) problems.push("still says what is wrong when nothing is");
} catch (error) {
  problems.push(String(error));
} finally {
  await browser.close();
  server.kill("SIGINT");
  rmSync(scratch, { recursive: true });
}
for (const problem of problems) console.log(problem);
console.log(`${problems.length ? "FAILED " : "ok     "} a preview of ${workspace}`);
process.exit(problems.length ? 1 : 0);
