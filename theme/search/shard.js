/** Shards of postings; the other side of `generator/search/shards.py`. */
import { Reader, textOf } from './bytes.js';
import { inflate } from './inflate.js';

/** @import {Letter} from './types.js' */
/** @import {Manifest} from './manifest.js' */

/**
 * @typedef {object} List - One term's postings.
 * @property {Uint32Array} numbers - Case numbers, rising.
 * @property {Uint8Array} impacts - 1 to `levels`.
 * @property {number} levels
 *
 * @typedef {object} Shard
 * @property {ReadonlyArray<string>} keys - Sorted by code unit.
 * @property {(key: string) => List | null} list
 * @property {ReadonlyArray<string>} aliases - Lines: a name and its other names, separated by tabs.
 */

/**
 * @param {Letter} letter
 * @param {Uint8Array} payload
 * @param {Manifest} manifest
 * @returns {Shard}
 */
export function readShard(letter, payload, manifest) {
  const outer = new Reader(payload);
  const reader = new Reader(inflate(outer.block()));
  const keys = readKeys(letter, reader, reader.number());
  const starts = new Uint32Array(keys.length + 1);
  for (let at = 0; at < keys.length; at++) starts[at + 1] = /** @type {number} */ (starts[at]) + reader.number() + 1;
  const total = /** @type {number} */ (starts[keys.length]);
  const impacts = reader.slice(total).map((impact) => impact + 1);
  const numbers = readGaps(outer.rest(), starts, manifest.span);
  const lines = textOf(reader.rest());
  const places = new Map(keys.map((key, at) => [key, at]));
  return {
    keys,
    aliases: lines ? lines.split('\n') : [],
    list(key) {
      const at = places.get(key);
      if (at === undefined) return null;
      const first = /** @type {number} */ (starts[at]);
      const last = /** @type {number} */ (starts[at + 1]);
      return {
        numbers: numbers.subarray(first, last),
        impacts: impacts.subarray(first, last),
        levels: levelsOf(last - first, manifest.levels),
      };
    },
  };
}

/**
 * @param {number} frequency
 * @param {ReadonlyArray<number>} limits
 */
function levelsOf(frequency, limits) {
  let at = 0;
  while (at < limits.length && /** @type {number} */ (limits[at]) < frequency) at++;
  return 15 - at;
}

/**
 * @param {Letter} letter
 * @param {Reader} reader
 * @param {number} count
 * @returns {Array<string>}
 */
function readKeys(letter, reader, count) {
  /** @type {Array<string>} */
  const keys = [];
  if (letter === 'w') {
    const shared = reader.numbers(count);
    const lengths = reader.numbers(count);
    const text = textOf(reader.block());
    let at = 0;
    for (let index = 0; index < count; index++) {
      const length = /** @type {number} */ (lengths[index]);
      keys.push((keys[index - 1] ?? '').slice(0, shared[index]) + text.slice(at, at + length));
      at += length;
    }
    return keys;
  }
  if (letter === 'c') {
    let unit = 0;
    return reader.numbers(count).map((step) => String.fromCharCode((unit += step)));
  }
  const groups = reader.number();
  const steps = reader.numbers(groups);
  const counts = reader.numbers(groups);
  let upper = 0;
  for (let group = 0; group < groups; group++) {
    upper += /** @type {number} */ (steps[group]);
    const first = String.fromCharCode(upper);
    let lower = 0;
    for (let left = /** @type {number} */ (counts[group]); left > 0; left--) {
      keys.push(first + String.fromCharCode((lower += reader.number())));
    }
  }
  return keys;
}

/**
 * Rice-coded gaps of all lists → case numbers.
 *
 * @param {Uint8Array} bytes
 * @param {Uint32Array} starts
 * @param {number} span
 * @returns {Uint32Array}
 */
function readGaps(bytes, starts, span) {
  const lists = starts.length - 1;
  const numbers = new Uint32Array(/** @type {number} */ (starts[lists]));
  let at = 0;
  let held = 0;
  let count = 0;
  for (let list = 0; list < lists; list++) {
    const first = /** @type {number} */ (starts[list]);
    const last = /** @type {number} */ (starts[list + 1]);
    let k = 0;
    while ((last - first) * 2 ** (k + 5) <= 11 * span) k++;
    let number = 0;
    for (let place = first; place < last; place++) {
      let quotient = 0;
      for (;;) {
        if (!count) {
          if (at >= bytes.length) throw new RangeError('cut off');
          held = /** @type {number} */ (bytes[at++]);
          count = 8;
        }
        const ahead = Math.clz32(held) - (32 - count);
        if (ahead < count) {
          quotient += ahead;
          count -= ahead + 1;
          held &= (1 << count) - 1;
          break;
        }
        quotient += count;
        count = 0;
      }
      while (count < k) {
        if (at >= bytes.length) throw new RangeError('cut off');
        held = (held << 8) | /** @type {number} */ (bytes[at++]);
        count += 8;
      }
      count -= k;
      number += quotient * 2 ** k + (held >>> count) + 1;
      held &= (1 << count) - 1;
      numbers[place] = number;
    }
  }
  return numbers;
}
