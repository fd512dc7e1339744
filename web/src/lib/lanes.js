// Where marks stand on the timeline: a happening once, its doubt as wide as it is, one over another where they meet.

const DAY = 86_400_000;
const ROOM = 13; // a mark and the air around it
const OPEN = 46; // how far an open end is drawn
const REACH = 0.06; // the same as a part of the span
export const day = (iso) => Date.parse(`${iso}T00:00:00Z`);

const alone = new WeakMap();

/** Return what is drawn: entries, those of one account together, with the time that all leave open. */
export function happenings(rows, account) {
  const found = new Map();
  const all = [];
  for (const row of rows) {
    const told = row.account ? account(row.account) : null;
    if (told && found.has(told.id)) found.get(told.id).rows.push(row);
    else if (told) {
      const one = happening(told.id, row, told.when, told.sources);
      found.set(told.id, one);
      all.push(one);
    } else all.push(byItself(row));
  }
  return all.sort((a, b) => a.from - b.from);
}

/** Return the happening of one entry, made once: filters let the same ones through again and again. */
function byItself(row) {
  let one = alone.get(row);
  if (!one) alone.set(row, (one = happening(row.id, row, row.when, 1)));
  return one;
}

function happening(key, row, when, sources) {
  const [first, last] = when ? ends(when) : [null, null];
  return { key, rows: [row], kind: row.kind, when, sources, first, last, from: first ?? last ?? LATEST };
}

const LATEST = 8.64e15; // the last moment that a date can be: behind all that are dated
const known = new WeakMap();

/** Return the first and last moment of a time, null where it is open: worked out once for each. */
function ends(when) {
  let found = known.get(when);
  if (!found) {
    found = [when.first ? day(when.first) : null, when.last ? day(when.last) + DAY : null];
    known.set(when, found);
  }
  return found;
}

/** Return those of which some time lies in a span. */
export const within = (all, [from, till]) =>
  all.filter((one) => (one.last ?? Infinity) >= from && (one.first ?? -Infinity) <= till);

/** Return the first and last moment drawn, with room for whole marks and open ends, or null where nothing is dated. */
export function extent(all, width) {
  let first = Infinity;
  let last = -Infinity;
  for (const one of all)
    for (const end of [one.first, one.last]) {
      if (end !== null && end < first) first = end;
      if (end !== null && end > last) last = end;
    }
  if (first > last) return null;
  const [left, right] = ['first', 'last'].map((end) => (all.some((one) => one[end] === null) ? OPEN + 4 : ROOM));
  const pixel = Math.max(last - first, DAY) / Math.max(width - left - right, 1);
  return [first - left * pixel, last + right * pixel];
}

/** Return the lanes: name, what is in it. One who stands in several lanes is drawn in each. */
export function lanes(all, by) {
  const found = new Map();
  for (const one of all) {
    const names = one.rows.length > 1 ? new Set(one.rows.flatMap(by)) : by(one.rows[0]);
    for (const name of names) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(one);
    }
  }
  return found;
}


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

/** Return those that are drawn in a span: an open end is drawn a little way on from the known one. */
export function drawable(all, [from, till]) {
  const reach = (till - from) * REACH;
  return all.filter((one) => (one.last ?? one.first + reach) >= from && (one.first ?? one.last - reach) <= till);
}

/**
 * Return how many of a lane's happenings are drawn in a span, and how many fall into each cell of it, by kind. One
 * whose day is in doubt is shared among the cells of its time; an open one is counted where its known end is.
 */
export function counted(list, [from, till], cells) {
  const counts = Object.fromEntries(['statement', 'event', 'stance'].map((kind) => [kind, new Float64Array(cells)]));
  const cell = (till - from) / cells;
  const reach = (till - from) * REACH;
  let total = 0;
  for (const one of list) {
    if ((one.last ?? one.first + reach) < from || (one.first ?? one.last - reach) > till) continue;
    total += 1;
    const first = Math.floor(((one.first ?? one.last - DAY) - from) / cell);
    const last = Math.max(first, Math.ceil(((one.last ?? one.first + DAY) - from) / cell) - 1);
    const own = counts[one.kind];
    for (let n = Math.max(first, 0); n <= last && n < cells; n += 1) own[n] += 1 / (last - first + 1);
  }
  return { total, counts };
}

/** Return the outlines of a lane's bars, by kind, one kind upon the other; `high` is the pixels of one happening. */
export function bars(counts, wide, high, floor) {
  const base = new Float64Array(Object.values(counts)[0].length);
  const outlined = Object.entries(counts).map(([kind, own]) => {
    let outline = '';
    own.forEach((count, n) => {
      if (!count) return;
      const height = Math.max(count * high, 1);
      outline += `M${(n * wide).toFixed(1)},${(floor - base[n]).toFixed(1)}h${(wide - 1).toFixed(1)}v${(-height).toFixed(1)}h${(1 - wide).toFixed(1)}z`;
      base[n] += height;
    });
    return { kind, outline };
  });
  return outlined.filter((one) => one.outline);
}
