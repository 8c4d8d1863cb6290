/** Snowball's English stemmer, version 3 ("Porter 2"), for the words of a query. Held to the generator's by a test. */

/** @type {ReadonlyMap<string, string>} */
const EXCEPTIONS = new Map([
  ['skis', 'ski'], ['skies', 'sky'], ['idly', 'idl'], ['gently', 'gentl'], ['ugly', 'ugli'], ['early', 'earli'],
  ['only', 'onli'], ['singly', 'singl'], ['sky', 'sky'], ['news', 'news'], ['howe', 'howe'], ['atlas', 'atlas'],
  ['cosmos', 'cosmos'], ['bias', 'bias'], ['andes', 'andes'],
]);
const FIRST_REGION_AFTER = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const REGION = /[aeiouy][^aeiouy]/;
const SHORT_END = /[^aeiouy][aeiouy][^aeiouwxyY]$|^[aeiouy][^aeiouy]$|past$/;
const ING_KEPT = /^(?:even|cann|inn|earr|herr|out)$/;

/** Suffix → replacement, longest first; `null` stands for a rule of its own. @type {ReadonlyArray<readonly [string, string | null]>} */
const STEP_2 = [
  ['ational', 'ate'], ['fulness', 'ful'], ['iveness', 'ive'], ['ization', 'ize'], ['ousness', 'ous'], ['biliti', 'ble'],
  ['lessli', 'less'], ['tional', 'tion'], ['alism', 'al'], ['aliti', 'al'], ['ation', 'ate'], ['entli', 'ent'],
  ['fulli', 'ful'], ['iviti', 'ive'], ['ogist', 'og'], ['ousli', 'ous'], ['abli', 'able'], ['alli', 'al'], ['anci', 'ance'],
  ['ator', 'ate'], ['enci', 'ence'], ['izer', 'ize'], ['bli', 'ble'], ['ogi', null], ['li', null],
];
/** @type {ReadonlyArray<readonly [string, string | null]>} */
const STEP_3 = [
  ['ational', 'ate'], ['tional', 'tion'], ['alize', 'al'], ['ative', null], ['icate', 'ic'], ['iciti', 'ic'], ['ical', 'ic'],
  ['ness', ''], ['ful', ''],
];
const STEP_4 = [
  'ement', 'able', 'ance', 'ence', 'ible', 'ment', 'ant', 'ate', 'ent', 'ism', 'iti', 'ion', 'ive', 'ize', 'ous', 'al', 'er',
  'ic',
];

/**
 * The stem of an English word.
 *
 * @param {string} word - Lower case a–z only.
 * @returns {string}
 */
export function stem(word) {
  if (word.length < 3) return word;
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined) return exception;
  let text = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const [first, second] = regions(text);
  text = withoutPlural(text);
  text = withoutTense(text, first);
  text = text.replace(/(.[^aeiouy])[yY]$/, '$1i');
  text = derived(text, first);
  text = nominal(text, first, second);
  text = residual(text, second);
  if (text.endsWith('e')) {
    const at = text.length - 1;
    if (at >= second || (at >= first && !SHORT_END.test(text.slice(0, at)))) text = text.slice(0, at);
  } else if (text.endsWith('ll') && text.length - 1 >= second) {
    text = text.slice(0, -1);
  }
  return text.replace(/Y/g, 'y');
}

/**
 * Where the two regions begin in which suffixes may be taken off.
 *
 * @param {string} text
 * @returns {readonly [number, number]}
 */
function regions(text) {
  const prefix = FIRST_REGION_AFTER.exec(text);
  const first = prefix ? prefix[0].length : regionAfter(text, 0);
  return [first, regionAfter(text, first)];
}

/** @param {string} text @param {number} from */
function regionAfter(text, from) {
  const found = REGION.exec(text.slice(from));
  return found ? from + found.index + 2 : text.length;
}

/** @param {string} text */
function withoutPlural(text) {
  if (text.endsWith('sses')) return text.slice(0, -2);
  if (/ie[ds]$/.test(text)) return text.slice(0, text.length > 4 ? -2 : -1);
  if (/[us]s$/.test(text) || !text.endsWith('s')) return text;
  return /[aeiouy]/.test(text.slice(0, -2)) ? text.slice(0, -1) : text;
}

/** @param {string} text @param {number} first */
function withoutTense(text, first) {
  const eed = /^(.*)eed(?:ly)?$/.exec(text);
  if (eed) {
    const base = eed[1] ?? '';
    return base.length >= first && !/^(?:succ|proc|exc)$/.test(base) ? base + 'ee' : text;
  }
  const found = /^(.*?)(ingly|edly|ing|ed)$/.exec(text);
  if (!found) return text;
  const base = found[1] ?? '';
  if (found[2] === 'ing') {
    if (/^[^aeiouy]y$/.test(base)) return base[0] + 'ie';
    if (ING_KEPT.test(base)) return text;
  }
  if (!/[aeiouy]/.test(base)) return text;
  if (/(?:at|bl|iz)$/.test(base)) return base + 'e';
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(base)) return /^[aeo]..$/.test(base) ? base : base.slice(0, -1);
  return base.length === first && SHORT_END.test(base) ? base + 'e' : base;
}

/** @param {string} text @param {number} first */
function derived(text, first) {
  for (const [suffix, replacement] of STEP_2) {
    if (!text.endsWith(suffix)) continue;
    const base = text.slice(0, -suffix.length);
    if (base.length < first) return text;
    if (replacement !== null) return base + replacement;
    if (suffix === 'ogi') return base.endsWith('l') ? base + 'og' : text;
    return /[cdeghkmnrt]$/.test(base) ? base : text;
  }
  return text;
}

/** @param {string} text @param {number} first @param {number} second */
function nominal(text, first, second) {
  for (const [suffix, replacement] of STEP_3) {
    if (!text.endsWith(suffix)) continue;
    const base = text.slice(0, -suffix.length);
    if (base.length < first) return text;
    if (replacement !== null) return base + replacement;
    return base.length >= second ? base : text;
  }
  return text;
}

/** @param {string} text @param {number} second */
function residual(text, second) {
  for (const suffix of STEP_4) {
    if (!text.endsWith(suffix)) continue;
    const base = text.slice(0, -suffix.length);
    if (base.length < second || (suffix === 'ion' && !/[st]$/.test(base))) return text;
    return base;
  }
  return text;
}
