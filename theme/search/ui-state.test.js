import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, MOST_SHOWN, PAGE, isEmpty, readState, toggle, writeState } from './ui-state.js';

test('what is asked survives the way through the address', () => {
  const state = {
    text: '“网格员” & 100% +1',
    chosen: new Map([['region', ['150103', '150105']], ['year', ['2023']]]),
    sort: /** @type {const} */ ('date'),
    shown: 30,
  };

  assert.deepEqual(readState(writeState(state)), state);
});

test('an address without a word chooses facets, as links from the matrix do', () => {
  const state = readState('?region=150103&theme=elderly-care');

  assert.equal(state.text, '');
  assert.deepEqual([...state.chosen], [['region', ['150103']], ['theme', ['elderly-care']]]);
});

test('nothing asked leaves nothing in the address', () => {
  assert.equal(writeState(EMPTY), '');
  assert.equal(writeState({ ...EMPTY, text: '  ', sort: 'date' }), '');
  assert.ok(isEmpty({ ...EMPTY, text: ' \u3000' }));
});

test('an address cannot ask for more hits than a page bears, nor for a broken number', () => {
  assert.equal(readState('?q=a&shown=999999').shown, MOST_SHOWN);
  for (const shown of ['-5', 'x', '', '0', 'Infinity', 'NaN']) {
    const read = readState(`?q=a&shown=${shown}`).shown;
    assert.ok(read === PAGE || read === MOST_SHOWN, shown);
  }
  assert.equal(readState('?q=a&shown=11').shown, 2 * PAGE);
});

test('names that are properties of every object are ordinary words and no facets', () => {
  const state = readState('?__proto__=1&constructor=2&q=__proto__&theme=constructor&mark=x');

  assert.equal(state.text, '__proto__');
  assert.deepEqual([...state.chosen], [['theme', ['constructor']]]);
});

test('a value given twice is chosen once, and an empty one not at all', () => {
  assert.deepEqual([...readState('?theme=a&theme=a&theme=&type=').chosen], [['theme', ['a']]]);
});

test('a value chosen again is given up, and the list begins anew', () => {
  const chosen = toggle({ ...EMPTY, shown: 50 }, 'theme', 'a');
  const both = toggle(chosen, 'theme', 'b');

  assert.deepEqual(both.chosen.get('theme'), ['a', 'b']);
  assert.equal(both.shown, PAGE);
  assert.deepEqual(toggle(toggle(both, 'theme', 'a'), 'theme', 'b').chosen, new Map());
});

test('a value takes the place of those above and below it', () => {
  const state = toggle(EMPTY, 'region', '150100');

  assert.deepEqual(toggle(state, 'region', '150103', new Set(['150000', '150100'])).chosen.get('region'), ['150103']);
});
