/** The list by days, and how long ago a brief was saved, in the editor's own time. */

/** As much of the catalogue as is needed here. */
export interface TimeWords {
  today: string;
  yesterday: string;
  now: string;
  minutesAgo: (n: number) => string;
}

const MINUTE = 60_000;

/** The heading of the day that `time` falls on. */
export function dayOf(time: Date, now: Date, words: TimeWords, locale: string): string {
  const days = Math.round((midnight(now) - midnight(time)) / (24 * 60 * MINUTE));
  if (days <= 0) return words.today;
  if (days === 1) return words.yesterday;
  const year = time.getFullYear() === now.getFullYear() ? undefined : "numeric";
  const weekday = days < 7 ? "long" : undefined;
  return format(time, locale, { weekday, day: "numeric", month: "long", year });
}

/** Within the hour how long ago, else the time of day. */
export function ago(time: Date, now: Date, words: TimeWords, locale: string): string {
  const minutes = Math.floor((now.getTime() - time.getTime()) / MINUTE);
  if (minutes < 1) return words.now;
  if (minutes < 60) return words.minutesAgo(minutes);
  return format(time, locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs fifty times as much as using it, and a list needs it for every row. */
function format(time: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known.format(time);
}

// Rounded above: a day with a change of the clock has 23 or 25 hours.
function midnight(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}
