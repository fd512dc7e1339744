// A long list, a stretch at a time: thousands of rows at once would keep a reader waiting.

/** Return the stretch of a list that is shown, and ways to more of it. */
export function stretch(list, step) {
  let more = $state(0);
  const items = $derived(list());
  const shown = $derived(items.slice(0, step + more));
  return {
    get items() {
      return items;
    },
    get shown() {
      return shown;
    },
    get next() {
      return Math.min(step, items.length - shown.length);
    },
    further: () => (more += step),
    whole: () => (more = items.length),
  };
}
