import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inflate } from './inflate.js';
import { textOf } from './bytes.js';
import { fold, foldWithPlaces, readSimplified } from './normalise.js';
import { pairsOf, stemOf, wordsOf } from './terms.js';

const root = new URL('../../', import.meta.url);
/** @param {string} name */
const read = (name) => readFileSync(new URL(name, root), 'utf8');
/** @param {string} name @returns {Array<Record<string, any>>} */
const rows = (name) => JSON.parse(read(`tests/contract/${name}`));
const simplified = readSimplified(read('generator/search/data/traditional_to_simplified.txt').replace(/\n/g, ''));

for (const { why, text, folded } of rows('normalise.json')) {
  test(`folds: ${why}`, () => {
    assert.equal(fold(text, simplified), folded);
    assert.equal(foldWithPlaces(text, simplified).folded, folded);
  });
}

for (const { why, folded, pairs, words } of rows('terms.json')) {
  test(`cuts: ${why}`, () => {
    assert.deepEqual(pairsOf(folded), pairs);
    assert.deepEqual(wordsOf(folded), words);
  });
}

test('stems as the generator does', () => {
  for (const { word, stem: expected } of rows('stems.json')) assert.equal(stemOf(word), expected, word);
});

test('places lead from folded text back to what is shown', () => {
  const { shown, folded, places } = foldWithPlaces('面积 5㎡，Café', simplified);

  const at = folded.indexOf('cafe');
  assert.equal(shown.slice(places[at], places[at + 4]), 'Café');
  assert.equal(shown.slice(places[folded.indexOf('m2')], places[folded.indexOf(',')]), '㎡');
});

test('inflate refuses what is cut off', () => {
  assert.throws(() => inflate(Uint8Array.of(0x4b, 0x4c)), RangeError);
  assert.throws(() => inflate(new Uint8Array(0)), RangeError);
});

test('UTF-8 is read with lone surrogates and characters beyond the basic plane', () => {
  assert.equal(textOf(Uint8Array.of(0xed, 0xa0, 0x80)), '\ud800');
  assert.equal(textOf(new TextEncoder().encode('党𠮷é'.repeat(3000))), '党𠮷é'.repeat(3000));
});
