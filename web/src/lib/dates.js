// Dates as they are typed and told: ISO in; told as the reader's locale writes them, in English day before month.

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WORDED = new RegExp(`(?:(\\d{1,2}) to )?(?:(\\d{1,2}) )?\\b(${MONTHS.join('|')}) (\\d{4})\\b`, 'g');
const ENGLISH = /^en\b/i.test(navigator.language);

/** Return how the reader's locale writes such dates; null where it speaks English, which is written here. */
const written = (options) => (ENGLISH ? null : new Intl.DateTimeFormat(navigator.language, options));
const DAY = written({ timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const MONTH = written({ timeZone: 'UTC', month: 'long', year: 'numeric' });
const TICKS = {
  year: written({ timeZone: 'UTC', year: 'numeric' }),
  month: written({ timeZone: 'UTC', month: 'short', year: 'numeric' }),
  day: written({ timeZone: 'UTC', day: 'numeric', month: 'short' }),
};

/** Return words with the dates in them as the reader's locale writes them. */
export function localDates(words) {
  if (ENGLISH) return words;
  return words.replace(WORDED, (_, from, day, month, year) => {
    const at = (day) => Date.UTC(+year, MONTHS.indexOf(month), +day);
    if (!day) return (from ? `${from} to ` : '') + MONTH.format(at(1));
    return from ? DAY.formatRange(at(from), at(day)) : DAY.format(at(day));
  });
}

/** Return a month, numbered from that of the year 0, in words. */
export const localMonth = (month) => localDates(`${MONTHS[month % 12]} ${String(Math.floor(month / 12)).padStart(4, '0')}`);

/** Return a day, or an instant's day and minute, in words: 3 March 2021, 14:05. */
export function inWords(iso, { minute = false } = {}) {
  const at = new Date(iso);
  if (Number.isNaN(at.valueOf())) return String(iso);
  const words = localDates(`${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`);
  const two = (part) => String(part).padStart(2, '0');
  return minute ? `${words}, ${two(at.getHours())}:${two(at.getMinutes())}` : words;
}

/** Return an axis's label for a moment (UTC): the year, the month, the day or the minute that begins there. */
export function tick(date, unit) {
  if (TICKS[unit]) return TICKS[unit].format(date);
  const month = MONTHS[date.getUTCMonth()].slice(0, 3);
  if (unit === 'year') return String(date.getUTCFullYear());
  if (unit === 'month') return `${month} ${date.getUTCFullYear()}`;
  if (unit === 'day') return `${date.getUTCDate()} ${month}`;
  return date.toISOString().slice(11, 16);
}

/** Say what is wrong with a date that was typed; empty where nothing is. */
export function dateFault(text) {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim());
  const day = parts && new Date(Date.UTC(+parts[1], (parts[2] ?? 1) - 1, parts[3] ?? 1));
  const stands = day && day.getUTCMonth() === (parts[2] ?? 1) - 1 && day.getUTCDate() === +(parts[3] ?? 1);
  return stands ? '' : `“${text}” is no date; write it as 2022-01-12, 2022-01 or 2022.`;
}
