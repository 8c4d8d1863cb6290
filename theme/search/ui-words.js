/** The words of the interface, which the page brings as data: `theme/strings/*.yml`, group `search`. */

/**
 * @typedef {object} Words
 * @property {(key: string, blanks?: Readonly<Record<string, string | number>>) => string} say
 *   The text at a key, blanks filled; numbers are grouped, and `n` chooses the plural form.
 * @property {(key: string, blanks: Readonly<Record<string, string | number | Node>>, count?: unknown) => Array<string | Node>} parts
 *   The same in parts, for blanks that are elements; `count` then chooses the plural form.
 * @property {(value: number) => string} number - A whole number as the language groups it.
 */

const BLANK = /\{([a-z]+)\}/;

/** The end of a text after which a blank stands in quotation marks. */
const OPENED = /["“„«「『]$/;
const WHOLLY_QUOTED = /^["“„«「『]([^"“”„«»「」『』]*)["”»」』]$/;
const QUOTED = /["“„«「『]([^"“”„«»「」『』]*)["”»」』]/g;

/**
 * A text that is put in quotation marks: without those around all of it, and with single ones inside.
 *
 * @param {string} text
 */
function withinQuotes(text) {
  return text.trim().replace(WHOLLY_QUOTED, '$1').replace(QUOTED, '‘$1’');
}

/** Whole numbers from here on have separators; 1,000 in a language that is not listed (as in generator/shell/strings.py). */
const GROUPED_FROM = new Map([['zh', 10_000]]);

/**
 * @param {Readonly<Record<string, string>>} table - Key → text; plural forms as `key.one`, `key.other`.
 * @param {string} language
 * @returns {Words}
 */
export function createWords(table, language) {
  const texts = new Map(Object.entries(table));

  /** @param {number} value */
  const number = (value) =>
    Math.abs(value) >= (GROUPED_FROM.get(language) ?? 1_000)
      ? String(value).replace(/\B(?=(\d{3})+$)/g, ',')
      : String(value);

  /**
   * @param {string} key
   * @param {unknown} count
   */
  const template = (key, count) => {
    const text = texts.get(key) ?? (count === 1 ? texts.get(`${key}.one`) : undefined) ?? texts.get(`${key}.other`);
    if (text === undefined) throw new Error(`no words for ${key}`);
    return text;
  };

  /** @type {Words['parts']} */
  const parts = (key, blanks, count = blanks['n']) => {
    /** @type {Array<string | Node>} */
    const found = [];
    const given = new Map(Object.entries(blanks));
    template(key, count).split(BLANK).forEach((part, place, all) => {
      if (place % 2 === 0) {
        if (part) found.push(part);
        return;
      }
      const value = given.get(part);
      if (value === undefined) throw new Error(`${key} lacks {${part}}`);
      const isQuoted = typeof value === 'string' && OPENED.test(all[place - 1] ?? '');
      found.push(isQuoted ? withinQuotes(value) : typeof value === 'number' ? number(value) : value);
    });
    return found;
  };

  return { number, parts, say: (key, blanks = {}) => parts(key, blanks).join('') };
}

/**
 * Read the words out of the page.
 *
 * @param {Document} page
 * @param {ReadonlyArray<string>} ids - Of the `<script type="application/json">` blocks; not every page has all.
 * @returns {Readonly<Record<string, string>> | null} Null where the page has none.
 */
export function readWords(page, ids) {
  const tables = ids.flatMap((id) => JSON.parse(page.getElementById(id)?.textContent ?? '[]'));
  return tables.length ? Object.assign({}, ...tables) : null;
}
