// Corrections through the server: what it answers with is the entries as they are now.
import { asked, load, takeIn } from './record.svelte.js';

export async function correct(kind, row, changes = {}) {
  const told = await asked('/api/correct', { kind, entry: row.id, changes });
  takeIn(told.entries);
  return told.correction;
}

/** Lay a tag, a note or a star on an entry. */
export async function mark(kind, row, text = '') {
  const told = await asked('/api/mark', { kind, entry: row.id, text });
  takeIn(told.entries);
}

/** Keep the filters of the address, with the view, under a name. */
export async function keepPreset(name, conditions) {
  await asked('/api/preset', { name, conditions });
  await load();
}

/** Say that one actor is another; all that names it changes, so all is asked for again. */
export async function merge(actor, into) {
  await asked('/api/merge', { actor, into });
  await load();
}

/** Accept or reject all of some entries, or where that cannot be, none. */
export async function decideAll(kind, rows) {
  const told = await asked('/api/decide', { kind, entries: rows.map((row) => row.id) });
  takeIn(told.entries);
  return told.corrections;
}

/** Take back what was decided together. */
export async function undoAll(corrections, rows) {
  const told = await asked('/api/take-back', { corrections, entries: rows.map((row) => row.id) });
  takeIn(told.entries);
}

export async function undo(correction, row) {
  const told = await asked('/api/undo', { correction, entry: row.id ?? '' });
  if (row.id) takeIn(told.entries);
  else await load();
}
