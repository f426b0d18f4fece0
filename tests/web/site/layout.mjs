// The same words in less room: a phone, twice and four times the size, more room between letters, no style at all.

export const NARROW = { width: 320, height: 640 };
export const WIDE = { width: 1280, height: 900 };
// What is left of the wide window at twice the size.
const TWICE = { width: 640, height: 450 };

// How WCAG 1.4.12 lets readers set text.
const SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";
const LARGE = ":root { font-size: 200% !important; }";

export async function roomy(tab) {
  const problems = [];
  const look = async (how) => problems.push(...(await tab.evaluate(squeezed)).map((what) => `${how}: ${what}`));
  await tab.setViewportSize(WIDE);
  await look("at 1280 px");
  await styled(tab, LARGE, () => look("with text twice as large"));
  await styled(tab, SPACED, () => look("with spaced text"));
  await tab.setViewportSize(TWICE);
  await look("at 200 %");
  await tab.setViewportSize(NARROW);
  await look("at 320 px");
  await styled(tab, SPACED, () => look("at 320 px with spaced text"));
  return problems;
}

// Only what a page of a known kind may still get wrong.
export async function narrow(tab) {
  await tab.setViewportSize(NARROW);
  return (await tab.evaluate(squeezed)).map((what) => `at 320 px: ${what}`);
}

async function styled(tab, rules, look) {
  await tab.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, rules);
  await look();
  await tab.evaluate(() => { document.adoptedStyleSheets = []; });
}

// Runs in the page: what does not fit, what is cut off, what lies upon something else.
const squeezed = () => {
  const told = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 80);
  const unseen = (element) => element.closest(".hidden, .skip, svg") !== null;
  const all = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility() && !unseen(element));
  const width = document.documentElement.clientWidth;
  const problems = [];
  if (document.documentElement.scrollWidth > width) {
    const culprits = all.filter((element) => element.getBoundingClientRect().right > width + 1);
    problems.push(`scrolls sideways: ${culprits.slice(0, 3).map(told).join(" | ")}`);
  }
  for (const element of all) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const cut = (overflow, scroll, client) => ["hidden", "clip"].includes(overflow) && scroll > client + 1;
    if (cut(overflowX, element.scrollWidth, element.clientWidth) || cut(overflowY, element.scrollHeight, element.clientHeight)) problems.push(`cuts off ${told(element)}`);
  }
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || unseen(text.parentElement) || !text.parentElement.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) lines.push({ box, text });
  }
  lines.sort((one, other) => one.box.top - other.box.top);
  for (const [index, { box, text }] of lines.entries()) {
    for (let next = index + 1; next < lines.length && lines[next].box.top < box.bottom; next += 1) {
      const other = lines[next];
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - other.box.top;
      if (across > 2 && down > 0.35 * Math.min(box.height, other.box.height)) problems.push(`"${other.text.data.trim().slice(0, 30)}" lies upon "${text.data.trim().slice(0, 30)}"`);
    }
  }
  return problems.slice(0, 5);
};

// Without any style the text is still whole, in its order, and no picture fills the window.
export async function unstyled(tab) {
  await tab.setViewportSize(WIDE);
  return tab.evaluate(() => {
    const problems = [];
    for (const element of document.querySelectorAll("body *")) {
      for (const part of ["::before", "::after"]) {
        const { content } = getComputedStyle(element, part);
        if (/\p{L}/u.test(content.replace(/^(none|normal|counter\(.*\))$/, "")) && element.checkVisibility()) problems.push(`says ${content} in its style sheet only`);
      }
    }
    for (const sheet of document.styleSheets) sheet.disabled = true;
    for (const picture of document.querySelectorAll("main svg, header svg")) if (picture.getBoundingClientRect().width > 64) problems.push("shows a large icon without its style sheet");
    // A table of many columns is as wide as it is, and scrolls where there is a style.
    const wide = [...document.querySelectorAll("body *")].find((element) => !element.closest(".scroll") && element.getBoundingClientRect().right > innerWidth);
    if (wide) problems.push(`scrolls sideways without its style sheet: ${wide.outerHTML.slice(0, 80)}`);
    const marks = [...document.querySelectorAll(".skip, header, h1, #contact, main h2, footer")].map((element) => element.getBoundingClientRect().top);
    if (marks.some((top, index) => index && top < marks[index - 1])) problems.push("has another order without its style sheet");
    return [...new Set(problems)];
  });
}
