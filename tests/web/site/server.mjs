// Serves published folders on this machine, each on a host of its own and with the headers that the folder asks of
// its host in `_headers`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const TYPES = {
  ".css": "text/css", ".html": "text/html", ".ics": "text/calendar", ".js": "text/javascript", ".json": "application/json",
  ".md": "text/markdown", ".pdf": "application/pdf", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain", ".webp": "image/webp", ".xml": "application/xml",
};

// Starts serving; gives the function that says where a folder is, and the one that ends it. Each folder has a host of
// its own, because the links of its page for missing ones begin at the top of the host.
export async function serve(folders) {
  const hosts = await Promise.all(folders.map(async (folder) => [folder, await host(folder)]));
  const address = new Map(hosts.map(([folder, { origin }]) => [folder, `${origin}${folder.place()}`]));
  return { address: (folder) => address.get(folder), close: () => Promise.all(hosts.map(([, { close }]) => close())) };
}

async function host(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = path.startsWith(folder.place()) ? path.slice(folder.place().length) : undefined;
    const found = folder.files.includes(file) && !file.split("/").some((part) => part.startsWith("."));
    if (!found) return response.writeHead(404, { "content-type": "text/plain" }).end("not here");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const charset = /text|json|javascript|xml/.test(type) ? "; charset=utf-8" : "";
    response.writeHead(200, { ...headers(folder, file), "content-type": `${type}${charset}` });
    response.end(await readFile(join(folder.path, file)));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((closed) => (server.closeAllConnections(), server.close(closed))),
  };
}

// What `_headers` (as Netlify and Cloudflare Pages read it) says of a file: blocks of a path, then indented headers.
export function headers(folder, file) {
  if (!folder.has("_headers")) return {};
  const said = {};
  let applies = false;
  for (const line of folder.read("_headers").split("\n").filter((line) => line.trim() && !line.startsWith("#"))) {
    if (/^\S/.test(line)) applies = matches(line.trim(), `/${file}`);
    else if (applies) said[line.slice(0, line.indexOf(":")).trim().toLowerCase()] = line.slice(line.indexOf(":") + 1).trim();
  }
  return said;
}

function matches(pattern, path) {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(path);
}
