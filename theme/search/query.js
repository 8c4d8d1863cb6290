/** What was typed → readings: what must be found, and by which terms. */
import { fold } from './normalise.js';
import { RUN, WORD, functionCount, numberRuns, pairsOf, stemOf, withArabicDigits, wordsOf } from './terms.js';

/** @import {Reading, Term} from './types.js' */
/** @import {Simplified} from './normalise.js' */

/** Code units of a query that count; a longer one is cut. */
export const LONGEST_QUERY = 240;
/** Characters up to which an unbroken run is taken as a phrase that hits must contain; longer ones are read as questions. */
export const LONGEST_PHRASE = 8;
const QUOTED = /["“”„「『]([^"“”「」『』]+)["“”」』]/g;

/**
 * The readings of a query, the plainest first.
 *
 * @param {string} text
 * @param {Simplified} simplified
 * @returns {ReadonlyArray<Reading>} Empty for a query without any letter, digit or character.
 */
export function readQuery(text, simplified) {
  const { folded, phrases } = divided(text, simplified);
  const plain = makeReading(folded, phrases, false);
  if (!plain) return [];
  const readings = [plain];
  if (numberRuns(folded).length) {
    let arabic = folded;
    for (const run of numberRuns(folded)) arabic = arabic.replace(run, withArabicDigits(run));
    const reading = makeReading(arabic, phrases, false);
    if (reading) readings.push({ ...reading, marks: [...plain.marks, ...reading.marks] });
  }
  return readings;
}

/**
 * What stands in quotation marks, and what does not.
 *
 * @param {string} text - As typed.
 * @param {Simplified} simplified
 * @returns {{folded: string, rest: string, phrases: Array<string>}} All without the marks, what is outside them, and the phrases
 *   that say anything; folded.
 */
function divided(text, simplified) {
  const cut = text.slice(0, LONGEST_QUERY);
  const phrases = Array.from(cut.matchAll(QUOTED), ([, inner = '']) => fold(inner, simplified).trim().replace(/\s+/g, ' '));
  return {
    folded: fold(cut.replace(QUOTED, ' $1 '), simplified),
    rest: fold(cut.replace(QUOTED, ' '), simplified),
    phrases: phrases.filter((phrase) => termsOf(phrase, false).length > 0),
  };
}

/**
 * @param {string} folded
 * @param {ReadonlyArray<string>} phrases - That must stand in the text, whatever their length.
 * @param {boolean} alias
 * @returns {Reading | null}
 */
function makeReading(folded, phrases, alias) {
  const terms = termsOf(folded, true);
  if (!terms.length) return null;
  const runs = folded.match(RUN) ?? [];
  const musts = new Set(phrases);
  for (const run of runs) if (run.length > 2 && run.length <= LONGEST_PHRASE) musts.add(run);
  for (const token of folded.split(/\s+/)) if (isMixed(token)) musts.add(token);
  const dropsPairs = new Set(pairsOf(folded)).size > terms.filter((term) => term.letter === 'p' || term.letter === 'f').length;
  if (dropsPairs) for (const run of runs) if (run.length === 2) musts.add(run);
  return { terms, musts: [...musts], marks: [...phrases, ...runs, ...(folded.match(WORD) ?? [])], alias, by: '', wide: false };
}

/** A short token of digits or Latin letters beside characters, with nothing else in it: 2023年, 3个村. @param {string} token */
function isMixed(token) {
  if (token.length > LONGEST_PHRASE + 4) return false;
  const runs = (token.match(RUN) ?? []).join('');
  const words = (token.match(WORD) ?? []).join('');
  return runs.length > 0 && words.length > 0 && runs.length + words.length === token.length;
}

/**
 * Weighted terms of folded text, in order, each once.
 *
 * A pair of two function characters is dropped if anything else remains, one with a single function character counts half; a lone
 * character counts only if there is nothing else.
 *
 * @param {string} folded
 * @param {boolean} drop
 * @returns {ReadonlyArray<Term>}
 */
export function termsOf(folded, drop) {
  /** @type {Map<string, Term>} */
  const terms = new Map();
  const add = (/** @type {Term} */ term) => {
    const known = terms.get(term.key);
    terms.set(term.key, known ? { ...term, weight: Math.min(2 * term.weight, known.weight + term.weight) } : term);
  };
  for (const pair of pairsOf(folded)) {
    const functional = functionCount(pair);
    add({ letter: functional ? 'f' : 'p', key: pair, weight: functional === 2 ? 0.1 : functional ? 0.5 : 1 });
  }
  for (const word of folded.match(WORD) ?? []) add({ letter: 'w', key: stemOf(word), weight: 1 });
  if (!terms.size) {
    for (const run of folded.match(RUN) ?? []) add({ letter: 'c', key: run, weight: functionCount(run) ? 0.5 : 1 });
  }
  const all = [...terms.values()];
  const kept = drop ? all.filter((term) => term.weight > 0.2) : all;
  return kept.length ? kept : all;
}

/**
 * Readings in which a name in the query is said in another way.
 *
 * What is in quotation marks is said in another way only where the whole of it is a name. Another name of several words or
 * characters must stand in the text as it is: its words apart are everywhere.
 *
 * @param {string} text - What was typed.
 * @param {Simplified} simplified
 * @param {Iterable<string>} lines - Alias lines of the shards that were loaded.
 * @returns {ReadonlyArray<Reading>} At most eight, those of the longest names first.
 */
export function aliasReadings(text, simplified, lines) {
  const { rest, phrases } = divided(text, simplified);
  const stems = ` ${wordsOf(rest).join(' ')} `;
  const alone = loneCharacters(rest);
  /** @type {Array<{length: number, text: string, by: string, wide: boolean, phrases: ReadonlyArray<string>}>} */
  const found = [];
  for (const line of new Set(lines)) {
    const [name = '', ...targets] = line.split('\t');
    const isRun = (name.match(RUN) ?? []).length > 0;
    const isPhrase = (/** @type {string} */ phrase) => name === (isRun ? phrase : wordsOf(phrase).join(' '));
    const others = phrases.filter((phrase) => !isPhrase(phrase));
    const isQuoted = others.length < phrases.length;
    if (!isQuoted && !(isRun ? rest.includes(name) : stems.includes(` ${name} `))) continue;
    for (const target of targets) {
      if (isRun && name.includes(target)) continue;
      const replaced = isQuoted ? `${rest} ${target}` : isRun ? rest.replace(name, ` ${target} `) : withoutWords(rest, name) + ` ${target}`;
      // 网格员 is not 网格 with a 员 beside it: a name that leaves a lone character of its run was not meant.
      if (loneCharacters(replaced) > alone + loneCharacters(target)) continue;
      const isOneTerm = termsOf(target, false).length === 1;
      found.push({
        length: name.length,
        text: [replaced, ...others].join(' '),
        by: target,
        wide: isRun && isOneTerm && !target.match(RUN),
        phrases: isOneTerm ? others : [...others, target],
      });
    }
  }
  const readings = new Map(
    found
      .sort((one, other) => other.length - one.length || (one.text < other.text ? -1 : 1))
      .slice(0, 8)
      .map((item) => [item.text, item]),
  );
  return [...readings.values()].flatMap(({ text: said, by, wide, phrases: wanted }) => {
    const reading = makeReading(said, wanted, true);
    return reading ? [{ ...reading, by, wide }] : [];
  });
}

/** Runs of one character that says something. @param {string} folded */
function loneCharacters(folded) {
  return (folded.match(RUN) ?? []).filter((run) => run.length === 1 && !functionCount(run)).length;
}

/**
 * A query without the words whose stems are a name.
 *
 * @param {string} folded
 * @param {string} name - Stems, separated by spaces.
 */
function withoutWords(folded, name) {
  const gone = new Set(name.split(' '));
  return folded.replace(WORD, (word) => (gone.has(stemOf(word)) ? ' ' : word));
}
