// Corrections through the server: what it answers with is the entries as they are now.
import { asked, takeIn } from './record.svelte.js';

export async function correct(kind, row, changes = {}) {
  const told = await asked('/api/correct', { kind, entry: row.id, changes });
  takeIn(told.entries);
  return told.correction;
}

export async function undo(correction, row) {
  const told = await asked('/api/undo', { correction, entry: row.id });
  takeIn(told.entries);
}
