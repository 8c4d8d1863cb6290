import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesIn } from './ui-port.js';

/** @param {string} written - Marks between brackets. */
const pieces = (written) => written.split(/[[\]]/).map((text, at) => ({ text, marked: at % 2 === 1 }));

test('marks of joined texts are told for each text', () => {
  const places = placesIn(['网格员', '', '好网格'], pieces('[网格]员\n\n好[网格]'));

  assert.deepEqual(places, [[[0, 2]], [], [[1, 3]]]);
});

test('marks at the edges of texts stay in their texts', () => {
  assert.deepEqual(placesIn(['ab', 'cd'], pieces('a[b]\n[c]d')), [[[1, 2]], [[0, 1]]]);
  assert.deepEqual(placesIn(['ab', 'cd'], pieces('[ab]\n[cd]')), [[[0, 2]], [[0, 2]]]);
});

test('pieces of another text mark nothing, instead of marking wrongly', () => {
  assert.deepEqual(placesIn(['e\u0301a'], pieces('é[a]')), [[]]);
  assert.deepEqual(placesIn([], pieces('')), []);
});
