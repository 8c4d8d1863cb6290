/** Which shards a query loads: all, as long as they are small enough; else as few as cover every character, and then more. */
import { shardName, shardOf } from './manifest.js';

/** @import {Term} from './types.js' */
/** @import {Manifest} from './manifest.js' */

/** Bytes of shards that one query may load before it does with fewer pairs. */
export const BUDGET = 54000;
/** Bytes that all other names of a query may load together where it finds something as typed: a few shards. */
export const ALIAS_BUDGET = 18000;

/**
 * @typedef {object} PlannedTerm
 * @property {Term} term
 * @property {string} shard - Name of the part, or empty where the family has none.
 */

/**
 * @param {Manifest} manifest
 * @param {ReadonlyArray<Term>} terms - In the order of the query: a pair that follows a pair and begins with its second
 *   character overlaps it.
 * @param {ReadonlySet<string>} present - Shards that are loaded in any case and cost nothing.
 * @param {number} [budget] - Bytes above which pairs are left out.
 * @returns {{terms: ReadonlyArray<PlannedTerm>, bytes: number}} The terms to look up, others are left out; and what that loads,
 *   which is more than the budget if that is what it takes to cover every character.
 */
export function plan(manifest, terms, present, budget = BUDGET) {
  const placed = terms.map((term) => place(manifest, term, present));
  const bytes = (/** @type {ReadonlyArray<{name: string, size: number}>} */ chosen) => {
    const sizes = new Map(chosen.map(({ name, size }) => [name, size]));
    let sum = 0;
    for (const size of sizes.values()) sum += size;
    return sum;
  };
  const planned = (/** @type {ReadonlyArray<{term: Term, name: string, size: number}>} */ chosen) => ({
    terms: chosen.map(({ term, name }) => ({ term, shard: name })),
    bytes: bytes(chosen),
  });
  if (bytes(placed) <= budget) return planned(placed);

  const kept = cheapestCover(placed);
  const rest = placed.filter((item) => !kept.includes(item)).sort((one, other) => one.size - other.size);
  for (const item of rest) if (bytes([...kept, item]) <= budget) kept.push(item);
  return planned(placed.filter((item) => kept.includes(item)));
}

/**
 * Plans for readings that together load no more than a budget: the first that fits, then the next that fits beside it.
 *
 * @param {Manifest} manifest
 * @param {ReadonlyArray<ReadonlyArray<Term>>} readings - The terms of each.
 * @param {ReadonlySet<string>} present
 * @param {number} budget
 * @returns {ReadonlyArray<ReadonlyArray<PlannedTerm> | null>} Null for a reading that does not fit and is left out.
 */
export function planTogether(manifest, readings, present, budget) {
  const there = new Set(present);
  let left = budget;
  return readings.map((terms) => {
    const planned = plan(manifest, terms, there, left);
    if (planned.bytes > left) return null;
    left -= planned.bytes;
    for (const { shard } of planned.terms) there.add(shard);
    return planned.terms;
  });
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
  return { term, name, size: present.has(name) ? 0 : /** @type {number} */ (router.sizes[shard]) };
}

/**
 * The terms without those pairs that may be left out at the greatest saving: no two neighbours, and none at the end of a run, so
 * that every character stands in a pair that stays.
 *
 * @template {{term: Term, size: number}} Item
 * @param {ReadonlyArray<Item>} placed
 * @returns {Array<Item>}
 */
function cheapestCover(placed) {
  const key = (/** @type {number} */ at) => placed[at]?.term.key ?? '';
  const follows = (/** @type {number} */ at) => key(at).length === 2 && key(at - 1).length === 2 && key(at - 1)[1] === key(at)[0];
  /** Saving up to a term, and whether it is left out: `kept` if it stays, `gone` if not. @type {Array<{kept: number, gone: number}>} */
  const best = [];
  placed.forEach(({ size }, at) => {
    const before = best[at - 1] ?? { kept: 0, gone: -Infinity };
    const mayGo = follows(at) && follows(at + 1);
    best.push({ kept: Math.max(before.kept, before.gone), gone: mayGo ? before.kept + size : -Infinity });
  });
  /** @type {Array<Item>} */
  const kept = [];
  let gone = false;
  for (let at = placed.length - 1; at >= 0; at--) {
    const { kept: stay = 0, gone: leave = 0 } = best[at] ?? {};
    gone = !gone && leave > stay;
    if (!gone) kept.unshift(/** @type {Item} */ (placed[at]));
  }
  return kept;
}
