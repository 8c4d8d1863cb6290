/** Facet columns: filtering and counting in one pass. */
import { Reader, textOf } from './bytes.js';

/** @import {FacetCounts} from './types.js' */

/** In a column: a set whose ordinal does not fit into a byte. */
const ESCAPE = 255;
/** After the id of a value: the value of cases that have something below it, in a column that ends at its level. */
export const BELOW = '/';

/**
 * @typedef {object} Facet
 * @property {string} name
 * @property {Readonly<Record<string, string>>} labels
 * @property {ReadonlyArray<readonly [string, number, Readonly<Record<string, string>>]>} values - Id, ordinal of the parent, labels.
 * @property {ReadonlyArray<ReadonlyArray<number>>} closed - Set → ordinals of its values and all their ancestors, each once.
 * @property {Int32Array} sets - Case number - 1 → set, or -1.
 *
 * @typedef {object} Dates
 * @property {(number: number) => number} day - Days since 1970-01-01; NaN where there is no case.
 * @property {ReadonlyArray<number>} numbers - All cases, newest first.
 */

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {Facet}
 */
export function readFacet(name, bytes) {
  const reader = new Reader(bytes);
  const { labels, values, sets, size } = JSON.parse(textOf(reader.block()));
  const closed = sets.map((/** @type {Array<number>} */ set) => {
    const all = new Set();
    for (let value of set) for (; value >= 0 && !all.has(value); value = values[value]?.[1] ?? -1) all.add(value);
    return [...all];
  });
  const column = reader.slice(size);
  const rest = reader.rest();
  let rare = 0;
  const setAt = (/** @type {number} */ byte) => {
    if (byte < ESCAPE) return byte - 1;
    const low = rest[rare] ?? 0;
    return ESCAPE - 1 + low + 256 * (rest[rest.length / 2 + rare++] ?? 0);
  };
  return { name, labels, values, closed, sets: Int32Array.from(column, setAt) };
}

/**
 * Ordinals of the values with something below them that this column leaves to another one.
 *
 * @param {Facet} facet
 * @returns {ReadonlyArray<number>}
 */
export function branchesOf({ values }) {
  return values.flatMap(([id, parent]) => (id.endsWith(BELOW) ? [parent] : []));
}

/**
 * A facet with what lies below some of its values.
 *
 * @param {Facet} top
 * @param {ReadonlyArray<readonly [number, Facet]>} branches - Ordinal of the value above, and the column of those cases that have
 *   something below it, in their order.
 * @returns {Facet}
 */
export function withBranches(top, branches) {
  const values = [...top.values];
  const open = branches.map(([above, { values: below, closed, sets }]) => {
    const offset = values.length;
    for (const [id, parent, labels] of below) values.push([id, parent < 0 ? above : offset + parent, labels]);
    const mark = top.values.findIndex(([id, parent]) => parent === above && id.endsWith(BELOW));
    return { mark, offset, closed, sets, next: 0 };
  });
  /** @type {Array<ReadonlyArray<number>>} */
  const closed = [];
  /** @type {Map<string, number>} */
  const places = new Map();
  const marks = new Set(open.map(({ mark }) => mark));
  const branchesOfSet = top.closed.map((set) => open.filter(({ mark }) => set.includes(mark)));
  const sets = top.sets.map((set) => {
    const below = (branchesOfSet[set] ?? []).map((branch) => ({ ...branch, set: branch.sets[branch.next++] ?? -1 }));
    const key = [set, ...below.map((branch) => branch.set)].join();
    let place = set < 0 ? set : places.get(key);
    if (place === undefined) {
      place = closed.length;
      places.set(key, place);
      const upper = (top.closed[set] ?? []).filter((value) => !marks.has(value));
      closed.push([...upper, ...below.flatMap((branch) => (branch.closed[branch.set] ?? []).map((value) => branch.offset + value))]);
    }
    return place;
  });
  return { ...top, values, closed, sets };
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
      const set = setOf(/** @type {Facet} */ (facets[index]), number);
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
      const set = setOf(/** @type {Facet} */ (facets[index]), number);
      const sum = sums[index];
      if (set >= 0 && sum) sum[set] = (sum[set] ?? 0) + 1;
    }
  }
  const counts = facets.map((facet, index) => countValues(facet, /** @type {Uint32Array} */ (sums[index]), chosen[facet.name] ?? [], language));
  return { kept, counts };
}

/** @param {Facet} facet @param {number} number */
function setOf(facet, number) {
  return facet.sets[number - 1] ?? -1;
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
