// What a page does beside being read: requests, messages, cookies, storage. It should do nothing of the kind.

// Runs in the page before anything else: remembers every use of what keeps or sends data.
const remember = () => {
  const used = (window.__used = []);
  const trap = (owner, name) => {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    if (!own) return;
    const note = (original) => function (...words) {
      used.push(name);
      return original.apply(this, words);
    };
    const trapped = own.value ? { ...own, value: note(own.value) } : { ...own, get: own.get && note(own.get), set: own.set && note(own.set) };
    Object.defineProperty(owner, name, trapped);
  };
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "fetch", "WebSocket", "EventSource", "open"]) trap(window, name);
  trap(Document.prototype, "cookie");
  trap(Navigator.prototype, "sendBeacon");
  trap(Navigator.prototype, "serviceWorker");
  trap(XMLHttpRequest.prototype, "open");
};

// A tab for many pages, because a new one costs more than a page does; what pages do ends up in `problems`.
export async function watched(browser) {
  const context = await browser.newContext();
  await context.addInitScript(remember);
  const tab = await context.newPage();
  const seen = { tab, ours: "", problems: [] };
  const note = (problem) => seen.problems.push(problem);
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && !url.startsWith(seen.ours)) note(`asks for ${url}`);
  });
  tab.on("requestfailed", (request) => note(`cannot load ${request.url()}`));
  tab.on("response", (response) => response.ok() || note(`is answered ${response.status()} for ${response.url()}`));
  tab.on("console", (message) => note(`console: ${message.text()}`));
  tab.on("pageerror", (error) => note(`fails: ${error.message}`));
  tab.on("dialog", (dialog) => (note(`asks: ${dialog.message()}`), dialog.dismiss()));
  tab.on("popup", () => note("opens a window"));
  return seen;
}

// Opens a page as everybody sees it; `ours` is where its folder is, and nothing else may be asked for.
export async function open(seen, ours, page) {
  seen.ours = ours;
  seen.problems = [];
  await seen.tab.emulateMedia({ media: null, colorScheme: null, forcedColors: null, reducedMotion: null });
  await seen.tab.goto(ours + page);
}

// What the page did, kept or sent until now.
export async function doings({ tab, problems }) {
  const used = await tab.evaluate(() => window.__used);
  const cookies = await tab.context().cookies();
  return [...problems, ...used.map((name) => `uses ${name}`), ...cookies.map((cookie) => `sets the cookie ${cookie.name}`)];
}
