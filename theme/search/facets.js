/** Facet columns: filtering and counting in one pass. */
import { Reader, textOf } from './bytes.js';

/** @import {FacetCounts} from './types.js' */

/**
 * @typedef {object} Facet
 * @property {string} name
 * @property {Readonly<Record<string, string>>} labels
 * @property {ReadonlyArray<readonly [string, number, Readonly<Record<string, string>>]>} values - Id, ordinal of the parent, labels.
 * @property {ReadonlyArray<ReadonlyArray<number>>} closed - Set → ordinals of its values and all their ancestors, each once.
 * @property {(number: number) => number} setOf - Case number → set, or -1.
 *
 * @typedef {object} Dates
 * @property {(number: number) => number} day - Days since 1970-01-01; NaN where there is no case.
 * @property {ReadonlyArray<number>} numbers - All cases, newest first.
 */

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {number} highest
 * @returns {Facet}
 */
export function readFacet(name, bytes, highest) {
  const reader = new Reader(bytes);
  const head = JSON.parse(textOf(reader.block()));
  const low = reader.slice(highest);
  const high = reader.rest();
  /** @type {Array<[string, number, Record<string, string>]>} */
  const values = head.values;
  const closed = head.sets.map((/** @type {Array<number>} */ set) => {
    const all = new Set();
    for (let value of set) for (; value >= 0 && !all.has(value); value = values[value]?.[1] ?? -1) all.add(value);
    return [...all];
  });
  return { name, labels: head.labels, values, closed, setOf: (number) => (low[number - 1] ?? 0) + 256 * (high[number - 1] ?? 0) - 1 };
}

/**
 * @param {Uint8Array} bytes
 * @param {number} highest
 * @returns {Dates}
 */
export function readDates(bytes, highest) {
  const reader = new Reader(bytes);
  const exists = reader.slice(Math.ceil(highest / 8));
  const days = new Float64Array(highest + 1).fill(NaN);
  /** @type {Array<number>} */
  const numbers = [];
  let day = 0;
  for (let number = 1; number <= highest; number++) {
    if (!(/** @type {number} */ (exists[(number - 1) >> 3]) & (128 >> ((number - 1) & 7)))) continue;
    const step = reader.number();
    day += step % 2 ? -(step + 1) / 2 : step / 2;
    days[number] = day;
    numbers.push(number);
  }
  const dayOf = (/** @type {number} */ number) => days[number] ?? NaN;
  numbers.sort((one, other) => dayOf(other) - dayOf(one) || other - one);
  return { day: dayOf, numbers };
}

/**
 * The cases that have one of the chosen values in every facet with a choice, and the counts beside all values.
 *
 * A facet's own counts leave its own choice out, so that one sees what another choice would give.
 *
 * @param {ArrayLike<number>} numbers - Case numbers.
 * @param {ReadonlyArray<Facet>} facets
 * @param {Readonly<Record<string, ReadonlyArray<string>>>} chosen
 * @param {string} language
 * @returns {{kept: Uint8Array, counts: ReadonlyArray<FacetCounts>}} `kept[i]` is 1 where `numbers[i]` passes.
 */
export function applyFacets(numbers, facets, chosen, language) {
  const wanted = facets.map((facet) => chosenSets(facet, chosen[facet.name] ?? []));
  const sums = facets.map((facet) => new Uint32Array(facet.closed.length));
  const kept = new Uint8Array(numbers.length);
  for (let at = 0; at < numbers.length; at++) {
    const number = /** @type {number} */ (numbers[at]);
    let failures = 0;
    let failed = -1;
    for (let index = 0; index < facets.length; index++) {
      const sets = wanted[index];
      const set = /** @type {Facet} */ (facets[index]).setOf(number);
      if (sets && !(set >= 0 && sets[set])) {
        failures++;
        failed = index;
        if (failures > 1) break;
      }
    }
    if (failures > 1) continue;
    if (!failures) kept[at] = 1;
    for (let index = 0; index < facets.length; index++) {
      if (failures && index !== failed) continue;
      const set = /** @type {Facet} */ (facets[index]).setOf(number);
      const sum = sums[index];
      if (set >= 0 && sum) sum[set] = (sum[set] ?? 0) + 1;
    }
  }
  const counts = facets.map((facet, index) => countValues(facet, /** @type {Uint32Array} */ (sums[index]), chosen[facet.name] ?? [], language));
  return { kept, counts };
}

/** @param {Facet} facet @param {ReadonlyArray<string>} ids */
function chosenSets(facet, ids) {
  if (!ids.length) return null;
  return Uint8Array.from(facet.closed, (set) => (set.some((value) => ids.includes(facet.values[value]?.[0] ?? '')) ? 1 : 0));
}

/**
 * @param {Facet} facet
 * @param {Uint32Array} sums
 * @param {ReadonlyArray<string>} ids
 * @param {string} language
 * @returns {FacetCounts}
 */
function countValues(facet, sums, ids, language) {
  const counts = new Uint32Array(facet.values.length);
  facet.closed.forEach((set, at) => {
    for (const value of set) counts[value] = (counts[value] ?? 0) + (sums[at] ?? 0);
  });
  return {
    name: facet.name,
    label: inLanguage(facet.labels, language) ?? facet.name,
    values: facet.values.map(([id, parent, labels], at) => ({
      id,
      parent,
      label: inLanguage(labels, language) ?? id,
      count: /** @type {number} */ (counts[at]),
      chosen: ids.includes(id),
    })),
  };
}

/** A label in a language, or in the first that there is. @param {Readonly<Record<string, string>>} labels @param {string} language */
function inLanguage(labels, language) {
  return labels[language] ?? labels['zh'] ?? Object.values(labels)[0];
}
