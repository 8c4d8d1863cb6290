import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyFacets } from './facets.js';

/** @import {Facet} from './facets.js' */

/**
 * @param {string} name
 * @param {ReadonlyArray<readonly [string, number]>} values - Id and ordinal of the parent.
 * @param {Readonly<Record<number, ReadonlyArray<number>>>} sets - Case number → ordinals of its values and their ancestors.
 * @returns {Facet}
 */
function makeFacet(name, values, sets) {
  const numbers = Object.keys(sets).map(Number);
  return {
    name,
    labels: { zh: name },
    values: values.map(([id, parent]) => [id, parent, { zh: id }]),
    closed: numbers.map((number) => sets[number] ?? []),
    sets: Int32Array.from(numbers, (_, at) => at),
  };
}

const region = makeFacet('region', [['city', -1], ['banner', 0], ['county', 0]], { 1: [0, 1], 2: [0, 2], 3: [0, 1, 2] });
const theme = makeFacet('theme', [['a', -1], ['b', -1]], { 1: [0], 2: [0, 1], 3: [1] });

/** @param {Readonly<Record<string, ReadonlyArray<string>>>} chosen */
function count(chosen) {
  const { kept, counts } = applyFacets([1, 2, 3], [region, theme], chosen, 'zh');
  return { kept: [...kept], counts: counts.map(({ values }) => values.map(({ count }) => count)) };
}

test('without a choice everything passes, and a parent counts each case once', () => {
  assert.deepEqual(count({}), { kept: [1, 1, 1], counts: [[3, 2, 2], [2, 2]] });
});

test('several values of one facet widen the choice', () => {
  assert.deepEqual(count({ theme: ['a', 'b'] }).kept, [1, 1, 1]);
});

test('choices in two facets narrow it', () => {
  assert.deepEqual(count({ theme: ['b'], region: ['banner'] }).kept, [0, 0, 1]);
});

test("a facet's own counts leave its own choice out", () => {
  assert.deepEqual(count({ theme: ['b'] }).counts, [[2, 1, 2], [2, 2]]);
});

test('a parent is chosen with all below it', () => {
  assert.deepEqual(count({ region: ['city'] }).kept, [1, 1, 1]);
});

test('an unknown value finds nothing', () => {
  assert.deepEqual(count({ region: ['constructor'] }).kept, [0, 0, 0]);
});
