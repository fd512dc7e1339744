// Where the reader is: view, thing and filters, all in the address behind the '#', so that a link shows the same.

function parsed() {
  const [path, query = ''] = decodeURI_(location.hash.replace(/^#\/?/, '')).split('?');
  const [view, ...rest] = path.split('/');
  return { view: view || 'overview', id: rest.join('/'), params: new URLSearchParams(query) };
}

function decodeURI_(text) {
  try {
    return text.includes('?') ? text : decodeURIComponent(text);
  } catch {
    return text;
  }
}

let here = $state.raw(parsed());
addEventListener('hashchange', () => (here = parsed()));

export const place = {
  get view() {
    return here.view;
  },
  get id() {
    return here.id;
  },
  param: (name) => here.params.get(name) ?? '',
  get params() {
    return here.params;
  },
};

/** What stays when the reader goes to another view: the filters. */
export const FILTERS = ['party', 'to', 'kind', 'act', 'issue', 'outlet', 'since', 'until', 'tag', 'star', 'doubt'];

/** The address of a view, with the filters that hold and some values set anew (empty: taken away). */
export function href(view, id = '', changes = {}) {
  const params = new URLSearchParams();
  for (const name of FILTERS) if (here.params.get(name)) params.set(name, here.params.get(name));
  for (const [name, value] of Object.entries(changes)) value ? params.set(name, value) : params.delete(name);
  const query = params.toString();
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ''}${query ? `?${query}` : ''}`;
}

/** The conditions of this view as a preset keeps them: the view, and all that the address asks for but one mark. */
export function conditions() {
  const held = [...here.params].filter(([name, value]) => value && name !== 'mark' && name !== 'e');
  return { view: here.view, ...Object.fromEntries(held) };
}

/** The address that a preset's conditions stand for. */
export function preset({ view, ...rest }) {
  const query = new URLSearchParams(rest).toString();
  return `#/${view || 'timeline'}${query ? `?${query}` : ''}`;
}

/** The address of this view with some values set anew. */
export function changed(changes) {
  const params = new URLSearchParams(here.params);
  for (const [name, value] of Object.entries(changes)) value ? params.set(name, value) : params.delete(name);
  const query = params.toString();
  return `#/${here.view}${here.id ? `/${encodeURIComponent(here.id)}` : ''}${query ? `?${query}` : ''}`;
}

/** Go on in this view; the way back leads over it only where `step` says so. */
export function go(changes, { step = false } = {}) {
  const to = changed(changes);
  if (step) location.hash = to;
  else {
    history.replaceState(null, '', to);
    here = parsed();
  }
}
