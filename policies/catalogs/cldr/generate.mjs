// Writes one table per language beside this file: the CLDR values that ICU4X does not offer in a stable form yet
// (money, times of day and ranges of them, whole dates, durations, names of languages and countries).
//
//   npm install --prefix DIR cldr-numbers-full@48.2.0 cldr-dates-full@48.2.0 cldr-units-full@48.2.0 cldr-localenames-full@48.2.0 cldr-core@48.2.0
//   node policies/catalogs/cldr/generate.mjs DIR
//
// A further language is a further entry in LANGUAGES. The first country is the one whose conventions hold where a
// country has none of its own; `alike` names countries that write as another one does; `within` is the case that
// follows "within" where a language has cases, or the endings of that case by plural form where CLDR lists none. Digits
// are Latin everywhere: so are those of telephone numbers and of the documents that pages point to.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const LANGUAGES = {
  ar: { AE: "ar-AE", within: { two: [/ان$/, "ين"] } },
  de: { DE: "de", AT: "de-AT", CH: "de-CH", alike: { LI: "CH" }, within: "dative" },
  en: { GB: "en-GB", US: "en", IE: "en-IE" },
  es: { ES: "es", MX: "es-MX" },
  fr: { FR: "fr", CA: "fr-CA", CH: "fr-CH" },
  it: { IT: "it" },
  ja: { JP: "ja" },
  nb: { NO: "nb" },
  nl: { NL: "nl" },
  pl: { PL: "pl", within: "genitive" },
  pt: { BR: "pt" },
  sv: { SE: "sv" },
};
const UNITS = ["year", "month", "week", "day", "hour", "minute", "second"];

const root = join(process.argv[2], "node_modules");
const here = dirname(fileURLToPath(import.meta.url));
const json = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
const version = json("cldr-numbers-full/package.json").version;
const plurals = json("cldr-core/supplemental/plurals.json").supplemental["plurals-type-cardinal"];
const quote = (text) => JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) =>
  /[\p{Z}\p{Cf}]/u.test(c) ? "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0") : c);
const flow = (map) => "{" + Object.entries(map).map(([k, v]) => `${quote(k)}: ${quote(v)}`).join(", ") + "}";

function numbers(locale) {
  const n = json(`cldr-numbers-full/main/${locale}/numbers.json`).main[locale].numbers;
  const currency = n["currencyFormats-numberSystem-latn"];
  const symbols = n["symbols-numberSystem-latn"];
  return {
    standard: currency.standard.split(";")[0],
    code: (currency["standard-alphaNextToNumber"] ?? currency.standard).split(";")[0],
    decimal: symbols.currencyDecimal ?? symbols.decimal,
    group: symbols.currencyGroup ?? symbols.group,
    // So many digits must stand before the first mark: 1234,50 in Spanish, but 12.345,50.
    leading: n.minimumGroupingDigits,
  };
}

function symbols(locale) {
  const all = json(`cldr-numbers-full/main/${locale}/currencies.json`).main[locale].numbers.currencies;
  return Object.fromEntries(Object.entries(all)
    .filter(([code, c]) => code !== "XXX" && c.symbol && c.symbol !== code)
    .map(([code, c]) => [code, c.symbol]));
}

// The clock a locale prefers shows in its short time: with a day period, or without.
function clock(locale) {
  const g = json(`cldr-dates-full/main/${locale}/ca-gregorian.json`).main[locale].dates.calendars.gregorian;
  const patterns = g.dateTimeFormats.intervalFormats;
  const time = g.timeFormats.short;
  const { am, pm } = g.dayPeriods.format.abbreviated;
  return /a/.test(time)
    ? { time, same: patterns.hm.h, other: patterns.hm.a, am, pm }
    : { time, same: patterns.Hm.m, other: patterns.Hm.H };
}

// A whole date is a long date and its weekday; ICU4X joins the two by another pattern.
function fullDate(locale) {
  const g = json(`cldr-dates-full/main/${locale}/ca-gregorian.json`).main[locale].dates.calendars.gregorian;
  const joined = g.dateFormats.full.replace(g.dateFormats.long, "{date}").replace("EEEE", "{weekday}");
  if (!/^[^a-zA-Z]*\{(date|weekday)\}[^a-zA-Z]*\{(date|weekday)\}$/.test(joined)) throw new Error(`${locale}: ${joined}`);
  return joined;
}

function units(locale, grammatical) {
  const long = json(`cldr-units-full/main/${locale}/units.json`).main[locale].units.long;
  const categories = Object.keys(plurals[locale]).map((key) => key.replace("pluralRule-count-", ""));
  return Object.fromEntries(UNITS.map((unit) => {
    const all = long[`duration-${unit}`];
    const plain = (count) => all[`unitPattern-count-${count}`];
    const pick = (count) => all[`${grammatical}-count-${count}`] ?? plain(count)?.replace(...(grammatical[count] ?? ["", ""]));
    return [unit, Object.fromEntries(categories.map((count) => [count, pick(count) ?? pick("other")]))];
  }));
}

function names(locale, file, keep) {
  const all = json(`cldr-localenames-full/main/${locale}/${file}.json`).main[locale].localeDisplayNames[file];
  return Object.fromEntries(Object.entries(all).filter(([code]) => keep.test(code)));
}

const block = (map, indent) => Object.entries(map).map(([k, v]) => `${indent}${quote(k)}: ${quote(v)}`).join("\n");

for (const [language, { alike, within, ...countries }] of Object.entries(LANGUAGES)) {
  const unitLines = (grammatical) => Object.entries(units(language, grammatical))
    .map(([unit, forms]) => `    ${unit}: ${flow(forms)}`).join("\n");
  const text = `# Generated by generate.mjs; do not edit.
source: "Unicode CLDR, npm packages cldr-*-full, licence Unicode-3.0"
version: ${quote(version)}
default: ${quote(Object.keys(countries)[0])}
${alike ? `alike: ${flow(alike)}\n` : ""}countries:
${Object.entries(countries).map(([country, locale]) => `  ${quote(country)}:
    currency: ${flow(numbers(locale))}
    clock: ${flow(clock(locale))}
    full-date: ${quote(fullDate(locale))}
    symbols: ${flow(symbols(locale))}`).join("\n")}
units:
  alone:
${unitLines("nominative")}
${within ? `  within:\n${unitLines(within)}\n` : ""}languages:
${block(names(language, "languages", /^[a-z]{2,3}(-[A-Z][a-z]{3}|-[A-Z]{2})?$/), "  ")}
territories:
${block(names(language, "territories", /^[A-Z]{2}$/), "  ")}
`;
  writeFileSync(join(here, `${language}.yaml`), text);
}
