/** Result cards: the other side of `_cards` in `generator/search/groups.py`. */
import { textOf } from './bytes.js';

/**
 * @typedef {object} Card
 * @property {string} slug
 * @property {string} title
 * @property {string} url
 * @property {string} type
 * @property {string} place
 * @property {string} published
 * @property {string} textLang
 */

/**
 * Cards of a group by case number.
 *
 * @param {Uint8Array} bytes
 * @param {string} language
 * @param {string} address - Usual address of a case in this language.
 * @returns {ReadonlyMap<number, Card>}
 */
export function readCards(bytes, language, address) {
  /** @type {{n: Array<number>, t: Array<string>, s: Array<string>, d: Array<number>, k: Array<string>, p: Array<string>, u: Array<string>, l: Array<string>}} */
  const columns = JSON.parse(textOf(bytes));
  return new Map(
    columns.n.map((number, at) => {
      const slug = columns.s[at] ?? '';
      return [
        number,
        {
          slug,
          title: columns.t[at] ?? '',
          url: columns.u[at] || address.replace('{slug}', slug),
          type: columns.k[at] ?? '',
          place: columns.p[at] ?? '',
          published: new Date((columns.d[at] ?? 0) * 86400000).toISOString().slice(0, 10),
          textLang: columns.l[at] || language,
        },
      ];
    }),
  );
}
