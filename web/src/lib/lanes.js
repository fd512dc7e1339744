// Where marks stand on the timeline: a happening once, its doubt as wide as it is, one over another where they meet.

const DAY = 86_400_000;
export const day = (iso) => Date.parse(`${iso}T00:00:00Z`);

/** Return what is drawn: entries, those of one account together, with the time that all leave open. */
export function happenings(rows, account) {
  const found = new Map();
  for (const row of rows) {
    const told = row.account ? account(row.account) : null;
    const key = told ? told.id : row.id;
    const one = found.get(key) ?? { key, rows: [], when: told?.when ?? row.when, sources: told?.sources ?? 1 };
    one.rows.push(row);
    found.set(key, one);
  }
  for (const one of found.values()) {
    one.first = one.when?.first ? day(one.when.first) : null;
    one.last = one.when?.last ? day(one.when.last) + DAY : null;
  }
  return [...found.values()].sort((a, b) => (a.first ?? a.last ?? Infinity) - (b.first ?? b.last ?? Infinity));
}

/** Return the first and last moment drawn, with a little air, or null where nothing is dated. */
export function extent(all) {
  let first = Infinity;
  let last = -Infinity;
  for (const one of all)
    for (const end of [one.first, one.last]) {
      if (end !== null && end < first) first = end;
      if (end !== null && end > last) last = end;
    }
  if (first > last) return null;
  const air = Math.max((last - first) * 0.045, DAY);
  return [first - air, last + air];
}

/** Return the lanes: name, what is in it. One who stands in several lanes is drawn in each. */
export function lanes(all, by) {
  const found = new Map();
  for (const one of all) {
    const names = new Set(one.rows.flatMap(by));
    for (const name of names) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(one);
    }
  }
  return found;
}

const ROOM = 13; // a mark and the air around it
const OPEN = 46; // how far an open end is drawn

/** Return a lane's marks with place and row; what does not fit into `most` rows is counted. */
export function packed(list, scale, width, most) {
  const marks = [];
  const ends = [];
  let hidden = 0;
  const placed = list.map((one) => ({ one, ...stretch(one, scale) })).filter((mark) => mark.x1 >= 0 && mark.x0 <= width);
  placed.sort((a, b) => a.x0 - b.x0 || a.x1 - b.x1);
  for (const mark of placed) {
    const left = Math.min(mark.x0, mark.x - ROOM / 2);
    const row = ends.findIndex((end) => end <= left);
    const at = row >= 0 ? row : ends.length;
    if (at >= most) hidden += 1;
    else {
      ends[at] = Math.max(mark.x1, mark.x + ROOM / 2) + 1;
      marks.push({ ...mark, row: at });
    }
  }
  return { marks, rows: Math.max(1, ends.length), hidden, total: placed.length };
}

/** Return where a time begins and ends on the scale, where its mark stands, and which ends are open. */
function stretch(one, scale) {
  const first = one.first === null ? null : scale(one.first);
  const last = one.last === null ? null : scale(one.last);
  const x0 = first ?? last - OPEN;
  const x1 = last ?? first + OPEN;
  const x = first === null ? last : last === null ? first : (first + last) / 2;
  return { x0, x1, x, openLeft: first === null, openRight: last === null, about: one.when.about };
}
