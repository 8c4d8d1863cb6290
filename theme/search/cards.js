/** Result cards: the other side of `_cards` in `generator/search/groups.py`. */
import { unpackTable } from './packed.js';

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
  let before = 0;
  return new Map(
    unpackTable(bytes).map(([step, title = '', slug = '', day, type = '', place = '', url = '', textLang = '']) => {
      before += Number(step);
      return [
        before,
        {
          slug,
          title,
          url: url || address.replace('{slug}', slug),
          type,
          place,
          published: new Date(Number(day) * 86400000).toISOString().slice(0, 10),
          textLang: textLang || language,
        },
      ];
    }),
  );
}
