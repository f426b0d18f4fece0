// A page on paper: text without ways to click, everything open, addresses in full.

// The page is shown as it would be printed.
export const printable = (tab) => tab.evaluate(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const problems = [];
  if (all("nav, .skip, button, input, select").some(shown)) problems.push("prints its navigation");
  if (!all("main h1").some(shown)) problems.push("does not print its heading");
  for (const own of all("details")) if (!shown(own.lastElementChild)) problems.push("prints folded text folded");
  for (const link of all("main a[href^='http']").filter(shown)) {
    const address = link.getAttribute("href");
    const said = link.textContent.includes(address.replace(/^https?:\/\//, "").replace(/\/$/, "")) || getComputedStyle(link, "::after").content.includes(address);
    if (!said) problems.push(`does not print where "${link.textContent.trim()}" leads`);
  }
  for (const head of all("thead")) if (getComputedStyle(head).display !== "table-header-group") problems.push("does not repeat the head of a table");
  for (const element of all("body *")) if (["fixed", "sticky"].includes(getComputedStyle(element).position) && shown(element)) problems.push(`prints something that stays in view: ${element.outerHTML.slice(0, 60)}`);
  return problems;
});
