/** Lists of postings → cases, best first. */

/** @import {List} from './shard.js' */

/** Exponent of idf in a term's share of the score: rare terms decide; usual range 1.1–1.2. */
export const IDF_POWER = 1.2;
/** Share of the best case's mass that a case needs when no case has all terms. */
const SOFT_SHARE = 0.6;

/**
 * @typedef {object} WeightedList
 * @property {List | null} list - Null for a term that stands nowhere.
 * @property {number} weight
 *
 * @typedef {object} Ranking
 * @property {Uint32Array} numbers - Best first; ties: the higher number.
 * @property {Float64Array} scores - Beside `numbers`.
 * @property {boolean} all - Whether every case has every term.
 */

/**
 * Inverse document frequency, never negative.
 *
 * @param {number} documents
 * @param {number} frequency
 */
export function idf(documents, frequency) {
  return Math.log(1 + (Math.max(0, documents - frequency) + 0.5) / (frequency + 0.5));
}

/**
 * The cases that stand in all lists.
 *
 * @param {ReadonlyArray<WeightedList>} lists
 * @param {number} highest
 * @returns {{numbers: Array<number>, has: Uint8Array} | null} Null if there are none; `has` is 1 at the place of each.
 */
function holders(lists, highest) {
  const sorted = lists.map(({ list }) => list?.numbers ?? new Uint32Array()).sort((one, other) => one.length - other.length);
  let numbers = Array.from(sorted[0] ?? []);
  for (const other of sorted.slice(1)) {
    if (!numbers.length) return null;
    const has = new Uint8Array(highest + 1);
    for (let at = 0; at < other.length; at++) has[/** @type {number} */ (other[at])] = 1;
    numbers = numbers.filter((number) => has[number]);
  }
  const has = new Uint8Array(highest + 1);
  for (const number of numbers) has[number] = 1;
  return numbers.length ? { numbers, has } : null;
}

/**
 * Rank the cases that have all terms; if there are none, those that have most of the mass (weight · idf) of the terms.
 *
 * score = Σ weight · idf^1.2 · impact / levels. Pure: lists are never written to.
 *
 * @param {ReadonlyArray<WeightedList>} lists
 * @param {number} documents
 * @param {number} highest - Highest case number.
 * @returns {Ranking}
 */
export function rank(lists, documents, highest) {
  const scores = new Float64Array(highest + 1);
  const masses = new Float32Array(highest + 1);
  const held = holders(lists, highest);
  for (const { list, weight } of lists) {
    if (!list) continue;
    const rarity = idf(documents, list.numbers.length);
    const mass = weight * rarity;
    const unit = (weight * Math.pow(rarity, IDF_POWER)) / list.levels;
    const { numbers, impacts } = list;
    for (let at = 0; at < numbers.length; at++) {
      const number = /** @type {number} */ (numbers[at]);
      if (held && !held.has[number]) continue;
      scores[number] = /** @type {number} */ (scores[number]) + unit * /** @type {number} */ (impacts[at]);
      masses[number] = /** @type {number} */ (masses[number]) + mass;
    }
  }
  let found = held ? held.numbers : [];
  const all = held !== null;
  if (!all) {
    let best = 0;
    for (let number = 1; number <= highest; number++) best = Math.max(best, /** @type {number} */ (masses[number]));
    const least = best * SOFT_SHARE;
    if (best > 0) found = Array.from(masses.keys()).filter((number) => /** @type {number} */ (masses[number]) >= least);
  }
  const score = (/** @type {number} */ number) => /** @type {number} */ (scores[number]);
  found.sort((one, other) => score(other) - score(one) || other - one);
  return { numbers: Uint32Array.from(found), scores: Float64Array.from(found, score), all };
}
