// Says whether somebody is there now, from the hours in the page. A minute is open exactly if the clock on the wall
// shows an open one; how clocks go, the browser knows. Days and minutes count from 1970.
"use strict";

const [MINUTE, DAY, WEEK] = [60_000, 1440, 7 * 1440];
const formats = {};
const weeks = {};

function offset(zone, minute) {
  formats[zone] ??= new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const [, sign, hours = 0, minutes = 0] = /GMT(?:(.)(\d+):(\d+))?/.exec(formats[zone].format(minute * MINUTE));
  return (sign === "+" ? 1 : -1) * (60 * hours + Number(minutes));
}

function changed(zone, same, change) {
  const [before, after] = [offset(zone, same), offset(zone, change)];
  while (before !== after && change - same > 1) {
    const middle = Math.floor((same + change) / 2);
    if (offset(zone, middle) === before) same = middle;
    else change = middle;
  }
  return { before, after, change };
}

// How many minutes a clock is ahead of UTC, and until when. Nobody changes it twice a week.
function clock(zone, minute) {
  const start = minute - (minute % WEEK);
  const week = (weeks[zone + start] ??= changed(zone, start, start + WEEK));
  return minute < week.change ? { ahead: week.before, until: week.change } : { ahead: week.after, until: start + WEEK };
}

// Whether a window is open at a minute, whether that is known, when to look again.
function look(hours, minute, visitor) {
  const { ahead, until } = clock(hours.zone ?? visitor, minute);
  const day = Math.floor((minute + ahead) / DAY);
  const now = minute + ahead - day * DAY;
  // Open after an odd number of times. 1970 began on a Thursday.
  const times = hours.dates[day] ?? hours.week[(day + 3) % 7];
  const passed = times.filter((time) => time <= now).length;
  const next = Math.min(minute - now + (times[passed] ?? DAY), until);
  return { known: hours.from <= day && day < hours.until, open: passed % 2 === 1, next };
}

// The same for all windows of a place: open to all who may come, or some (emergency).
function lookAll({ windows }, place, minute, visitor) {
  const all = Object.keys(place.windows).map((id) => ({ id, ...look(windows[id], minute, visitor) }));
  const open = all.filter((one) => one.known && one.open);
  const severities = place.severities.filter((name) => open.some(({ id }) => place.windows[id].includes(name)));
  let state = open.length ? "emergency" : "closed";
  if (all.some(({ known }) => !known)) state = "unknown";
  if (open.length && severities.length === place.severities.length) state = "open";
  return { state, severities, window: open[0]?.id, next: Math.min(...all.map(({ next }) => next)) };
}

// What holds at a minute, when being open to all begins or ends (null: nobody knows), in which window.
function state(data, place, minute, visitor) {
  const now = lookAll(data, place, minute, visitor);
  const isOpen = now.state === "open";
  let [before, then, change] = [now, now, null];
  while (then.state !== "unknown" && (then.state === "open") === isOpen) {
    [before, change] = [then, then.next];
    then = lookAll(data, place, change, visitor);
  }
  if (then.state === "unknown") change = null;
  return { ...now, change, window: (isOpen ? before : then).window };
}

function filled(sentence, gaps) {
  const text = document.createElement("span");
  for (const part of sentence.split(/(\{\w+\})/)) text.append(part[0] === "{" ? gaps[part.slice(1, -1)] : part);
  return text;
}

function inWords({ tag, says }, minute, zone, now) {
  const day = (minute) => Math.floor((minute + clock(zone, minute).ahead) / DAY);
  const days = day(minute) - day(now);
  const midnight = days === 1 && day(minute - 1) === day(now);
  const soon = days ? { weekday: "long", hour: "numeric", minute: "2-digit" } : { timeStyle: "short" };
  const style = days < 7 ? soon : { dateStyle: "full", timeStyle: "short" };
  const format = new Intl.DateTimeFormat(tag, { ...style, timeZone: zone });
  const time = document.createElement("time");
  time.dateTime = new Date(minute * MINUTE).toISOString();
  time.append(midnight ? says.midnight : format.format(minute * MINUTE));
  return time;
}

// What a zone is called: as the page calls it where it speaks of it, else as the browser does.
function called({ tag, zones }, timeZone, minute) {
  const format = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: "longGeneric" });
  const name = format.formatToParts(minute * MINUTE).find(({ type }) => type === "timeZoneName");
  return zones[timeZone] ?? name.value;
}

// What a place says, in its time and, where that differs, in the visitor's.
function told(data, { state, severities, change, window }, visitor, now) {
  const { tag, says, windows } = data;
  const named = new Intl.ListFormat(tag).format(severities);
  if (change === null) return filled(says[state], { severities: named });
  const { zone = visitor } = windows[window];
  const there = (timeZone) => {
    const [when, zone] = [inWords(data, change, timeZone, now), called(data, timeZone, change)];
    return filled(says.there, { when, zone });
  };
  const isSame = clock(zone, change).ahead === clock(visitor, change).ahead;
  const when = isSame ? inWords(data, change, zone, now) : there(zone);
  const text = filled(says[`${state}_until`], { severities: named, when });
  if (!isSame) text.append(" ", filled(says.yours, { when: there(visitor) }));
  return text;
}

// Fills the page, and again every minute while somebody may look.
if (typeof document === "object") {
  const data = JSON.parse(document.getElementById("open-now-data").textContent);
  const visitor = Intl.DateTimeFormat().resolvedOptions().timeZone;
  let timer;
  const tick = () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const now = Math.floor(Date.now() / MINUTE);
    for (const element of document.querySelectorAll("[data-now]")) {
      const answer = state(data, JSON.parse(element.dataset.now), now, visitor);
      const text = told(data, answer, visitor, now);
      if (element.firstChild?.isEqualNode(text)) continue;
      element.replaceChildren(text);
      element.dataset.state = answer.state;
      element.hidden = false;
    }
    timer = setTimeout(tick, MINUTE - (Date.now() % MINUTE));
  };
  document.addEventListener("visibilitychange", tick);
  tick();
}
