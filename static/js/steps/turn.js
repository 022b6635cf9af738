// The clock of a turn. It tells, and that is all: only the speaker ends a turn.

import { say, words } from "../words.js";

const MARKS = [
  [60, words.minuteLeft],
  [10, words.secondsLeft],
  [0, words.timeIsUp],
];
const JUST_BEGUN = 3;

// How far the server's clock is ahead of ours. What travels only ever makes it look smaller, so the largest is nearest.
let ahead = -Infinity;
let read = "";
let ticking = null;
const told = new Map(); // deadline -> the seconds that were left when we last looked

export function mount() {
  readServerClock();
  tick();
  ticking ??= setInterval(tick, 1000);
}

function readServerClock() {
  const now = document.querySelector("[data-stream][data-now]")?.dataset.now;
  if (!now || now === read) return;
  read = now;
  ahead = Math.max(ahead, Number(now) - Date.now() / 1000);
}

function tick() {
  const timers = document.querySelectorAll("[data-timer]");
  timers.forEach(show);
  if (timers.length) return;
  clearInterval(ticking);
  ticking = null;
}

function show(timer) {
  const deadline = Number(timer.dataset.deadline);
  if (!deadline) return;
  const left = deadline - Date.now() / 1000 - (Number.isFinite(ahead) ? ahead : 0);
  write(timer.querySelector(".timer__left"), minutes(Math.max(0, Math.ceil(left))));
  if (timer.dataset.calm !== undefined) return;
  if (left <= 0) write(timer.querySelector(".timer__words"), words.timeIsUp);
  tell(deadline, left, Number(timer.dataset.seconds));
}

/** Each mark is said once, when it is passed while the page is open; never for a time that was over before. */
function tell(deadline, left, seconds) {
  const before = told.get(deadline);
  told.set(deadline, left);
  if (before === undefined) {
    if (seconds - left < JUST_BEGUN && seconds >= left) say(words.timeRuns(minutes(Math.round(seconds))));
    return;
  }
  const passed = MARKS.findLast(([mark]) => before > mark && left <= mark);
  if (passed) say(passed[1]);
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}
