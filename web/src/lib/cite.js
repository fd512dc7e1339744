// How an entry is cited: as text, as CSL-JSON, as RIS; and the publisher's own page at the words.
import { outlet, who } from './record.svelte.js';

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
  const fields = [
    ['TY', 'NEWS'],
    ['TI', report.title],
    ['JO', outlet(report)],
    ['DA', first ? `${first.replaceAll('-', '/')}/` : ''],
    ['UR', report.url],
    ['N1', `“${row.words}” (${who(row.who) || 'speaker not named'}: ${row.doing}; characters ${row.start}–${row.end})`],
    ['ID', row.id],
  ];
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
