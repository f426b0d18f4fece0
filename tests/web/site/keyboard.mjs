// A page from the keyboard: the skip link, then every stop in the order of the text, each to be seen.

export async function reachable(tab) {
  return [...(await skipLink(tab)), ...(await stops(tab))];
}

async function skipLink(tab) {
  await tab.keyboard.press("Tab");
  const first = await tab.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute("href"), visible: box.top >= 0 && box.height > 0 };
  });
  if (first.href !== "#main" || !first.visible) return ["the skip link is not first, or not visible when focused"];
  await tab.keyboard.press("Enter");
  const target = await tab.evaluate(() => document.activeElement.id);
  return target === "main" ? [] : [`the skip link leads to ${target || "nothing"}`];
}

async function stops(tab) {
  const expected = await tab.evaluate(begin);
  for (let index = 0; index < expected; index += 1) await tab.keyboard.press("Tab");
  return tab.evaluate(() => (window.__look(), window.__wrong.slice(0, 5)));
}

// Runs in the page: notes what is wrong with each stop once it has been reached; gives how many there should be.
const begin = () => {
  const able = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const expected = [...document.querySelectorAll(able)].filter((element) => element.checkVisibility() && !element.disabled);
  const look = (here, index) => {
    const name = here.outerHTML.slice(0, 80);
    if (here !== expected[index]) return `the order of stops is not that of the text: ${name} comes at ${index + 1}`;
    const { outlineStyle, outlineWidth } = getComputedStyle(here);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `shows no focus on ${name}`;
    const box = [...here.getClientRects()].find((box) => box.width && box.height);
    if (!box) return `hides what has the focus: ${name}`;
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
    return top && (here.contains(top) || top.contains(here)) ? undefined : `covers what has the focus: ${name}`;
  };
  let reached = -1;
  window.__wrong = [];
  window.__look = () => {
    const wrong = reached < 0 ? undefined : look(document.activeElement, reached);
    if (wrong) window.__wrong.push(wrong);
    reached += 1;
  };
  // Before the next key does anything, the page has settled after the last one.
  addEventListener("keydown", window.__look, { capture: true });
  // From the very top again; the link that was followed is where the next stop would be counted from.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  return expected.length;
};
