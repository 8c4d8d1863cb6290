import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWords } from './ui-words.js';

const TABLE = { plain: '检索', 'count.one': '{n} case', 'count.other': '{n} cases', both: '第 {at} 处，共 {n} 处' };

test('blanks are filled, and numbers choose the form', () => {
  const { say } = createWords(TABLE, 'en');

  assert.equal(say('count', { n: 1 }), '1 case');
  assert.equal(say('count', { n: 0 }), '0 cases');
  assert.equal(say('both', { at: 2, n: 12 }), '第 2 处，共 12 处');
});

test('numbers are grouped as the pages group them: from 1,000 in English, from 10,000 in Chinese', () => {
  assert.equal(createWords(TABLE, 'en').number(1234567), '1,234,567');
  assert.equal(createWords(TABLE, 'en').number(999), '999');
  assert.equal(createWords(TABLE, 'zh').number(9999), '9999');
  assert.equal(createWords(TABLE, 'zh').number(10000), '10,000');
});

test('what a reader typed is filled in once and never read as a blank', () => {
  assert.equal(createWords({ none: '没有找到“{text}”' }, 'zh').say('none', { text: '{n} {text}' }), '没有找到“{n} {text}”');
});

test('quotation marks that a reader typed are not doubled', () => {
  const { say } = createWords({ text: '写到“{text}”', bare: '标出 {text}' }, 'zh');

  assert.equal(say('text', { text: '“党员代办队”' }), '写到“党员代办队”');
  assert.equal(say('text', { text: '"dual registration" 社区' }), '写到“‘dual registration’ 社区”');
  assert.equal(say('text', { text: '5" 屏' }), '写到“5" 屏”');
  assert.equal(say('bare', { text: '“党建”' }), '标出 “党建”');
});

test('a missing text or blank is a fault of ours and said so', () => {
  const { say } = createWords(TABLE, 'zh');

  assert.throws(() => say('nowhere'), /no words for nowhere/);
  assert.throws(() => say('constructor'), /no words/);
  assert.throws(() => say('count', {}), /lacks \{n\}/);
});
