// Search as people type it: words, "phrases", OR, endings with *; all words of an alternative must stand together.
// The texts are one long string, which a browser looks through in milliseconds: an index of a hundred thousand
// sentences took it many seconds to make.

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

// Okapi BM25 (Robertson and Walker 1994) with its usual constants.
const OFTEN = 1.2;
const LONG = 0.75;

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

/** Return what finds the ids of documents, those that tell most of what is asked first. */
export function index(documents) {
  const starts = new Float64Array(documents.length + 1);
  const lines = documents.map((one, n) => {
    const line = ` ${words(one.text).join(' ')} \n`;
    starts[n + 1] = starts[n] + line.length;
    return line;
  });
  const whole = lines.join('');
  const usual = whole.length / Math.max(documents.length, 1);

  /** Return in which documents a term stands, and how often. */
  function places(term) {
    const needle = ` ${term.words.join(' ')}${term.open ? '' : ' '}`;
    const found = new Map();
    let n = 0;
    for (let at = whole.indexOf(needle); at >= 0; at = whole.indexOf(needle, at + 1)) {
      while (starts[n + 1] <= at) n += 1;
      found.set(n, (found.get(n) ?? 0) + 1);
    }
    return found;
  }

  function weight(n, found) {
    const rare = Math.log(1 + (documents.length - found.size + 0.5) / (found.size + 0.5));
    const long = 1 - LONG + (LONG * (starts[n + 1] - starts[n])) / usual;
    return (rare * found.get(n) * (OFTEN + 1)) / (found.get(n) + OFTEN * long);
  }

  return (text) => {
    const best = new Map();
    for (const terms of asked(text)) {
      const found = terms.map(places).sort((a, b) => a.size - b.size);
      for (const n of found[0].keys())
        if (found.every((one) => one.has(n)))
          best.set(n, Math.max(best.get(n) ?? 0, found.reduce((sum, one) => sum + weight(n, one), 0)));
    }
    return [...best].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => documents[n].id);
  };
}
