// Times and days as the clock of this device has them. The server writes UTC.

const lang = document.documentElement.lang || "en";
const locale = lang === "en" ? "en-GB" : lang; // the server, too, writes the day before the month
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });
const fullDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });

export const timeOf = (moment) => clock.format(moment);

export function mount(elements) {
  for (const element of elements) {
    const moment = new Date(element.dateTime);
    if (!Number.isNaN(moment.getTime())) element.textContent = written(moment, element.dataset.time);
  }
}

function written(moment, how) {
  if (how === "day") return fullDate.format(moment);
  const today = moment.toDateString() === new Date().toDateString();
  return today ? timeOf(moment) : `${date.format(moment)}, ${timeOf(moment)}`;
}
