/** Folded text → search terms; the same rules as `generator/search/terms.py`. */
import { stem } from './stem.js';

/** Unbroken characters of scripts without spaces, by UTF-16 code unit. */
export const RUN = /[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\ud800-\udfff\uf900-\ufaff]+/g;
/** Words of scripts with spaces, digits included. */
export const WORD = /[0-9a-z\u00b5\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f\u0620-\u064a\u0660-\u0669\u066e-\u06d3\u06d5\u06ee-\u06fc\u0f20-\u0f29\u0f40-\u0fbc\u1810-\u1819\u1820-\u18af\u1e00-\u1eff]+/g;
const NUMBER_RUN = /[〇零一二三四五六七八九]{2,}/g;
const DIGITS = '〇一二三四五六七八九';
const LONGEST_WORD = 40;
const FUNCTION_CHARACTERS = new Set('的了是在和与及或也都而被由把将对从以于为之其这那哪什么谁何几个有到就所等吗呢啊');

/**
 * The stem by which a word is found.
 *
 * @param {string} word - Folded.
 * @returns {string}
 */
export function stemOf(word) {
  const cut = word.slice(0, LONGEST_WORD);
  return /^[a-z]+$/.test(cut) ? stem(cut) : cut;
}

/**
 * Chinese digits as Arabic ones, all else as it is.
 *
 * @param {string} text
 * @returns {string}
 */
export function withArabicDigits(text) {
  return text.replace(/[〇零一二三四五六七八九]/g, (digit) => (digit === '零' ? '0' : String(DIGITS.indexOf(digit))));
}

/**
 * Numbers written digit by digit: 二〇二三.
 *
 * @param {string} folded
 * @returns {Array<string>} As they stand there.
 */
export function numberRuns(folded) {
  return (folded.match(NUMBER_RUN) ?? []).filter((run) => run.length >= 4 || /[〇零]/.test(run));
}

/**
 * Overlapping pairs of code units.
 *
 * @param {string} folded
 * @returns {Array<string>}
 */
export function pairsOf(folded) {
  /** @type {Array<string>} */
  const pairs = [];
  for (const run of folded.match(RUN) ?? []) {
    for (let at = 0; at + 1 < run.length; at++) pairs.push(run.slice(at, at + 2));
  }
  return pairs;
}

/**
 * Stems and numbers, the numbers in Chinese digits last.
 *
 * @param {string} folded
 * @returns {Array<string>}
 */
export function wordsOf(folded) {
  return [...(folded.match(WORD) ?? []).map(stemOf), ...numberRuns(folded).map(withArabicDigits)];
}

/**
 * How many characters of a pair (or a lone character) are function characters.
 *
 * @param {string} term
 * @returns {number}
 */
export function functionCount(term) {
  let count = 0;
  for (const character of term) if (FUNCTION_CHARACTERS.has(character)) count++;
  return count;
}
