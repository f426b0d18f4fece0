// Compares what the program says about opening hours and holidays with what other people's programs say:
// npm opening_hours (the reference implementation of the expressions) and npm date-holidays.
//
//   TZ=UTC node hours.mjs FOLDER      with expressions.json and calendars.json, as tests/it/hours_opinions.rs
//                                     writes them
//
// Ends with 1 if they differ where no reason is known, or if a known difference is gone. About expressions
// nothing is known to differ.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Holidays from "date-holidays";
import OpeningHours from "opening_hours";

const BERLIN = { lat: 52.5, lon: 13.4, address: { country_code: "de", state: "Berlin" } };
const MINUTE = 60_000;

// Days on which the lists of holidays differ for a reason.
const KNOWN = [
  {
    regions: ["CH-ZH"],
    days: ["2026-04-05", "2026-05-24", "2026-09-20", "2027-03-28", "2027-05-16", "2027-09-19", "2028-04-16", "2028-06-04", "2028-09-17"],
    because: "Easter, Pentecost and the day of prayer are Sundays anyway; our source leaves them out",
  },
  {
    regions: ["GB-SCT"],
    days: ["2026-06-15"],
    because: "proclaimed for this one year; date-holidays does not have it",
  },
  {
    regions: ["NL"],
    days: ["2026-04-03", "2027-03-26", "2028-04-14"],
    because: "the law on terms treats Good Friday as a holiday; to date-holidays it is a bank holiday",
  },
  {
    regions: ["US"],
    days: ["2028-11-10"],
    because: "a federal holiday on a Saturday is observed the day before; date-holidays has no substitute here",
  },
];

function openStretches(open, from, days) {
  const start = Date.parse(from);
  const intervals = new OpeningHours(open, BERLIN)
    .getOpenIntervals(new Date(start), new Date(start + days * 1440 * MINUTE))
    .filter(([, , unknown]) => !unknown);
  return joined(intervals.map(([opens, closes]) => [opens / MINUTE, closes / MINUTE]));
}

function joined(stretches) {
  const result = [];
  for (const [from, to] of stretches) {
    const last = result.at(-1);
    if (last && last[1] === from) last[1] = to;
    else result.push([from, to]);
  }
  return result;
}

const shown = ([from, to]) =>
  [from, to].map((minute) => new Date(minute * MINUTE).toISOString().slice(0, 16)).join(" to ");

function without(stretches, others) {
  const known = new Set(others.map(String));
  return stretches.filter((stretch) => !known.has(String(stretch))).slice(0, 3).map(shown);
}

function compareExpression({ expression, from, days, open }) {
  let theirs;
  try {
    theirs = openStretches(expression, from, days);
  } catch (error) {
    return `opening_hours refuses it: ${String(error).split("\n")[0]}`;
  }
  const ours = joined(open);
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return null;
  return `only we: ${without(ours, theirs)}; only opening_hours: ${without(theirs, ours)}`;
}

function publicHolidays(region) {
  const calendar = new Holidays(...region.split("-"));
  const days = [2026, 2027, 2028].flatMap((year) => calendar.getHolidays(year));
  return days.filter(({ type }) => type === "public").map(({ date, name }) => [date.slice(0, 10), name]);
}

function compareCalendar({ region, days }) {
  const ours = new Map(days.map(({ date, english }) => [date, english]));
  const theirs = new Map(publicHolidays(region));
  const only = (some, others, whose) =>
    [...some].filter(([date]) => !others.has(date)).map(([date, name]) => ({ region, date, whose, name }));
  return [...only(ours, theirs, "only we"), ...only(theirs, ours, "only date-holidays")];
}

const read = (name) => JSON.parse(readFileSync(join(process.argv[2], name), "utf8"));
const [expressions, calendars] = [read("expressions.json"), read("calendars.json")];
const problems = [];
for (const question of expressions) {
  const difference = compareExpression(question);
  if (difference) problems.push(`${question.expression} from ${question.from}: ${difference}`);
}
const unused = new Set(KNOWN);
for (const { region, date, whose, name } of calendars.flatMap(compareCalendar)) {
  const known = KNOWN.find(({ regions, days }) => regions.includes(region) && days.includes(date));
  if (known) unused.delete(known);
  else problems.push(`${region} ${date} ${name}: ${whose}`);
}
for (const { because } of unused) problems.push(`no longer different: ${because}`);
problems.forEach((problem) => console.error(problem));
const counts = [`${expressions.length} expressions`, `${calendars.length} calendars`, `${problems.length} problems`];
console.log(`hours: ${counts.join(", ")}`);
process.exit(problems.length > 0 || expressions.length === 0 || calendars.length === 0 ? 1 : 0);
