/** What stands in place of a list: nothing found, something that could not be loaded; and notes above a list. */

/**
 * @import {Result} from './types.js'
 * @import {Proposal} from './ui-types.js'
 * @import {Words} from './ui-words.js'
 */

import { SearchError } from './errors.js';
import { button, make } from './ui-elements.js';

/**
 * Links that put another query into the box.
 *
 * @param {ReadonlyArray<string>} queries
 * @param {(query: string) => string} address - Of the page that shows the query.
 * @param {(query: string) => void} ask - Shows it here.
 */
function queryLinks(queries, address, ask) {
  return queries.map((query) => {
    const link = make('a', { href: address(query) }, query);
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      ask(query);
    });
    return link;
  });
}

/**
 * @typedef {object} Ways
 * @property {(query: string) => string} address
 * @property {(query: string) => void} ask
 * @property {() => void} withoutFacets
 * @property {() => void} again
 */

/**
 * A row of links with a label before it; nothing without links.
 *
 * @param {string} label
 * @param {ReadonlyArray<HTMLElement>} links
 */
function row(label, links) {
  if (!links.length) return [];
  return [make('p', { class: 'try' }, make('span', { class: 'faint' }, label), ' ', ...links.flatMap((link) => [link, ' ']))];
}

/**
 * What to do where nothing was found.
 *
 * @param {string} text - What was typed.
 * @param {number} without - Hits without the facets chosen; 0 where none is chosen.
 * @param {ReadonlyArray<Proposal>} proposals - What may have been meant, nearest first.
 * @param {ReadonlyArray<string>} examples
 * @param {ReadonlyArray<HTMLElement>} elsewhere - Links to the lists of the site.
 * @param {Words} words
 * @param {Ways} ways
 */
export function nothingFound(text, without, proposals, examples, elsewhere, words, ways) {
  const box = make('div', { class: 'nothing' });
  box.append(make('h2', {}, text ? words.say('none.title', { text }) : words.say('none.title_facets')));
  if (without) {
    box.append(make('p', {}, button(words.say('none.without_facets', { n: without }), ways.withoutFacets, { class: 'plain-button' })));
  }
  const links = queryLinks(proposals.map((proposal) => proposal.text), ways.address, ways.ask);
  box.append(...row(words.say('none.meant'), links));
  if (text) box.append(make('p', { class: 'note' }, words.say('none.advice')));
  box.append(...row(words.say('try'), queryLinks(examples, ways.address, ways.ask)));
  box.append(...row(words.say('none.elsewhere'), elsewhere));
  return box;
}

/**
 * What to say where a part of the index did not come, and the way on.
 *
 * @param {unknown} error
 * @param {Words} words
 * @param {() => void} again
 */
export function failure(error, words, again) {
  const code = error instanceof SearchError ? error.code : 'ours';
  const act = code === 'outdated' ? button(words.say('error.reload'), () => location.reload()) : button(words.say('error.again'), again);
  act.classList.add('plain-button');
  return make('div', { class: 'failed', role: 'alert' },
    make('p', {}, make('b', {}, words.say(`error.${code}`))),
    make('p', { class: 'note' }, words.say(`error.${code}_help`)),
    make('p', {}, act),
  );
}

/**
 * What the reader should know of a list before reading it: that words stand apart, or that only some were found.
 *
 * @param {Result} result
 * @param {Words} words
 */
export function noteAbove(result, words) {
  if (result.found === 'all' || !result.hits.length) return null;
  return make('p', { class: 'via' }, words.say(`found.${result.found}`));
}
