/** Which shards a query loads: all, as long as they are small enough; else as few as cover every character, and then more. */
import { shardName, shardOf } from './manifest.js';

/** @import {Term} from './types.js' */
/** @import {Manifest} from './manifest.js' */

/** Bytes of shards that one query may load before it does with fewer pairs. */
export const BUDGET = 54000;

/**
 * @typedef {object} PlannedTerm
 * @property {Term} term
 * @property {string} shard - Name of the part, or empty where the family has none.
 */

/**
 * @param {Manifest} manifest
 * @param {ReadonlyArray<Term>} terms - In the order of the query: a pair that follows a pair and begins with its second
 *   character overlaps it.
 * @param {ReadonlySet<string>} present - Shards that are loaded already and cost nothing.
 * @returns {ReadonlyArray<PlannedTerm>} The terms to look up; others are left out.
 */
export function plan(manifest, terms, present) {
  const placed = terms.map((term) => place(manifest, term, present));
  const bytes = (/** @type {ReadonlyArray<{name: string, size: number}>} */ chosen) => {
    const sizes = new Map(chosen.map(({ name, size }) => [name, size]));
    let sum = 0;
    for (const size of sizes.values()) sum += size;
    return sum;
  };
  const planned = (/** @type {ReadonlyArray<{term: Term, name: string}>} */ chosen) =>
    chosen.map(({ term, name }) => ({ term, shard: name }));
  if (bytes(placed) <= BUDGET) return planned(placed);

  const kept = placed.filter((_, at) => !isCovered(placed, at));
  const rest = placed.filter((item) => !kept.includes(item)).sort((one, other) => one.size - other.size);
  for (const item of rest) if (bytes([...kept, item]) <= BUDGET) kept.push(item);
  return planned(placed.filter((item) => kept.includes(item)));
}

/**
 * @param {Manifest} manifest
 * @param {Term} term
 * @param {ReadonlySet<string>} present
 */
function place(manifest, term, present) {
  const router = manifest.routers[term.letter];
  const shard = shardOf(router, term.key);
  if (shard < 0) return { term, name: '', size: 0 };
  const name = shardName(term.letter, router, shard);
  return { term, name, size: present.has(name) ? 0 : /** @type {number} */ (router.sizes[shard]) * 256 };
}

/**
 * Whether a pair's two characters also stand in the pairs beside it, every second one of which stays.
 *
 * @param {ReadonlyArray<{term: Term}>} placed
 * @param {number} at
 */
function isCovered(placed, at) {
  const key = (/** @type {number} */ place) => placed[place]?.term.key ?? '';
  let inRun = 0;
  while (at - inRun > 0 && key(at - inRun).length === 2 && key(at - inRun - 1)[1] === key(at - inRun)[0]) inRun++;
  return inRun % 2 === 1 && key(at + 1).length === 2 && key(at + 1)[0] === key(at)[1];
}
