// The record as this page has it: rows from the report file's data element, or from the server.
import { FILTERS, place } from './address.svelte.js';
import { dateFault } from './dates.js';
import { SvelteMap } from 'svelte/reactivity';
import { unpackedEntries } from './packed.js';

let rows = $state.raw(null);
let fault = $state('');
let texts = $state.raw(null);
let corrected = false;

export const book = {
  get rows() {
    return rows;
  },
  get fault() {
    return fault;
  },
};

export async function load() {
  try {
    const element = document.getElementById('data');
    rows = indexed(element ? JSON.parse(element.textContent) : await asked('/api/views'));
    wholes.clear();
  } catch (error) {
    fault = String(error.message ?? error);
  }
}

// Of a record of very many entries the rows are outlines, without words; those that are shown are asked for whole.
const wholes = new SvelteMap();
const AT_ONCE = 100;
let wanted = new Set();

/** Return an entry with its words, or null until they are here. */
export function whole(row) {
  if (!rows.outlined || row.sentence) return row;
  const known = wholes.get(row.id);
  if (!known && !wanted.has(row.id)) {
    if (!wanted.size) queueMicrotask(fetchWanted);
    wanted.add(row.id);
  }
  return known ?? null;
}

async function fetchWanted() {
  const ids = [...wanted];
  try {
    for (let at = 0; at < ids.length; at += AT_ONCE)
      keep((await asked(`/api/entries?ids=${ids.slice(at, at + AT_ONCE).join(',')}`)).entries);
  } catch (error) {
    fault = String(error.message ?? error);
  }
  for (const id of ids) wanted.delete(id);
  if (wanted.size) fetchWanted();
}

function keep(entries) {
  for (const row of entries) wholes.set(row.id, row);
}

export async function asked(path, body) {
  const answer = await fetch(
    path,
    body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {},
  );
  const told = await answer.json().catch(() => ({ error: `the server answered ${answer.status}` }));
  if (!answer.ok) throw new Error(told.error ?? `the server answered ${answer.status}`);
  return told;
}

/** Ask for all anew where a correction was made: counts and findings are the server's, not this page's. */
export async function refreshed() {
  if (!corrected) return;
  corrected = false;
  await load();
}

/** The texts of all reports, asked for or unpacked once. */
export async function allTexts() {
  texts ??= await (rows.served ? asked('/api/texts') : unpacked(document.getElementById('texts')));
  return texts;
}

/** The text of one report, or null where the file holds none. */
export async function oneText(id) {
  if (texts?.[id]) return texts[id];
  if (rows.served) return asked(`/api/report?id=${encodeURIComponent(id)}`);
  return (await allTexts())[id] ?? null;
}

/** What an element holds: JSON as it is, or deflated where it was large. */
async function unpacked(element) {
  if (!element) return {};
  const held = element.textContent;
  if (!element.dataset.packed) return JSON.parse(held);
  const bytes = Uint8Array.from(atob(held), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(element.dataset.packed));
  return new Response(stream).json();
}

/** Take in rows of entries that a correction changed. */
export function takeIn(entries) {
  corrected = true;
  if (rows.outlined) keep(entries);
  const news = new Map(entries.map((row) => [row.id, row]));
  const old = rows.data.entries.map((row) => news.get(row.id) ?? row);
  const more = entries.filter((row) => !rows.entry(row.id));
  const ids = new Set(entries.map((row) => row.id));
  const corrections = [...entries.flatMap((row) => row.corrections), ...rows.data.corrections.filter((one) => !ids.has(one.entry))];
  rows = indexed({ ...rows.data, entries: [...old, ...more], corrections });
}

/** The reports, each with the ids of its entries in the order of the text. */
function withEntries({ reports, entries }) {
  const inside = new Map(reports.map((one) => [one.id, []]));
  for (const row of entries) inside.get(row.report)?.push(row);
  const inText = (a, b) => a.start - b.start || (a.id < b.id ? -1 : 1);
  return reports.map((one) => ({ ...one, entries: inside.get(one.id).sort(inText).map((row) => row.id) }));
}

