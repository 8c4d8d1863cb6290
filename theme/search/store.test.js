import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchError } from './errors.js';
import { createStore } from './store.js';

/** @import {Part} from './types.js' */

/** The part of one zero byte, see `test_parts.py`. @type {Part} */
const ZERO = { format: 3, name: 'p/1-0', length: 1, check: 192397, data: '##' };

/** @param {ReadonlyArray<Part | Error>} answers */
function storeOf(...answers) {
  /** @type {Array<boolean>} */
  const asked = [];
  const store = createStore(async (_, again) => {
    const answer = answers[asked.length];
    asked.push(again);
    if (!answer || answer instanceof Error) throw answer ?? new Error('no more');
    return answer;
  });
  return { store, asked };
}

test('a part is loaded once', async () => {
  const { store, asked } = storeOf(ZERO);

  assert.deepEqual([...(await store.made('p/1-0', (bytes) => bytes))], [0]);
  assert.deepEqual([...(await store.made('p/1-0', (bytes) => bytes))], [0]);

  assert.deepEqual(asked, [false]);
});

test('a part that does not come is asked for a second time, past caches', async () => {
  const { store, asked } = storeOf(new Error('offline'), ZERO);

  assert.deepEqual([...(await store.bytes('p/1-0'))], [0]);
  assert.deepEqual(asked, [false, true]);
});

for (const [name, damage, code] of /** @type {const} */ ([
  ['cut off', { data: '#' }, 'damaged'],
  ['altered', { data: '#$' + '##' }, 'damaged'],
  ['with a wrong check', { check: 5 }, 'damaged'],
  ['of another format', { format: 1 }, 'outdated'],
  ['with another name', { name: 'p/2-0' }, 'outdated'],
])) {
  test(`a part ${name} is called ${code}`, async () => {
    const part = { ...ZERO, ...damage };
    const { store } = storeOf(part, part);

    await assert.rejects(store.bytes('p/1-0'), (error) => error instanceof SearchError && error.code === code && error.part === 'p/1-0');
  });
}

test('after a failure the next query tries anew', async () => {
  const { store } = storeOf(new Error('offline'), new Error('offline'), ZERO);

  await assert.rejects(store.made('p/1-0', (bytes) => bytes), SearchError);
  assert.deepEqual([...(await store.made('p/1-0', (bytes) => bytes))], [0]);
});

test('a part whose content makes no sense is damaged', async () => {
  const { store } = storeOf(ZERO);

  await assert.rejects(
    store.made('p/1-0', () => {
      throw new RangeError('cut off');
    }),
    (error) => error instanceof SearchError && error.code === 'damaged',
  );
});
