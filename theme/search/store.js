/** Parts of the index, loaded once, checked, tried a second time. */
import { checkOf, fromPrintable } from './bytes.js';
import { SearchError } from './errors.js';
import { inflate } from './inflate.js';

/** @import {Load, Part} from './types.js' */

export const FORMAT = 3;

/**
 * @param {Load} load
 * @returns {{
 *   bytes: (name: string, again?: boolean) => Promise<Uint8Array>,
 *   made: <T>(name: string, make: (payload: Uint8Array) => T) => Promise<T>,
 *   inflated: <T>(name: string, make: (bytes: Uint8Array) => T) => Promise<T>,
 *   forget: () => void,
 * }} `bytes` is a payload; `made` remembers what was made of one; `inflated` unpacks it before.
 */
export function createStore(load) {
  /** @type {Map<string, Promise<any>>} */
  const made = new Map();

  /**
   * @param {string} name
   * @param {boolean} [again]
   * @returns {Promise<Uint8Array>}
   */
  async function bytes(name, again = false) {
    try {
      return checked(name, await load(name, again));
    } catch (problem) {
      const error = problem instanceof SearchError ? problem : new SearchError('missing', name);
      if (again || error.code === 'outdated') throw error;
      return bytes(name, true);
    }
  }

  /**
   * @template T
   * @param {string} name
   * @param {(payload: Uint8Array) => T} make
   * @returns {Promise<T>}
   */
  function remembered(name, make) {
    const known = made.get(name);
    if (known) return known;
    const promise = bytes(name).then((payload) => {
      try {
        return make(payload);
      } catch (problem) {
        throw problem instanceof SearchError ? problem : new SearchError('damaged', name);
      }
    });
    made.set(name, promise);
    promise.catch(() => made.delete(name));
    return promise;
  }

  return {
    bytes,
    made: remembered,
    inflated: (name, make) => remembered(name, (payload) => make(inflate(payload))),
    forget: () => made.clear(),
  };
}

/**
 * The payload of a part, if it is what it says.
 *
 * @param {string} name
 * @param {unknown} value
 * @returns {Uint8Array}
 */
function checked(name, value) {
  const part = /** @type {Partial<Part>} */ (value !== null && typeof value === 'object' ? value : {});
  if (typeof part.format !== 'number' || typeof part.data !== 'string' || typeof part.length !== 'number') {
    throw new SearchError('damaged', name);
  }
  if (part.format !== FORMAT || part.name !== name) throw new SearchError('outdated', name);
  const payload = fromPrintable(part.data, part.length);
  if (!payload || checkOf(payload) !== part.check) throw new SearchError('damaged', name);
  return payload;
}
