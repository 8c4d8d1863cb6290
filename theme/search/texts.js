/** Texts of cases: whether a case holds what was asked, and the passage that shows it. */
import { fold, foldWithPlaces } from './normalise.js';
import { unpackTable } from './packed.js';
import { RUN, WORD, functionCount, pairsOf, stemOf, withArabicDigits } from './terms.js';

/** @import {Piece, Reading} from './types.js' */

/** Two neighbouring letters of a word, apostrophes included. */
const LETTERS = /^[0-9A-Za-z\u00c0-\u052f\u1810-\u18af\u1e00-\u1eff'’]{2}$/;
/** @import {Simplified} from './normalise.js' */

/**
 * @typedef {object} CaseText - One case in one language.
 * @property {boolean} folds - Whether Traditional characters stand in it, so that folding needs the table.
 * @property {boolean} alone - Whether no text of the case in another language has a run of characters.
 * @property {string} title
 * @property {string} summary
 * @property {string} names
 * @property {string} body
 */

/**
 * The texts of a group by case number.
 *
 * @param {Uint8Array} bytes
 * @returns {ReadonlyMap<number, CaseText>}
 */
export function readTexts(bytes) {
  return new Map(
    unpackTable(bytes).filter((row) => row.length > 1).map(([number, folds, title = '', summary = '', names = '', body = '', alone]) => [
      Number(number),
      { folds: folds === '1', alone: alone === '1', title, summary, names, body },
    ]),
  );
}

/** What `comparable` made of texts, for the next query. @type {WeakMap<CaseText, string>} */
const compared = new WeakMap();

/**
 * Everything of a case that is indexed, folded; fields and paragraphs stay apart, spaces are left out.
 *
 * @param {CaseText} text
 * @param {Simplified} simplified - Whole if the text `folds`.
 */
export function comparable(text, simplified) {
  const known = compared.get(text);
  if (known !== undefined) return known;
  const made = fold([text.title, text.summary, text.names, text.body].join('\n'), simplified).replace(/[^\S\n]+/g, '');
  compared.set(text, made);
  return made;
}

/**
 * Whether folded texts hold all that a reading asks for.
 *
 * @param {ReadonlyArray<string>} texts - From `comparable`, one a language.
 * @param {Reading} reading
 * @returns {boolean}
 */
export function holds(texts, reading) {
  return reading.musts.every((must) => {
    const wanted = must.replace(/\s+/g, '');
    if (texts.some((text) => text.includes(wanted))) return true;
    if (!/[0-9]/.test(wanted)) return false;
    const digits = withArabicDigits(wanted);
    return texts.some((text) => withArabicDigits(text).includes(digits));
  });
}

/**
 * Where in a text the words of a query stand.
 *
 * A whole run where it stands whole; else every stretch of its pairs. Never a lone function character.
 *
 * @param {string} folded
 * @param {ReadonlyArray<Reading>} readings
 * @returns {Array<[number, number]>} From and to, in code units, apart from each other, rising.
 */
function stretches(folded, readings) {
  /** @type {Array<[number, number]>} */
  const found = [];
  const stems = new Set();
  for (const mark of new Set(readings.flatMap((reading) => reading.marks))) {
    for (const word of mark.match(WORD) ?? []) stems.add(stemOf(word));
    if (mark.length === 1 && functionCount(mark) && readings.some(({ marks }) => marks.length > 1)) continue;
    const whole = (mark.match(RUN) ?? []).length ? placesOf(folded, mark) : [];
    for (const at of whole) found.push([at, at + mark.length]);
    if (whole.length) continue;
    for (const pair of new Set(pairsOf(mark))) {
      if (functionCount(pair) === 2) continue;
      for (const at of placesOf(folded, pair)) found.push([at, at + 2]);
    }
  }
  if (stems.size) {
    for (const word of folded.matchAll(WORD)) if (stems.has(stemOf(word[0]))) found.push([word.index, word.index + word[0].length]);
  }
  found.sort((one, other) => one[0] - other[0]);
  /** @type {Array<[number, number]>} */
  const merged = [];
  for (const [from, to] of found) {
    const last = merged[merged.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** @param {string} text @param {string} part */
function placesOf(text, part) {
  /** @type {Array<number>} */
  const places = [];
  for (let at = text.indexOf(part); at >= 0 && places.length < 500; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

/**
 * A text in stretches, those of the query marked.
 *
 * @param {string} text
 * @param {ReadonlyArray<Reading>} readings
 * @param {Simplified} simplified
 * @param {number} [longest] - Code units of the passage; the whole text by default.
 * @returns {{pieces: Array<Piece>, marks: number}} `marks`: marked code units in the whole text.
 */
export function markText(text, readings, simplified, longest = Infinity) {
  const { shown, folded, places } = foldWithPlaces(text, simplified);
  const marks = stretches(folded, readings).map(
    ([from, to]) => /** @type {[number, number]} */ ([places[from] ?? 0, places[to] ?? shown.length]),
  );
  const marked = marks.reduce((sum, [from, to]) => sum + to - from, 0);
  const [start, end] = shown.length <= longest ? [0, shown.length] : window(shown, marks, longest);
  /** @type {Array<Piece>} */
  const pieces = start > 0 ? [{ text: '…', marked: false }] : [];
  let at = start;
  for (const [from, to] of marks) {
    if (to <= start || from >= end) continue;
    if (from > at) pieces.push({ text: shown.slice(at, from), marked: false });
    pieces.push({ text: shown.slice(Math.max(at, from), Math.min(end, to)), marked: true });
    at = Math.min(end, to);
  }
  if (at < end) pieces.push({ text: shown.slice(at, end), marked: false });
  if (end < shown.length) pieces.push({ text: '…', marked: false });
  return { pieces, marks: marked };
}

/**
 * The stretch of a text with most that is marked, begun at a sentence where one begins near.
 *
 * @param {string} text
 * @param {ReadonlyArray<[number, number]>} marks
 * @param {number} longest
 * @returns {[number, number]}
 */
function window(text, marks, longest) {
  let best = 0;
  let bestSum = -1;
  for (let first = 0; first < marks.length; first++) {
    const from = /** @type {[number, number]} */ (marks[first])[0];
    const seen = new Set();
    let sum = 0;
    for (let last = first; last < marks.length; last++) {
      const [low, high] = /** @type {[number, number]} */ (marks[last]);
      if (high - from > longest * 0.8) break;
      const words = text.slice(low, high);
      sum += (high - low) * (high - low) * (seen.has(words) ? 0.1 : 1);
      seen.add(words);
    }
    if (sum > bestSum) [best, bestSum] = [from, sum];
  }
  const earliest = Math.max(0, best - Math.floor(longest * 0.3));
  const before = text.slice(earliest, best);
  const sentence = Math.max(...['。', '；', '\n', '！', '？', '. '].map((end) => before.lastIndexOf(end)));
  let start = sentence >= 0 ? earliest + sentence + 1 : earliest;
  if (sentence < 0) while (start < best && splitsWord(text, start)) start++;
  while (/\s/.test(text[start] ?? '')) start++;
  if (/[\udc00-\udfff]/.test(text[start] ?? '')) start--;
  let end = Math.min(text.length, start + longest);
  if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end--;
  let whole = end;
  while (whole > start && splitsWord(text, whole)) whole--;
  return [start, whole > best + longest / 3 ? whole : end];
}

/** Whether a place is inside a word of a script with spaces. @param {string} text @param {number} at */
function splitsWord(text, at) {
  return at > 0 && at < text.length && LETTERS.test(text.slice(at - 1, at + 1));
}
