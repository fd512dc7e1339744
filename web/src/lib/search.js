// Search as people type it: words, "phrases", OR, endings with *; all words of an alternative must stand together.
import MiniSearch from 'minisearch';

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Return alternatives, each a list of terms: `{ words, open }`. */
export function asked(text) {
  const alternatives = [[]];
  for (const [, phrase, word] of text.replace(/[“”]/g, '"').matchAll(/"([^"]*)"|(\S+)/g)) {
    if (word === 'OR') alternatives.push([]);
    else {
      const found = words(phrase ?? word);
      if (found.length) alternatives.at(-1).push({ words: found, open: Boolean(word?.endsWith('*')) });
    }
  }
  return alternatives.filter((one) => one.length);
}

export function index(documents) {
  const found = new MiniSearch({ fields: ['text', 'who'], storeFields: [], tokenize: words });
  found.addAll(documents);
  const texts = new Map(documents.map((one) => [one.id, ` ${words(`${one.who} ${one.text}`).join(' ')} `]));
  return (text) => {
    const best = new Map();
    for (const terms of asked(text)) {
      const query = terms.flatMap((term) => term.words).join(' ');
      const open = new Set(terms.filter((term) => term.open).flatMap((term) => term.words));
      for (const hit of found.search(query, { combineWith: 'AND', prefix: (term) => open.has(term), boost: { text: 2 } })) {
        const whole = texts.get(hit.id);
        const stands = terms.every((term) => whole.includes(` ${term.words.join(' ')}${term.open ? '' : ' '}`));
        if (stands) best.set(hit.id, Math.max(hit.score, best.get(hit.id) ?? 0));
      }
    }
    return [...best].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  };
}
