import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { REST, lastOnly, watchTyping } from './ui-typing.js';

/** A field without a page: text and events. */
class Field extends EventTarget {
  value = '';

  /** @param {string} text */
  type(text) {
    this.value = text;
    this.dispatchEvent(new Event('input'));
  }
}

/** @param {(field: Field, asked: string[]) => void} act */
function typing(act) {
  mock.timers.enable({ apis: ['setTimeout'] });
  const field = new Field();
  /** @type {string[]} */
  const asked = [];
  watchTyping(/** @type {HTMLInputElement} */ (/** @type {unknown} */ (field)), (text) => asked.push(text));
  act(field, asked);
  mock.timers.reset();
}

test('is asked once the keys rest, not at every key', () => typing((field, asked) => {
  field.type('网');
  mock.timers.tick(REST - 1);
  field.type('网格');
  mock.timers.tick(REST - 1);
  assert.deepEqual(asked, []);

  mock.timers.tick(1);

  assert.deepEqual(asked, ['网格']);
}));

test('nothing is asked while an input method composes, and once when it is done', () => typing((field, asked) => {
  field.dispatchEvent(new Event('compositionstart'));
  field.type('wang');
  mock.timers.tick(10 * REST);
  field.type('网格');
  field.dispatchEvent(new Event('compositionend'));
  assert.deepEqual(asked, []);

  mock.timers.tick(REST);

  assert.deepEqual(asked, ['网格']);
}));

test('a composition begun before the rest is over holds the question back', () => typing((field, asked) => {
  field.type('网');
  field.dispatchEvent(new Event('compositionstart'));
  mock.timers.tick(10 * REST);

  assert.deepEqual(asked, []);
}));

test('the same text is not asked twice', () => typing((field, asked) => {
  field.type('a');
  mock.timers.tick(REST);
  field.type('ab');
  field.type('a');
  mock.timers.tick(REST);

  assert.deepEqual(asked, ['a']);
}));

test('an answer that comes late is dropped, and its task is told', async () => {
  const only = lastOnly();
  /** @type {(text: string) => void} */
  let release = () => undefined;
  /** @type {AbortSignal | undefined} */
  let first;
  const slow = only((signal) => {
    first = signal;
    return new Promise((resolve) => {
      release = resolve;
    });
  });
  const quick = only(async () => 'new');
  release('old');

  assert.equal(await quick, 'new');
  assert.equal(await slow, undefined);
  assert.equal(first?.aborted, true);
});

test('a failure of a task that was replaced is nobody\'s, a failure of the last is told', async () => {
  const only = lastOnly();
  const failing = async () => {
    throw new Error('no network');
  };
  const old = only(failing);
  const last = only(failing);

  assert.equal(await old, undefined);
  await assert.rejects(last, /no network/);
});
