/** Which values of a facet are shown, and how they hang together. Pure: the panel only draws these rows. */

/**
 * @typedef {object} Value
 * @property {string} id
 * @property {string} label - In the language of the page.
 * @property {string | null} parent - Id of the value above; null at the top.
 * @property {number} count - Hits with this value or one below it, whatever else is chosen in the same facet.
 * @property {boolean} hasMore - Whether there are hits with values below it that are counted only once it is opened.
 */

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} label
 * @property {number} count
 * @property {boolean} isChosen
 * @property {boolean | null} isOpen - Null for a value without anything below.
 * @property {boolean} hasMore - As in `Value`.
 * @property {Row[]} below - Empty unless open.
 */

/** Facets whose levels are shown one below the other. In the others only the lowest values are: what a reader asks for. */
const TREES = new Set(['region']);

/** Rows of a facet before "more", and how many each "more" adds. */
export const FIRST_ROWS = 8;
export const MORE_ROWS = 24;

/**
 * The rows of a facet.
 *
 * Values without a hit are left out unless chosen. A tree keeps the order of its vocabulary; a single value at its top
 * gives way to what lies below it, since all hits have it. A flat facet has the most frequent first, years the latest.
 *
 * @param {string} name
 * @param {ReadonlyArray<Value>} values - Parents before children.
 * @param {ReadonlyArray<string>} chosen
 * @param {ReadonlyMap<string, boolean>} opened - What the reader has opened and shut; else what is chosen opens.
 * @param {number} most - Rows at the top level; chosen ones are shown beyond it.
 * @returns {{rows: Row[], left: number}} `left`: rows left out.
 */
export function rowsOf(name, values, chosen, opened, most) {
  const isTree = TREES.has(name);
  const parents = new Set(values.map((value) => value.parent));
  const listed = isTree ? values : values.filter((value) => !parents.has(value.id) || chosen.includes(value.id));
  /** @type {Map<string | null, Value[]>} */
  const below = new Map();
  for (const value of listed) {
    const parent = isTree ? value.parent : null;
    const siblings = below.get(parent);
    if (siblings) siblings.push(value);
    else below.set(parent, [value]);
  }

  /** @param {Value} value @returns {boolean} */
  const holdsChosen = (value) =>
    chosen.includes(value.id) || (below.get(value.id) ?? []).some((child) => holdsChosen(child));
  /** @param {string | null} parent */
  const shownBelow = (parent) =>
    (below.get(parent) ?? []).filter((value) => value.count > 0 || holdsChosen(value));
  /** @param {Value} value @returns {Row} */
  const row = (value) => {
    const children = shownBelow(value.id);
    const isOpen = children.length || value.hasMore ? (opened.get(value.id) ?? holdsChosen(value)) : null;
    const { id, label, count, hasMore } = value;
    return { id, label, count, hasMore, isChosen: chosen.includes(id), isOpen, below: isOpen ? children.map(row) : [] };
  };

  let top = shownBelow(null);
  for (let only = top[0]; top.length === 1 && only && !chosen.includes(only.id); only = top[0]) {
    const next = shownBelow(only.id);
    if (!next.length) break;
    top = next;
  }
  if (name === 'year') top.sort((one, other) => (one.id < other.id ? 1 : -1));
  else if (!isTree) top.sort((one, other) => other.count - one.count);
  const shown = top.filter((value, place) => place < most || holdsChosen(value));
  return { rows: shown.map(row), left: top.length - shown.length };
}

/**
 * Values above and below a value: choosing it takes their place, since either would swallow the other.
 *
 * @param {ReadonlyArray<Value>} values
 * @param {string} id
 * @returns {Set<string>}
 */
export function kinOf(values, id) {
  const parentOf = new Map(values.map((value) => [value.id, value.parent]));
  /** @param {string} from */
  const above = (from) => {
    const found = [];
    for (let step = parentOf.get(from); step; step = parentOf.get(step)) found.push(step);
    return found;
  };
  return new Set([...above(id), ...values.map((value) => value.id).filter((other) => above(other).includes(id))]);
}
