/** Above the list: how many there are, what is chosen, in which order. */

/**
 * @import {Result} from './types.js'
 * @import {Panel} from './ui-facets.js'
 * @import {Sort, State} from './ui-state.js'
 * @import {Words} from './ui-words.js'
 */

import { button, make } from './ui-elements.js';

/**
 * @typedef {object} Wishes
 * @property {(name: string, value: string) => void} remove
 * @property {() => void} clear
 * @property {(sort: Sort) => void} sort
 * @property {() => void} nowhere - The focus stood on something that is gone.
 */

/** Orders, the first is the default. */
const SORTS = /** @type {const} */ (['relevance', 'date']);

/**
 * @param {Words} words
 * @param {Panel} panel
 * @param {Wishes} wishes
 */
export function createHead(words, panel, wishes) {
  const status = make('p', { role: 'status' });
  const chips = make('ul', { class: 'chips', 'aria-label': words.say('chips.label') });
  const sorts = SORTS.map((sort) => button(words.say(`sort.${sort}`), () => wishes.sort(sort)));
  const order = make('div', { class: 'sort', role: 'group', 'aria-label': words.say('sort.label') }, ...sorts);
  const element = make('div', { class: 'said' }, status, chips, panel.opener, order);

  /**
   * @param {string} label
   * @param {string} spoken
   * @param {() => void} act
   */
  const chip = (label, spoken, act) => make('li', {}, button(label, act, { class: 'chip', 'aria-label': spoken }));

  return {
    element,

    /**
     * Say something that is no number.
     *
     * @param {string} text - Empty for nothing.
     * @param {boolean} [isShown] - Whether the page shows it elsewhere, so that here it is only spoken.
     */
    say(text, isShown = false) {
      if (status.textContent !== text) status.textContent = text;
      status.classList.toggle('vh', isShown);
      element.classList.toggle('is-quiet', text === '' || isShown);
      if (isShown) order.hidden = true;
    },

    /**
     * Say how many there are.
     *
     * @param {Result} result
     * @param {State} asked
     */
    count(result, asked) {
      const text = asked.text.trim();
      const kind = text ? (result.found === 'all' ? 'text' : 'some') : '';
      const key = asked.chosen.size ? [kind, 'chosen'].filter(Boolean).join('_') : kind || 'all';
      const digits = make('b', {}, words.number(result.total));
      const number = result.exact ? digits : make('span', {}, ...words.parts('about', { n: digits }));
      element.classList.remove('is-quiet');
      status.classList.remove('vh');
      status.replaceChildren(...words.parts(`result.${key}`, { n: number, text }, result.total));
    },

    /**
     * Show what is chosen, and the orders that there are.
     *
     * @param {State} state
     */
    choices(state) {
      const before = Array.from(chips.querySelectorAll('button'));
      const at = before.findIndex((one) => one === document.activeElement);
      const chosen = [...state.chosen].flatMap(([name, values]) => values.map((value) => {
        const label = panel.label(name, value);
        return chip(label, words.say('chips.remove', { name: label }), () => wishes.remove(name, value));
      }));
      if (chosen.length > 1) chosen.push(make('li', {}, button(words.say('chips.clear'), wishes.clear, { class: 'plain-button' })));
      chips.replaceChildren(...chosen);
      chips.hidden = !chosen.length;
      if (at >= 0) {
        const after = chips.querySelectorAll('button');
        const next = after[Math.min(at, after.length - 1)];
        if (next) next.focus();
        else wishes.nowhere();
      }
      order.hidden = state.text.trim() === '';
      sorts.forEach((one, place) => one.setAttribute('aria-pressed', String(SORTS[place] === state.sort)));
    },
  };
}
