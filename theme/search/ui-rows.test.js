import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinOf, rowsOf } from './ui-rows.js';

/** @import {Value} from './ui-rows.js' */

/** @type {(id: string, count: number, parent?: string | null) => Value} */
const value = (id, count, parent = null) => ({ id, label: id.toUpperCase(), parent, count, hasMore: false });
const REGIONS = [value('nm', 9), value('hh', 6, 'nm'), value('xc', 2, 'hh'), value('hm', 4, 'hh'), value('al', 3, 'nm'), value('bt', 0, 'nm')];
/** @type {ReadonlyMap<string, boolean>} */
const untouched = new Map();

test('a single region at the top gives way to those below it, for all hits have it', () => {
  const { rows } = rowsOf('region', REGIONS, [], untouched, 8);

  assert.deepEqual(rows.map((row) => row.id), ['hh', 'al']);
});

test('regions keep the order of the vocabulary, other facets have the most frequent first, years the latest', () => {
  const regions = rowsOf('region', [value('a', 1), value('b', 5)], [], untouched, 8);
  const themes = rowsOf('theme', [value('a', 1), value('b', 5), value('c', 5)], [], untouched, 8);
  const years = rowsOf('year', [value('2019', 9), value('2023', 1), value('2021', 4)], [], untouched, 8);

  assert.deepEqual(regions.rows.map((row) => row.id), ['a', 'b']);
  assert.deepEqual(themes.rows.map((row) => row.id), ['b', 'c', 'a']);
  assert.deepEqual(years.rows.map((row) => row.id), ['2023', '2021', '2019']);
});

test('what is chosen is shown open, without a hit, and beyond the end of the list', () => {
  const tree = rowsOf('region', REGIONS, ['xc'], untouched, 8);
  const empty = rowsOf('region', REGIONS, ['bt'], untouched, 8);
  const long = rowsOf('theme', [value('a', 3), value('b', 2), value('c', 1)], ['c'], untouched, 1);

  assert.deepEqual(tree.rows[0]?.below.map((row) => [row.id, row.isChosen]), [['xc', true], ['hm', false]]);
  assert.deepEqual(empty.rows.map((row) => [row.id, row.count]), [['hh', 6], ['al', 3], ['bt', 0]]);
  assert.deepEqual([long.rows.map((row) => row.id), long.left], [['a', 'c'], 1]);
});

test('what the reader opened stays open, and what was shut stays shut', () => {
  const opened = rowsOf('region', REGIONS, [], new Map([['hh', true]]), 8);
  const shut = rowsOf('region', REGIONS, ['xc'], new Map([['hh', false]]), 8);

  assert.deepEqual(opened.rows[0]?.below.map((row) => row.id), ['xc', 'hm']);
  assert.deepEqual(shut.rows[0]?.below, []);
});

test('of themes in groups only the themes are listed', () => {
  const themes = [value('life', 7), value('elderly-care', 4, 'life'), value('grid', 5, 'life')];

  assert.deepEqual(rowsOf('theme', themes, [], untouched, 8).rows.map((row) => row.id), ['grid', 'elderly-care']);
  assert.deepEqual(rowsOf('theme', themes, ['life'], untouched, 8).rows.map((row) => row.id), ['life', 'grid', 'elderly-care']);
});

test('a facet without any value has no rows', () => {
  assert.deepEqual(rowsOf('region', [], [], untouched, 8), { rows: [], left: 0 });
});

test('kin are all above and all below, and neither the value itself nor its siblings', () => {
  assert.deepEqual([...kinOf(REGIONS, 'hh')].sort(), ['hm', 'nm', 'xc']);
  assert.deepEqual([...kinOf(REGIONS, 'xc')].sort(), ['hh', 'nm']);
});
