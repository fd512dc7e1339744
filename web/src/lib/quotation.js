// A quotation held against the texts of a report file: as `onrecord/show/quotation.py` does it, where no server is.

const LEAST_ALIKE = 0.6;
const LEAST_CUT = 0.4;
const SLACK = 25;
const ORDER = ['verbatim', 'cut', 'altered'];

const wordsOf = (text) => [...text.matchAll(/[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{N}\p{M}_]+)*/gu)];
const folded = (word) => word[0].replaceAll('’', "'").toLowerCase();

/** Return the nearest that a text has to a quotation, `{ verdict, start, end, alike, differences }`, or null. */
export function spot(quotation, text) {
  const [asked, told] = [wordsOf(quotation), wordsOf(text)];
  const [wanted, there] = [asked.map(folded), told.map(folded)];
  const found = whole(wanted, there) ?? nearest(wanted, there);
  if (!found) return null;
  const [first, last] = found;
  const blocks = inCommon(there.slice(first, last), wanted);
  const moves = movesOf(blocks, last - first, wanted.length);
  const alike = (2 * blocks.reduce((sum, one) => sum + one.size, 0)) / (last - first + wanted.length);
  const kinds = new Set(moves.map((one) => one.kind));
  const verdict = kinds.has('insert') || kinds.has('replace') ? 'altered' : kinds.has('delete') ? 'cut' : 'verbatim';
  if (alike < (verdict === 'cut' ? LEAST_CUT : LEAST_ALIKE)) return null;
  const end = told[last - 1];
  const differences = verdict === 'verbatim' ? [] : inWords(moves, told.slice(first, last), asked);
  return { verdict, start: told[first].index, end: end.index + end[0].length, alike, differences };
}

/** Return what each report has of a quotation, the nearest first, then the oldest, each text once. */
export function spots(quotation, reports, original) {
  const found = reports.map((report) => ({ report, at: spot(quotation, report.text) })).filter((one) => one.at);
  found.sort(
    (a, b) =>
      ORDER.indexOf(a.at.verdict) - ORDER.indexOf(b.at.verdict) ||
      b.at.alike - a.at.alike ||
      compared(a.report.published, b.report.published) ||
      compared(a.report.path, b.report.path),
  );
  const once = new Map();
  for (const one of found) {
    const key = original(one.report.id);
    if (!once.has(key)) once.set(key, one);
  }
  return [...once.values()];
}

const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Return where all the words stand side by side. */
function whole(wanted, there) {
  const size = wanted.length;
  if (!size) return null;
  for (let first = 0; first + size <= there.length; first += 1)
    if (wanted.every((word, n) => there[first + n] === word)) return [first, first + size];
  return null;
}

/** Return the stretch about the diagonal with most words in common, from the first such word to the last. */
function nearest(wanted, there) {
  const places = new Map();
  wanted.forEach((word, at) => places.set(word, [...(places.get(word) ?? []), at]));
  const room = SLACK + wanted.length;
  const diagonals = new Map();
  const more = (step) => diagonals.set(step, (diagonals.get(step) ?? 0) + 1);
  there.forEach((word, at) => {
    const steps = new Set((places.get(word) ?? []).map((one) => Math.floor((at - one) / room)));
    for (const step of steps) [step, step - 1].forEach(more);
  });
  let best = null;
  for (const [step] of [...diagonals].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8)) {
    const low = Math.max(0, step * room);
    const blocks = inCommon(there.slice(low, low + 2 * room + wanted.length), wanted);
    if (!blocks.length) continue;
    const end = blocks.at(-1);
    const first = Math.max(0, low + blocks[0].a - blocks[0].b);
    // Words altered at either end have no partner: as many of the report's stand opposite them.
    const last = Math.min(there.length, low + end.a + end.size + wanted.length - end.b - end.size);
    const alike = (2 * blocks.reduce((sum, one) => sum + one.size, 0)) / (wanted.length + last - first);
    const one = [alike, first, last];
    if (!best || compared(one[0], best[0]) > 0 || (one[0] === best[0] && (one[1] > best[1] || (one[1] === best[1] && one[2] > best[2])))) best = one;
  }
  return best?.slice(1) ?? null;
}

/** Return the blocks that two lists of words have in common, in order: the longest, then those on either side of it. */
function inCommon(a, b) {
  const places = new Map();
  b.forEach((word, at) => places.set(word, [...(places.get(word) ?? []), at]));
  const found = [];
  const open = [[0, a.length, 0, b.length]];
  while (open.length) {
    const [alo, ahi, blo, bhi] = open.pop();
    const { a: i, b: j, size } = longest(a, places, alo, ahi, blo, bhi);
    if (!size) continue;
    found.push({ a: i, b: j, size });
    if (alo < i && blo < j) open.push([alo, i, blo, j]);
    if (i + size < ahi && j + size < bhi) open.push([i + size, ahi, j + size, bhi]);
  }
  found.sort((one, other) => one.a - other.a || one.b - other.b);
  return found.reduce((joined, one) => {
    const before = joined.at(-1);
    if (before && before.a + before.size === one.a && before.b + before.size === one.b) before.size += one.size;
    else joined.push(one);
    return joined;
  }, []);
}

function longest(a, places, alo, ahi, blo, bhi) {
  let best = { a: alo, b: blo, size: 0 };
  let before = new Map();
  for (let i = alo; i < ahi; i += 1) {
    const now = new Map();
    for (const j of places.get(a[i]) ?? []) {
      if (j < blo || j >= bhi) continue;
      const size = (before.get(j - 1) ?? 0) + 1;
      now.set(j, size);
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
    }
    before = now;
  }
  return best;
}

/** Return how one list becomes the other: what is equal, left out, put in, replaced. */
function movesOf(blocks, ofA, ofB) {
  const moves = [];
  let [i, j] = [0, 0];
  for (const { a, b, size } of [...blocks, { a: ofA, b: ofB, size: 0 }]) {
    if (i < a || j < b) moves.push({ kind: i < a && j < b ? 'replace' : i < a ? 'delete' : 'insert', a: [i, a], b: [j, b] });
    if (size) moves.push({ kind: 'equal', a: [a, a + size], b: [b, b + size] });
    [i, j] = [a + size, b + size];
  }
  return moves;
}

function inWords(moves, told, asked) {
  const joined = (words, [from, to]) => words.slice(from, to).map((one) => one[0]).join(' ');
  return moves.flatMap(({ kind, a, b }) => {
    const [ours, theirs] = [joined(told, a), joined(asked, b)];
    if (kind === 'equal') return [[ours, 'both']];
    return [...(ours ? [[ours, 'report']] : []), ...(theirs ? [[theirs, 'quotation']] : [])];
  });
}
