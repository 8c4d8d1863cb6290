import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressWithMarks, readMarks } from './ui-arrival.js';

test('what is to be marked survives the way through the address, and leaves it clean', () => {
  const address = addressWithMarks('cases/a.html', ['网格员', 'a & b?']);

  assert.ok(address.startsWith('cases/a.html?'));
  assert.deepEqual(readMarks(address.slice('cases/a.html'.length)), { marks: ['网格员', 'a & b?'], rest: '' });
});

test('other parts of an address stay', () => {
  assert.deepEqual(readMarks('?a=1&mark=x&mark=x&mark=%20'), { marks: ['x'], rest: '?a=1' });
  assert.equal(addressWithMarks('cases/a.html', []), 'cases/a.html');
});
