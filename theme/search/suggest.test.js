import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readSimplified } from './normalise.js';
import { suggestions } from './suggest.js';

/** @import {Simplified} from './normalise.js' */

const root = new URL('../../', import.meta.url);
/** @param {string} name */
const read = (name) => readFileSync(new URL(name, root), 'utf8');

/**
 * @type {{
 *   files: Record<string, ReadonlyArray<string>>,
 *   proposals: ReadonlyArray<{why: string, typed: string, proposes: ReadonlyArray<string>}>,
 *   corrections: ReadonlyArray<{why: string, typed: string, proposes: ReadonlyArray<string>}>,
 * }} `test_engine_names.py` keeps the files up to date.
 */
const contract = JSON.parse(read('tests/contract/names.json'));
/** @type {Simplified} */
const simplified = readSimplified(read('generator/search/data/traditional_to_simplified.txt').replace(/\n/g, ''));

/** @param {string} typed @param {boolean} sameSound */
async function proposed(typed, sameSound) {
  const found = await suggestions(typed, simplified, async (name) => contract.files[name] ?? [], sameSound);
  return found.map(({ text }) => text);
}

for (const { why, typed, proposes } of contract.proposals) {
  test(`proposes: ${why}`, async () => assert.deepEqual(await proposed(typed, false), proposes));
}

for (const { why, typed, proposes } of contract.corrections) {
  test(`did you mean: ${why}`, async () => assert.deepEqual(await proposed(typed, true), proposes));
}

test('only the files of the letters that are needed are asked for', async () => {
  /** @type {Array<string>} */
  const asked = [];
  await suggestions('dangjian', simplified, async (name) => {
    asked.push(name);
    return contract.files[name] ?? [];
  });

  assert.deepEqual(asked, ['n/d']);
});

test('at most eight names are proposed', async () => {
  const many = Array.from({ length: 40 }, (_, at) => `wang ge\t网${String.fromCharCode(0x4e00 + at)}\ttitle\t1`);

  assert.equal((await suggestions('wangge', simplified, async () => many)).length, 8);
});

for (const typed of ['党'.repeat(10000), 'a'.repeat(10000), '\ud800', '😀', '.*', ' ', '']) {
  test(`an answer to ${JSON.stringify(typed.slice(0, 8))}, ${typed.length} long`, async () => {
    assert.deepEqual(await proposed(typed, false), []);
  });
}
