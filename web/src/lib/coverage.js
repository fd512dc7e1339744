// What reports there are of each month, and where there are none, as `onrecord coverage` counts them.

/** Return the month that a report's date lies in, as a number; null where it is known no closer. */
export function monthOf(when) {
  if (!when?.first || !when.last || when.first.slice(0, 7) !== when.last.slice(0, 7)) return null;
  return Number(when.first.slice(0, 4)) * 12 + Number(when.first.slice(5, 7)) - 1;
}

/** Return how many of some months fall on each. */
export function counted(months) {
  const found = new Map();
  for (const month of months) if (month !== null) found.set(month, (found.get(month) ?? 0) + 1);
  return found;
}

/** Return the stretches of months of a span on which nothing falls: first, last and how many. */
export function gaps(there, [first, last]) {
  const found = [];
  let begun = null;
  for (let month = first; month <= last + 1; month += 1) {
    const missing = month <= last && !there.has(month);
    if (missing) begun ??= month;
    else if (begun !== null) {
      found.push({ first: begun, last: month - 1, months: month - begun });
      begun = null;
    }
  }
  return found;
}
