// How an entry is cited: as text, as CSL-JSON, as RIS; and the publisher's own page at the words.
import { FILTERS, place } from './address.svelte.js';
import { inWords } from './dates.js';
import { book, name, outlet, shown, who } from './record.svelte.js';

const flat = (text) => text.replace(/\s+/g, ' ').trim();

export function plain(row, report) {
  const by = row.who.length ? who(row.who) : 'speaker not named';
  return flat(
    `${outlet(report)}${report.title ? `, “${report.title}”` : ''}, ` +
      `${report.published ? report.published.words : 'undated'}: “${row.words}” (${by}: ${row.doing}` +
      `${row.when ? `, ${row.when.words}` : ''}). Characters ${row.start}–${row.end}, entry ${row.id}.` +
      `${report.url ? ` ${report.url}` : ''}`,
  );
}

export function csl(row, report) {
  const first = report.published?.first;
  return JSON.stringify(
    [
      {
        id: row.id,
        type: 'article-newspaper',
        title: report.title || undefined,
        'container-title': outlet(report),
        issued: first ? { 'date-parts': [first.split('-').map(Number)] } : undefined,
        URL: report.url ?? undefined,
        note: `“${row.words}” (${who(row.who) || 'speaker not named'}: ${row.doing}; characters ${row.start}–${row.end})`,
      },
    ],
    null,
    2,
  );
}

export function ris(row, report) {
  const first = report.published?.first;
  return asRis([
    ['TY', 'NEWS'],
    ['TI', report.title],
    ['JO', outlet(report)],
    ['DA', first ? `${first.replaceAll('-', '/')}/` : ''],
    ['UR', report.url],
    ['N1', `“${row.words}” (${who(row.who) || 'speaker not named'}: ${row.doing}; characters ${row.start}–${row.end})`],
    ['ID', row.id],
  ]);
}

/** The view as it stands: its title with the filters that hold, and how much they let through. */
function viewed(title) {
  const { overview } = book.rows;
  const on = FILTERS.filter((one) => place.param(one)).map((one) => `${one} ${told(one, place.param(one))}`);
  const asked = place.view === 'search' && place.param('q') ? [`“${place.param('q')}”`] : [];
  const folded = place.param('all') ? ['nothing folded'] : [];
  const conditions = [...overview.filter, ...asked, ...on, ...folded].join(', ');
  const made = overview.built ? `, built ${inWords(overview.built)}` : '';
  return {
    head: `${overview.title}: ${title}${conditions ? ` (${conditions})` : ''}`,
    of: `Record made by onrecord ${overview.version}${made}; ${shown().length} of ${overview.of} entries`,
    built: overview.built?.slice(0, 10),
    seen: new Date().toISOString().slice(0, 10),
  };
}

function told(field, value) {
  if (field === 'party' || field === 'to') return name(value);
  if (field === 'issue') return book.rows.issue(value)?.name ?? value;
  return value === '1' ? 'only' : value;
}

export function viewPlain(title) {
  const { head, of, seen } = viewed(title);
  return flat(`${head}. ${of}. ${location.href} (seen ${inWords(seen)}).`);
}

export function viewCsl(title) {
  const { head, of, built, seen } = viewed(title);
  const parts = (day) => ({ 'date-parts': [day.split('-').map(Number)] });
  return JSON.stringify(
    [{ id: location.hash, type: 'dataset', title: head, issued: built ? parts(built) : undefined, accessed: parts(seen), URL: location.href, note: of }],
    null,
    2,
  );
}

export function viewRis(title) {
  const { head, of, built, seen } = viewed(title);
  return asRis([
    ['TY', 'DATA'],
    ['TI', head],
    ['DA', built ? `${built.replaceAll('-', '/')}/` : ''],
    ['Y2', `${seen.replaceAll('-', '/')}/`],
    ['UR', location.href],
    ['N1', of],
  ]);
}

function asRis(fields) {
  const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${flat(value)}`);
  return `${lines.join('\r\n')}\r\nER  - \r\n`;
}

/** The publisher's page at the words, or null: only the web's own addresses are followed. */
export function atTheWords(row, report) {
  if (!report?.url || !/^https?:\/\//i.test(report.url)) return null;
  const words = row.words.split(' … ')[0].split(' ');
  const coded = (part) => encodeURIComponent(part.join(' ')).replace(/-/g, '%2D');
  const text = words.length > 12 ? `${coded(words.slice(0, 5))},${coded(words.slice(-5))}` : coded(words);
  return `${report.url.split('#')[0]}#:~:text=${text}`;
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}
