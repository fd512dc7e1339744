// Entries as columns (`onrecord/show/packing.py`) made rows again: a row looks its fields up when it is asked.

const PIECE = '\x7f';
const ROLE = '\x80';

/** Return the entries as rows, packed or not. */
export function unpackedEntries(given) {
  if (Array.isArray(given)) return given;
  class Row {
    constructor(n) {
      this.n = n;
    }
  }
  for (const [field, column] of Object.entries(given.columns))
    Object.defineProperty(Row.prototype, field, { get: looksUp(column), enumerable: true });
  return Array.from({ length: given.count }, (_, n) => new Row(n));
}

function looksUp({ same, all, of, at, sentences }) {
  if (sentences) return function () { return pieces(sentences[this.n]); };
  if (all) return function () { return all[this.n]; };
  if (of) return function () { return of[at[this.n]]; };
  return () => same;
}

const pieces = (text) =>
  text.split(PIECE).map((one) => {
    const end = one.indexOf(ROLE);
    return end < 0 ? [one, ''] : [one.slice(0, end), one.slice(end + 1)];
  });
