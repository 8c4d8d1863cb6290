/** The manifest: sizes, routers and hashes; the one part whose name never changes. */
import { Reader, checkLetters, textOf } from './bytes.js';
import { inflate } from './inflate.js';

/** @import {Letter} from './types.js' */

/**
 * @typedef {object} Router - The shards of one family, in the order of their keys.
 * @property {ReadonlyArray<string>} separators
 * @property {ReadonlyArray<number>} sizes - In bytes, coarse.
 * @property {ReadonlyArray<number>} checks - As they stand in names.
 * @property {number} shift
 *
 * @typedef {object} Manifest
 * @property {number} documents
 * @property {number} highest - Highest case number.
 * @property {number} span - The same in steps, for the gaps of the postings.
 * @property {ReadonlyArray<number>} levels - Document frequencies up to which a list has 15, 14 … levels; above the last one less.
 * @property {ReadonlyArray<string>} languages
 * @property {ReadonlyArray<string>} addresses - By language; `{slug}` stands for the slug.
 * @property {number} card - Case numbers a group of cards.
 * @property {number} text - Case numbers a group of texts.
 * @property {readonly [number, number]} shelves - Groups of cards, and of texts, that share a hash.
 * @property {ReadonlyArray<string>} facets
 * @property {Readonly<Record<string, number>>} others - Other parts and their checks.
 * @property {Readonly<Record<Letter, Router>>} routers
 * @property {ReadonlyArray<{cards: ReadonlyArray<number>, texts: ReadonlyArray<number>}>} groups - Hashes by language.
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
  const groups = head.languages.map(() => ({ cards: readChecks(reader.block()), texts: readChecks(reader.block()) }));
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
    const high = reader.slice(count);
    const low = reader.slice(count);
    separators = firsts.map((unit, at) => {
      const second = ((high[at] ?? 0) << 8) | (low[at] ?? 0);
      return second ? String.fromCharCode(unit, second) : String.fromCharCode(unit);
    });
  }
  const sizes = Array.from(reader.slice(count), (step) => 64 * 2 ** (step / 4));
  return { separators, sizes, checks: readChecks(reader.rest()), shift };
}

/**
 * Checks of 20 bits: two bytes of each, lowest first; then the upper bits of each, two in a byte.
 *
 * @param {Uint8Array} bytes
 * @returns {ReadonlyArray<number>}
 */
function readChecks(bytes) {
  const count = Math.floor((bytes.length * 2) / 5);
  const byte = (/** @type {number} */ at) => bytes[at] ?? 0;
  return Array.from({ length: count }, (_, at) => byte(2 * at) | (byte(2 * at + 1) << 8) | (((byte(2 * count + (at >> 1)) >> (4 * (at & 1))) & 15) << 16));
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
  return `${letter}/${room(shard).toString(16)}-${ordinal}-${checkLetters(router.checks[shard] ?? 0)}`;
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
  const { cards = [], texts = [] } = manifest.groups[at] ?? {};
  const name = manifest.languages[at];
  const card = Math.floor(number / manifest.card);
  const text = Math.floor(number / manifest.text);
  const shelf = texts[Math.floor(text / manifest.shelves[1])];
  return {
    card: `k/${name}${card.toString(16)}-${checkLetters(cards[Math.floor(card / manifest.shelves[0])] ?? 0)}`,
    text: shelf ? `t/${name}${text.toString(16)}-${checkLetters(shelf)}` : '',
  };
}
