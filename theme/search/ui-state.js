/** What is asked, as it stands in the address: a search can be sent to a colleague, and a page can link to one. */

/** @typedef {'relevance' | 'date'} Sort */

/**
 * @typedef {object} State
 * @property {string} text - As typed; may be empty.
 * @property {Chosen} chosen
 * @property {Sort} sort - Without text there is only `date`, whatever stands here.
 * @property {number} shown - Hits asked for, at least `PAGE`.
 */

/** @typedef {ReadonlyMap<string, ReadonlyArray<string>>} Chosen - Facet → values; no facet without a value. */

/** Facets in the order of the address; others in an address are not ours. */
export const FACETS = /** @type {const} */ (['region', 'theme', 'type', 'year', 'method']);

/** Hits shown at first, and added by each "more". */
export const PAGE = 10;

/** Most hits that an address can ask for at once. */
export const MOST_SHOWN = 200;

/** @type {State} */
export const EMPTY = { text: '', chosen: new Map(), sort: 'relevance', shown: PAGE };

/**
 * Whether nothing is asked.
 *
 * @param {State} state
 */
export function isEmpty(state) {
  return state.text.trim() === '' && state.chosen.size === 0;
}

/**
 * @param {string} query - Of the address, with or without `?`.
 * @returns {State}
 */
export function readState(query) {
  const given = new URLSearchParams(query);
  /** @type {Map<string, string[]>} */
  const chosen = new Map();
  for (const name of FACETS) {
    const values = [...new Set(given.getAll(name))].filter((value) => value !== '');
    if (values.length) chosen.set(name, values);
  }
  const shown = Math.ceil(Number(given.get('shown')) / PAGE) * PAGE;
  return {
    text: given.get('q') ?? '',
    chosen,
    sort: given.get('sort') === 'date' ? 'date' : 'relevance',
    shown: shown > PAGE ? Math.min(shown, MOST_SHOWN) : PAGE,
  };
}

/**
 * @param {State} state
 * @returns {string} From `?` on; empty where nothing is asked. Defaults are left out.
 */
export function writeState(state) {
  const given = new URLSearchParams();
  if (state.text.trim()) given.set('q', state.text.trim());
  for (const name of FACETS) {
    for (const value of state.chosen.get(name) ?? []) given.append(name, value);
  }
  if (state.sort === 'date' && state.text.trim()) given.set('sort', 'date');
  if (state.shown > PAGE) given.set('shown', String(state.shown));
  const query = given.toString();
  return query && `?${query}`;
}

/**
 * Choose a value, or give it up.
 *
 * @param {State} state
 * @param {string} name
 * @param {string} value
 * @param {ReadonlySet<string>} [instead] - Values that give way to it, where it is chosen.
 * @returns {State} With the list at its beginning.
 */
export function toggle(state, name, value, instead = new Set()) {
  const before = state.chosen.get(name) ?? [];
  const after = before.includes(value)
    ? before.filter((other) => other !== value)
    : [...before.filter((other) => !instead.has(other)), value];
  const chosen = new Map(state.chosen);
  if (after.length) chosen.set(name, after);
  else chosen.delete(name);
  return { ...state, chosen, shown: PAGE };
}
