// A published folder as its readers find it: its files, its pages, and what kind of page each is.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";

export class Folder {
  constructor(path) {
    this.path = resolve(path);
    this.name = basename(this.path);
    this.files = readdirSync(this.path, { recursive: true }).map((file) => String(file).replaceAll("\\", "/"))
      .filter((file) => statSync(join(this.path, file)).isFile()).sort();
    this.pages = this.files.filter((file) => file.endsWith(".html") && !this.#leadsOn(file));
  }

  read(file) {
    return readFileSync(join(this.path, file), "utf8");
  }

  has(file) {
    return existsSync(join(this.path, file));
  }

  // A page that leads straight on shows nothing; where it leads is among the others.
  #leadsOn(page) {
    const refresh = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(this.read(page));
    return refresh !== null && this.has(posix.join(dirname(page), refresh[1]));
  }

  // The path below which the folder stands on its host: where its page for missing ones looks for it, else anywhere.
  place() {
    const missing = this.has("404.html") && /href="(\/[^"]*)style\.css"/.exec(this.read("404.html"));
    return missing ? missing[1] : "/place/support/";
  }

  language(page) {
    return /<html lang="([^"]+)"/.exec(this.read(page))?.[1];
  }

  // Pages of documents are told by what they hold, all others by their names.
  kind(page) {
    const text = this.read(page);
    if (text.includes('<aside class="internal"')) return "runbook";
    if (text.includes('<section id="access"')) return "customer";
    if (page.startsWith("archive/")) return "kept";
    if (text.includes('<section id="about"')) return "statement";
    if (page === "index.html") return "languages";
    return basename(page, ".html");
  }

  // The file that an address on a page means, if it is one of this folder's; `base` is where the folder is published.
  target(page, address, base) {
    const full = base && address.startsWith("/") ? new URL(address, base).href : address;
    const own = base && full.startsWith(base) ? full.slice(base.length) : undefined;
    if (own === undefined && /^[a-z]+:/.test(address)) return undefined;
    const [path] = (own ?? address).split(/[?#]/);
    if (own === undefined && path === "") return page;
    const file = own === undefined ? posix.join(dirname(page), path) : path;
    return file === "" || file.endsWith("/") ? `${file}index.html` : file;
  }
}

// The pages that are looked at in every way: of each kind and language the longest, as "folder path/page".
export function thorough(folders) {
  const longest = new Map();
  for (const folder of folders) {
    for (const page of folder.pages) {
      const key = `${folder.kind(page)} ${folder.language(page)}`;
      const length = folder.read(page).length;
      if (length > (longest.get(key)?.length ?? 0)) longest.set(key, { folder, page, length });
    }
  }
  return [...longest.values()];
}
