import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valuesOf } from './ui-facets.js';
import { countsOf } from './ui-port.js';

const FACETS = ['region', 'theme', 'method'];

test('a value of which more lies below than is counted can be opened, and what stands for that is no value', () => {
  const value = (/** @type {string} */ id, /** @type {number} */ parent, /** @type {number} */ count) => ({ id, parent, count, label: id, chosen: false });
  const values = valuesOf({ name: 'region', label: '', values: [value('nm', -1, 5), value('hh', 0, 3), value('al', 0, 2), value('hh/', 1, 3), value('al/', 2, 0)] });

  assert.deepEqual(values.map(({ id, parent, hasMore }) => [id, parent, hasMore]), [['nm', null, false], ['hh', 'nm', true], ['al', 'nm', false]]);
});

test('a small archive has all facets counted at once', () => {
  assert.deepEqual(countsOf({ documents: 2000, facets: FACETS }, new Map()), { region: [], theme: [], method: [] });
});

test('in a large one the methods wait until they are opened, and places below the first level too', () => {
  const large = { documents: 2001, facets: FACETS };

  assert.deepEqual(countsOf(large, new Map()), { region: [], theme: [] });
  assert.deepEqual(countsOf(large, new Map([['method', ['']], ['region', ['hh']]])), { region: ['hh'], theme: [], method: [''] });
});