function indexed(given) {
  const data = { ...given, entries: unpackedEntries(given.entries) };
  if (given.outlined) data.reports = withEntries(data);
  const by = (list) => new Map(list.map((one) => [one.id, one]));
  const entries = by(data.entries);
  const copies = new Map();
  for (const copy of data.copies) for (const report of copy.reports) copies.set(report, copy);
  return {
    data,
    served: Boolean(data.served),
    outlined: Boolean(data.outlined),
    withTexts: data.with_texts !== false,
    views: [...data.views, ...(data.reports.length && (data.served || data.with_texts !== false) ? ['quote'] : []), ...(data.served && data.entries.length ? ['review', 'audit'] : []), ...(data.starting ? ['start'] : [])],
    overview: data.overview,
    parties: data.parties,
    names: data.names,
    list: data.entries,
    reports: data.reports,
    entry: (id) => entries.get(id),
    report: ((all) => (id) => all.get(id))(by(data.reports)),
    actor: ((all) => (id) => all.get(id))(by(data.actors)),
    issue: ((all) => (id) => all.get(id))(by(data.issues)),
    account: ((all) => (id) => all.get(id))(by(data.accounts)),
    contradiction: ((all) => (id) => all.get(id))(by(data.contradictions)),
    copy: (report) => copies.get(report),
  };
}

export const name = (id) => rows.names[id] ?? id;

const filters = () => Object.fromEntries(FILTERS.map((one) => [one, place.param(one)]));

/** Say whether an entry is let through by the filters of the address. */
export function letThrough(row, f = filters()) {
  if (row.standing === 'rejected') return false;
  if (f.party && !row.parties.includes(f.party) && !row.who.some((one) => one.actor === f.party)) return false;
  if (f.to && !row.to.includes(f.to) && !row.whom.some((one) => one.actor === f.to)) return false;
  if (f.kind && row.kind !== f.kind) return false;
  if (f.act && row.act !== f.act) return false;
  if (f.issue && !row.issues.includes(f.issue)) return false;
  if (f.outlet && rows.report(row.report)?.outlet !== f.outlet) return false;
  if (f.doubt && !row.doubts.length) return false;
  if (f.tag && !tags(row).includes(f.tag)) return false;
  if (f.star && !row.marks.some((one) => one.kind === 'star')) return false;
  return inTime(row, f);
}

/** Say whether a telling is let through: with its entry; one without, words alone, where no filter is set. */
export function toldThrough(telling) {
  const entry = telling.entry && rows.entry(telling.entry);
  return entry ? letThrough(entry) : !Object.values(filters()).some(Boolean);
}

/** The tags that lie on an entry, each once. */
export const tags = (row) => [...new Set(row.marks.filter((one) => one.kind === 'tag').map((one) => one.text))];

/** The tags in use with how many entries each, by name. */
export function tagsUsed() {
  const found = new Map();
  for (const row of rows.list) for (const one of tags(row)) found.set(one, (found.get(one) ?? 0) + 1);
  return new Map([...found].sort((a, b) => a[0].localeCompare(b[0])));
}

/** An entry is taken on its own dates, where it has any, else on its report's; an open side reaches on. */
function inTime(row, given) {
  const [since, until] = [given.since, given.until].map((one) => (one && !dateFault(one) ? one : ''));
  if (!since && !until) return true;
  const when = row.when ?? rows.report(row.report)?.published;
  if (!when) return false;
  const first = since.length === 4 ? `${since}-01-01` : since.length === 7 ? `${since}-01` : since;
  const last = until.length < 10 ? `${until}-99`.slice(0, 10) : until;
  return (!since || !when.last || when.last >= first) && (!until || !when.first || when.first <= last);
}

/** The entries let through: the same list again as long as filters and record are the same. */
let known = { rows: null, key: '', list: [] };
export function shown() {
  const f = filters();
  const key = JSON.stringify(f);
  if (known.rows !== rows || known.key !== key) known = { rows, key, list: rows.list.filter((row) => letThrough(row, f)) };
  return known.list;
}

export const number = (value) => value.toLocaleString();
export const share = (value) => value.toLocaleString(undefined, { style: 'percent', maximumFractionDigits: 0 });

/** A count with its noun. */
export const many = (count, one, several = `${one}s`) => `${number(count)} ${count === 1 ? one : several}`;

/** What a report is headed by: its title, or how it begins. */
export const headed = (report) => report.title || report.opening || report.path;

export const outlet = (report) => report?.outlet || report?.path.split('/').pop() || '?';
export const who = (list) => list.map((one) => (one.unsure ? `“${one.shown}” (?)` : one.shown)).join(', ');
