/** Text → the form in which it is compared; the same rules as `generator/search/normalise.py`. */

/** Traditional character → simplified one; empty until a query needs it. @typedef {ReadonlyMap<string, string>} Simplified */

const MARKS = /[\u0300-\u036f]/g;

/**
 * Fold one code point.
 *
 * @param {string} character
 * @param {Simplified} simplified
 * @returns {string}
 */
function foldCharacter(character, simplified) {
  const code = character.charCodeAt(0);
  if (code < 128) return character.toLowerCase();
  let folded = character;
  if (!(code >= 0x4e00 && code <= 0x9fff)) {
    folded = character.normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKS, '').normalize('NFC').replace(/○/g, '〇');
  }
  if (!simplified.size) return folded;
  if (folded.length === 1) return simplified.get(folded) ?? folded;
  return Array.from(folded, (part) => simplified.get(part) ?? part).join('');
}

/**
 * Folded text.
 *
 * @param {string} text
 * @param {Simplified} simplified
 * @returns {string}
 */
export function fold(text, simplified) {
  let folded = '';
  for (const character of text.normalize('NFC')) folded += foldCharacter(character, simplified);
  return folded;
}

/**
 * Folded text, and where each of its code units comes from.
 *
 * @param {string} text
 * @param {Simplified} simplified
 * @returns {{shown: string, folded: string, places: Uint32Array}} `shown` is the text in NFC; `places[i]` is the place in it from
 *   which code unit i of `folded` comes; one more at the end.
 */
export function foldWithPlaces(text, simplified) {
  const shown = text.normalize('NFC');
  let folded = '';
  let places = new Uint32Array(shown.length + 16);
  let at = 0;
  for (const character of shown) {
    const part = foldCharacter(character, simplified);
    if (folded.length + part.length >= places.length) {
      const larger = new Uint32Array(places.length * 2 + part.length);
      larger.set(places);
      places = larger;
    }
    places.fill(at, folded.length, folded.length + part.length);
    folded += part;
    at += character.length;
  }
  places[folded.length] = at;
  return { shown, folded, places: places.subarray(0, folded.length + 1) };
}

/**
 * The table of Traditional characters from its part.
 *
 * @param {string} text - Traditional and simplified characters in turn.
 * @returns {Simplified}
 */
export function readSimplified(text) {
  /** @type {Map<string, string>} */
  const simplified = new Map();
  const characters = Array.from(text);
  for (let index = 0; index + 1 < characters.length; index += 2) {
    simplified.set(/** @type {string} */ (characters[index]), /** @type {string} */ (characters[index + 1]));
  }
  return simplified;
}
