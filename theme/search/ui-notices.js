/** What stands in place of a list: nothing found, something that could not be loaded; and notes above a list. */

/**
 * @import {Result} from './types.js'
 * @import {Proposal} from './ui-types.js'
 * @import {Words} from './ui-words.js'
 */

import { SearchError } from './errors.js';
import { button, make } from './ui-elements.js';

/**
 * @typedef {object} Ways
 * @property {(query: string) => string} address - Of the page that shows a query.
 * @property {(query: string) => void} ask - Shows it here.
 * @property {() => void} withoutFacets
 */

/**
 * Links that put another query into the box.
 *
 * @param {ReadonlyArray<string>} queries
 * @param {Ways} ways
 */
function queryLinks(queries, ways) {
  return queries.map((query) => {
    const link = make('a', { href: ways.address(query), lang: scriptOf(query) }, query);
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      ways.ask(query);
    });
    return link;
  });
}

/**
 * The language of a name as an attribute, as far as its script tells.
 *
 * @param {string} name
 */
export function scriptOf(name) {
  return /[\u3400-\u9fff]/.test(name) ? 'zh' : null;
}

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
 * @param {object} found
 * @param {string} found.text - What was typed.
 * @param {number} found.without - Hits without the facets chosen; 0 where none is chosen.
 * @param {ReadonlyArray<Proposal>} found.proposals - What may have been meant, nearest first.
 * @param {ReadonlyArray<HTMLElement>} found.themes - Links to the themes that are nearest.
 * @param {ReadonlyArray<string>} found.examples
 * @param {ReadonlyArray<HTMLElement>} found.elsewhere - Links to the lists of the site.
 * @param {Words} words
 * @param {Ways} ways
 */
export function nothingFound({ text, without, proposals, themes, examples, elsewhere }, words, ways) {
  const box = make('div', { class: 'nothing' });
  box.append(make('h3', {}, text ? words.say('none.title', { text }) : words.say('none.title_facets')));
  if (without) {
    box.append(make('p', {}, button(words.say('none.without_facets', { n: without }), ways.withoutFacets, { class: 'plain-button' })));
  }
  box.append(
    ...row(words.say('none.meant'), queryLinks(proposals.map((proposal) => proposal.text), ways)),
    ...row(words.say('none.themes'), themes),
  );
  if (text) box.append(make('p', { class: 'note' }, words.say('none.advice')));
  box.append(
    ...row(words.say('try'), queryLinks(examples, ways)),
    ...row(words.say('none.elsewhere'), elsewhere),
  );
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
 * What the reader should know of a list before reading it: that the words stand apart, that only some were found, and
 * what may have been meant.
 *
 * @param {Result} result
 * @param {ReadonlyArray<Proposal>} proposals
 * @param {Words} words
 * @param {Ways} ways
 */
export function noteAbove(result, proposals, words, ways) {
  const note = make('div', { class: 'via' });
  if (result.found !== 'all') note.append(make('p', {}, words.say(`found.${result.found}`)));
  note.append(...row(words.say('none.meant'), queryLinks(proposals.map((proposal) => proposal.text), ways)));
  return note.firstChild ? [note] : [];
}
