// Did they say this? In a report file, what `onrecord/show/quoted.py` answers in the served page.
import { allTexts, book } from './record.svelte.js';
import { spots } from './quotation.js';

/** Return what the reports of this file have of a quotation, in the form in which the server answers. */
export async function quotedHere(words, by) {
  const rows = book.rows;
  const texts = await allTexts();
  const reports = rows.reports.map((one) => textOf(one, texts[one.id] ?? []));
  const byPath = new Map(rows.reports.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map((one, n) => [one.id, n]));
  const shared = (id) => [...(rows.copy(id)?.reports ?? [id])].sort((a, b) => byPath.get(a) - byPath.get(b));
  const theirs = by ? saidBy(rows, by) : new Set();
  const found = spots(words, reports, (id) => shared(id)[0]).map(({ report, at }) => ({
    verdict: at.verdict,
    report: report.id,
    published: report.row.published,
    words: report.text.slice(at.start, at.end).replace(/\s+/g, ' '),
    differences: at.differences,
    ...whose(rows, telling(rows, report, at), theirs),
    first: false,
    copies: shared(report.id).filter((id) => id !== report.id),
  }));
  const dated = found.filter((one) => one.published?.first);
  const oldest = dated.map((one) => one.published.first).sort()[0];
  if (dated.length > 1) for (const one of dated) one.first = one.published.first === oldest;
  return { known: theirs.size > 0, reports: reports.length, rows: found };
}

/** A report with its text, and where in it the words of which entries stand. */
function textOf(row, passages) {
  let text = '';
  const marks = [];
  for (const { pieces } of passages) {
    for (const [words, of] of pieces) {
      marks.push([text.length, text.length + words.length, of]);
      text += words;
    }
    text += '\n\n';
  }
  return { id: row.id, row, path: row.path, published: row.published?.edtf ?? '9999', text, marks };
}

/** The statements of an actor, of those who speak for it, or of all who bear the name. */
function saidBy(rows, by) {
  const wanted = by.toLowerCase();
  const known = rows.data.actors.filter((one) => [one.id, one.name, ...one.aliases].some((name) => name.toLowerCase() === wanted));
  const ids = new Set(known.map((one) => one.id));
  const said = rows.list.filter((row) => row.kind === 'statement' && row.standing !== 'rejected');
  const named = said.filter((row) => row.parties.some((id) => ids.has(id)) || row.who.some((one) => ids.has(one.actor)));
  const bears = wanted.split(/\s+/);
  const alike = (row) => bears.every((word) => row.who.some((one) => one.shown.toLowerCase().split(/[^\p{L}\p{N}_-]+/u).includes(word)));
  return new Set((named.length ? named : said.filter(alike)).map((row) => row.id));
}

/** The statement that has most of a stretch; of those that have as much the one with the fewest words besides. */
function telling(rows, report, at) {
  const shared = new Map();
  for (const [start, end, of] of report.marks) {
    const inside = Math.min(end, at.end) - Math.max(start, at.start);
    if (inside > 0) for (const place of of) shared.set(place, (shared.get(place) ?? 0) + inside);
  }
  const found = [...shared]
    .map(([place, size]) => ({ entry: rows.entry(report.row.entries[place]), size }))
    .filter((one) => one.entry?.kind === 'statement' && one.entry.standing !== 'rejected');
  found.sort((a, b) => b.size - a.size || a.entry.words.length - b.entry.words.length);
  return found[0]?.entry ?? null;
}

function whose(rows, entry, theirs) {
  const asked = theirs.size > 0;
  if (!entry) return { entry: null, whose: asked ? 'unknown' : '' };
  const said = !entry.who.length ? 'unnamed' : theirs.has(entry.id) ? 'theirs' : 'another';
  return { entry: entry.id, whose: asked ? said : '' };
}
