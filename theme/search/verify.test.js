import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verified } from './verify.js';

/** @type {import('./types.js').Reading} */
const READING = { terms: [], musts: ['网格员'], marks: [], alias: false, by: '', wide: false };
const CANDIDATES = Array.from({ length: 1000 }, (_, at) => ({ number: at + 1, score: 1000 - at, reading: READING }));

/** @param {(number: number) => boolean} holds @param {number} enough @param {number} [most] */
async function verify(holds, enough, most = enough) {
  let read = 0;
  const held = async (/** @type {{number: number}} */ { number }) => (read++, holds(number) ? READING : undefined);
  const { passed, total, isWhole } = await verified(CANDIDATES, held, enough, most, undefined);
  return { passed: passed.map(({ number }) => number), total, isWhole, read };
}

test('no more texts are read than a page needs where all hold it', async () => {
  const { passed, total, read } = await verify(() => true, 10);

  assert.deepEqual([passed.length, total, read], [10, 1000, 10]);
});

test('the number of hits is estimated from the share of the texts read that hold it', async () => {
  const { passed, total, isWhole } = await verify((number) => number % 2 === 0, 10);

  assert.deepEqual(passed.slice(0, 10), [2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  assert.ok(!isWhole && total >= 480 && total <= 520, `${total}`);
});

test('of a string that few texts hold, a page shows what was found in proportion and says that there are more', async () => {
  const { passed, total, read } = await verify((number) => number % 30 === 0, 10);

  assert.deepEqual(passed, [30]);
  assert.ok(read <= 60 && total > passed.length, `${read} read, ${total} in all`);
});

test('whoever asks for more has more texts read', async () => {
  assert.deepEqual((await verify((number) => number % 30 === 0, 30)).passed, [30, 60, 90, 120, 150]);
});

test('as long as nothing is found, more texts are read, but not all', async () => {
  assert.deepEqual((await verify((number) => number === 95, 10)).passed, [95]);
  assert.deepEqual((await verify((number) => number === 500, 10)).read, 100);
});

test('where all may be read, all are', async () => {
  assert.deepEqual(await verify((number) => number % 400 === 0, 10, 1000), { passed: [400, 800], total: 2, isWhole: true, read: 1000 });
});
