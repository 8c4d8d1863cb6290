/** The manifest: sizes, routers and hashes; the one part whose name never changes. */
import { Reader, checkLetters, textOf } from './bytes.js';
import { inflate } from './inflate.js';

/** @import {Letter} from './types.js' */

/**
 * @typedef {object} Router - The shards of one family, in the order of their keys.
 * @property {ReadonlyArray<string>} separators
 * @property {Uint8Array} sizes - In 256 bytes.
 * @property {Uint8Array} checks - Three bytes each.
 * @property {number} shift
 *
 * @typedef {object} Manifest
 * @property {number} documents
 * @property {number} highest - Highest case number.
 * @property {number} span - The same in steps, for the gaps of the postings.
 * @property {ReadonlyArray<number>} levels - Document frequencies up to which a list has 15, 14 … 3 levels.
 * @property {ReadonlyArray<string>} languages
 * @property {ReadonlyArray<string>} addresses - By language; `{slug}` stands for the slug.
 * @property {number} card - Case numbers a group of cards.
 * @property {number} text - Case numbers a group of texts.
 * @property {number} shelf - Groups of texts that share a hash.
 * @property {ReadonlyArray<string>} facets
 * @property {Readonly<Record<string, number>>} others - Other parts and their checks.
 * @property {Readonly<Record<Letter, Router>>} routers
 * @property {ReadonlyArray<{cards: Uint8Array, texts: Uint8Array}>} groups - Hashes by language.
 */

/**
 * @param {Uint8Array} payload
 * @returns {Manifest}
 */
export function readManifest(payload) {
  const reader = new Reader(inflate(payload));
  const head = JSON.parse(textOf(reader.block()));
  const routers = {
    p: readRouter(reader.block(), head.shift[0]),
    f: readRouter(reader.block(), head.shift[1]),
    c: readRouter(reader.block(), head.shift[2]),
    w: readRouter(reader.block(), head.shift[3], true),
  };
  const groups = head.languages.map(() => ({ cards: reader.block(), texts: reader.block() }));
  return { ...head, routers, groups };
}

/**
 * @param {Uint8Array} bytes
 * @param {number} shift
 * @param {boolean} [words]
 * @returns {Router}
 */
function readRouter(bytes, shift, words = false) {
  const reader = new Reader(bytes);
  const count = reader.number();
  /** @type {Array<string>} */
  let separators = [];
  if (words) {
    separators = count ? textOf(reader.block()).split('\n') : [];
  } else {
    let first = 0;
    const firsts = reader.numbers(count).map((step) => (first += step));
    const seconds = reader.numbers(count);
    separators = firsts.map((unit, at) => String.fromCharCode(unit) + (seconds[at] ? String.fromCharCode(/** @type {number} */ (seconds[at])) : ''));
  }
  return { separators, sizes: reader.slice(count), checks: reader.rest(), shift };
}

/**
 * Ordinal of the shard that would hold a key, or -1 where there are none.
 *
 * @param {Router} router
 * @param {string} key
 * @returns {number}
 */
export function shardOf(router, key) {
  let low = 0;
  let high = router.separators.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {string} */ (router.separators[middle]) <= key) low = middle + 1;
    else high = middle;
  }
  return router.separators.length ? Math.max(0, low - 1) : -1;
}

/**
 * Name of a shard.
 *
 * @param {Letter} letter
 * @param {Router} router
 * @param {number} shard
 * @returns {string}
 */
export function shardName(letter, router, shard) {
  const room = (/** @param {number} at */ (at) => (router.separators[at] ?? '').charCodeAt(0) >> router.shift);
  let ordinal = 0;
  while (shard - ordinal > 0 && room(shard - ordinal - 1) === room(shard)) ordinal++;
  return `${letter}/${room(shard).toString(16)}-${ordinal}-${checkLetters(checkAt(router.checks, shard))}`;
}

/**
 * @param {Uint8Array} checks
 * @param {number} place
 */
export function checkAt(checks, place) {
  return (checks[3 * place] ?? 0) | ((checks[3 * place + 1] ?? 0) << 8) | ((checks[3 * place + 2] ?? 0) << 16);
}

/**
 * Names of the groups of cards and of texts in which a case lies.
 *
 * @param {Manifest} manifest
 * @param {string} language
 * @param {number} number
 * @returns {{card: string, text: string}} Texts: empty where no text of that shelf is in this language.
 */
export function groupNames(manifest, language, number) {
  const at = Math.max(0, manifest.languages.indexOf(language));
  const group = /** @type {{cards: Uint8Array, texts: Uint8Array}} */ (manifest.groups[at]);
  const card = Math.floor(number / manifest.card);
  const text = Math.floor(number / manifest.text);
  const shelf = checkAt(group.texts, Math.floor(text / manifest.shelf));
  const name = manifest.languages[at];
  return {
    card: `k/${name}${card.toString(16)}-${checkLetters(checkAt(group.cards, card))}`,
    text: shelf ? `t/${name}${text.toString(16)}-${checkLetters(shelf)}` : '',
  };
}
