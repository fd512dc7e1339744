// Keys that mark the entry in view, the same in every view: t a tag, n a note, * a star.

const PLACES = { t: '.tag-it', n: '.note-it', '*': '.star-it' };

/** Say whether a key was meant for the page, not for a field or the browser. */
export const isForPage = (event) =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);

export function markKeys(event) {
  if (event.key === 'Escape' && event.target.closest?.('.marks')) event.target.blur();
  if (!PLACES[event.key] || !isForPage(event)) return;
  const marks = document.querySelector('.panel .entry .marks, aside .entry .marks');
  if (!marks) return;
  event.preventDefault();
  if (event.key === '*') return marks.querySelector(PLACES['*']).click();
  marks.open = true;
  marks.querySelector(PLACES[event.key]).focus();
}
