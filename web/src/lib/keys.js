// Keys that mark the entry in view, the same in every view: t a tag, n a note, * a star.
import { tick } from 'svelte';

const PLACES = { t: '.tag-it', n: '.note-it', '*': '.star-it' };

/** Say whether a key was meant for the page, not for a field or the browser. */
export const isForPage = (event) =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);

/** Open a fold, and return when what is in it is there. */
export async function unfolded(details) {
  if (!details.open)
    await new Promise((done) => {
      details.addEventListener('toggle', done, { once: true });
      details.open = true;
    });
  await tick();
}

export async function markKeys(event) {
  if (event.key === 'Escape' && event.target.closest?.('.marks')) event.target.blur();
  if (!PLACES[event.key] || !isForPage(event)) return;
  const marks = document.querySelector('.panel .entry .marks, aside .entry .marks');
  if (!marks) return;
  event.preventDefault();
  await unfolded(marks);
  const meant = marks.querySelector(PLACES[event.key]);
  if (event.key === '*') meant.click();
  else meant.focus();
}
