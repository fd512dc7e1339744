// Files that are dropped on the page, folders with what is in them, and how one is sent to the server.

/** Return the files of a drop, those in folders too. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const found = [];
  while (entries.length) {
    const entry = entries.shift();
    if (entry.isFile) found.push(await new Promise((done, failed) => entry.file(done, failed)));
    else entries.push(...(await listed(entry.createReader())));
  }
  return found;
}

/** A browser lists a folder a hundred names at a time. */
async function listed(reader) {
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    found.push(...some);
  }
}

export async function sent(file) {
  const answer = await fetch(`/api/start/drop?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  const told = await answer.json().catch(() => ({ error: `the server answered ${answer.status}` }));
  if (!answer.ok) throw new Error(told.error);
  return told;
}
