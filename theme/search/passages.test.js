import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQuery } from './query.js';
import { markText } from './texts.js';

/** @type {ReadonlyMap<string, string>} */
const SIMPLIFIED = new Map([['網', '网'], ['員', '员']]);

/** @param {string} text @param {string} query @param {number} [longest] */
function passage(text, query, longest) {
  const { pieces } = markText(text, readQuery(query, SIMPLIFIED), SIMPLIFIED, longest);
  return { text: pieces.map((piece) => piece.text).join(''), marks: pieces.filter((piece) => piece.marked).map((piece) => piece.text) };
}

const ENGLISH = 'Residents were told of a plan. '.repeat(8) + 'Grid workers visited every household in the neighborhood and wrote down what people needed. ' + 'Later the street reported results. '.repeat(8);
const CHINESE = '这里说的是别的事情。'.repeat(12) + '网格员每天走访居民，登记大家的需要。' + '后来街道报告了结果。'.repeat(12);

test('an English passage begins and ends with whole words', () => {
  for (let longest = 60; longest < 220; longest += 7) {
    for (const query of ['household', 'needed', 'neighborhood wrote', 'results', 'residents']) {
      const shown = passage(ENGLISH, query, longest).text.replace(/^…|…$/g, '').trim();
      const words = shown.match(/[A-Za-z]+/g) ?? [];
      const known = new Set(ENGLISH.match(/[A-Za-z]+/g));

      assert.ok(words.every((word) => known.has(word)), `${query}, ${longest}: ${shown}`);
    }
  }
});

test('an English passage holds what was asked, in any form of the word', () => {
  assert.deepEqual(passage(ENGLISH, 'grid worker household', 120).marks, ['Grid', 'workers', 'household']);
});

test('a Chinese passage holds what was asked and begins at a sentence', () => {
  const { text, marks } = passage(CHINESE, '网格员', 60);

  assert.deepEqual(marks, ['网格员']);
  assert.match(text, /^…(这里|网格)/);
});

test('a passage is no longer than asked for, but for the signs of what is left out', () => {
  for (const longest of [20, 60, 90]) assert.ok(passage(CHINESE, '网格员', longest).text.length <= longest + 2);
});

test('what is shown whole is not altered', () => {
  for (const text of ['', '网', ENGLISH, CHINESE, '𠮷😀网格', '面积 5㎡，Café']) {
    assert.equal(passage(text, '网格 household 5').text, text.normalize('NFC'));
  }
});

test('a Traditional query marks Simplified text, and the other way round', () => {
  assert.deepEqual(passage(CHINESE, '網格員').marks, ['网格员']);
  assert.deepEqual(passage('網格員走訪', '网格员').marks, ['網格員']);
});

test('no lone function character and no character beyond the basic plane is cut out', () => {
  assert.deepEqual(passage('我的网格和你的', '网格的').marks.includes('的'), false);
  for (let longest = 4; longest < 20; longest++) {
    const shown = passage('𠮷'.repeat(30) + '网格' + '𠮷'.repeat(30), '网格', longest).text;
    assert.doesNotMatch(shown, /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/, shown);
  }
});

test('a word of a pattern or of markup is text', () => {
  assert.deepEqual(passage('a <b>.*</b> constructor', '.* <b> constructor').marks, ['b', 'b', 'constructor']);
});
