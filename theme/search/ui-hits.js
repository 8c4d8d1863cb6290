/** The list of hits: a line a case, as in every other list of the site. */

/**
 * @import {Hit, Passage, Result} from './types.js'
 * @import {Words} from './ui-words.js'
 * @import {Place} from './ui-types.js'
 */

import { addressWithMarks } from './ui-arrival.js';
import { make, plain, withMarks } from './ui-elements.js';

/** Digits of a case number, as `anliku new` gives them. */
const NUMBER_DIGITS = 4;

/** Most names that are marked on the page of a hit. */
const MOST_MARKS = 6;

/**
 * Address of the page of a hit, where the words by which it was found are marked.
 *
 * @param {Hit} hit
 * @param {Result} result
 * @param {Place} place
 */
export function addressOf(hit, result, place) {
  const readings = result.readings.filter((reading) => reading.alias === (hit.match === 'alias'));
  const marks = [...new Set(readings.flatMap((reading) => reading.marks))].slice(0, MOST_MARKS);
  return addressWithMarks(place.base + hit.url, marks);
}

/**
 * The language of a hit's text as an attribute, where it is not that of the page.
 *
 * @param {string} language
 * @param {Place} place
 */
export function langOf(language, place) {
  return language && language !== place.language ? language : null;
}

/**
 * A hit in the list. Title and passage are marked once the text has come (`showPassage`).
 *
 * @param {Hit} hit
 * @param {Result} result
 * @param {Place} place
 * @param {Words} words
 * @param {ReadonlyMap<string, string>} types - Id of a type → label.
 */
export function hitLine(hit, result, place, words, types) {
  const number = `${place.prefix}-${String(hit.number).padStart(NUMBER_DIGITS, '0')}`;
  const lang = langOf(hit.textLang, place);
  const title = make('h3', { class: 't', lang }, make('a', { href: addressOf(hit, result, place) }, hit.title));
  const facts = [
    hit.place && make('span', { class: 'pl' }, hit.place),
    make('span', { class: 'nb', 'data-type': hit.type }, types.get(hit.type) ?? ''),
    hit.published && make('span', { class: 'nb' }, words.say('entered', { date: hit.published })),
    lang && make('span', { class: 'nb' }, words.say('untranslated')),
  ].filter((fact) => fact instanceof HTMLElement);
  const meta = make('p', { class: 'meta' });
  facts.forEach((fact, at) => meta.append(...(at ? [make('b', { 'aria-hidden': 'true' }, '/')] : []), fact));
  return make('li', { class: 'caseline', 'data-number': String(hit.number) },
    make('span', { class: 'no n' }, number),
    make('div', {}, title, meta, make('p', { class: 'sum is-coming', lang })),
  );
}

/**
 * Put the passage of a hit into its line; and the name by which it was found, where that is another one than was typed or
 * stands neither in title nor in passage.
 *
 * @param {HTMLElement} line - From `hitLine`.
 * @param {Hit} hit
 * @param {Passage | undefined} passage - Undefined where there is none.
 * @param {Place} place
 * @param {Words} words
 */
export function showPassage(line, hit, passage, place, words) {
  const summary = line.querySelector('.sum');
  summary?.classList.remove('is-coming');
  if (!passage) return;
  const lang = langOf(passage.lang, place);
  if (lang) summary?.setAttribute('lang', lang);
  else summary?.removeAttribute('lang');
  line.querySelector('.t a')?.replaceChildren(...withMarks(passage.title));
  summary?.replaceChildren(...withMarks(passage.pieces));
  line.querySelector('.by-name')?.remove();
  const name = hit.match === 'alias' ? [asWritten(hit.by, passage)] : withMarks(passage.name);
  if (!name.length) return;
  const key = hit.match === 'alias' ? 'also_known' : 'among_names';
  summary?.after(make('p', { class: 'by-name' }, ...words.parts(key, { name: make('span', { lang }, ...name) })));
}

/**
 * A folded name as the text has it; where the passage shows another one of the same thing instead, that one.
 *
 * @param {string} name
 * @param {Passage} passage
 */
function asWritten(name, passage) {
  for (const text of [passage.pieces, passage.title, passage.name].map(plain)) {
    const at = text.toLowerCase().indexOf(name);
    if (at >= 0) return text.slice(at, at + name.length);
  }
  return [...passage.pieces, ...passage.title].find((piece) => piece.marked)?.text ?? name;
}

/**
 * Write the type of a case into its line, once the labels are known.
 *
 * @param {HTMLElement} line - From `hitLine`.
 * @param {ReadonlyMap<string, string>} types
 */
export function showType(line, types) {
  const type = line.querySelector('[data-type]');
  if (type) type.textContent = types.get(type.getAttribute('data-type') ?? '') ?? '';
}
