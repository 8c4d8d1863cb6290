/** Suggestions from names and frequent phrases of titles: by their beginning, by pinyin, by sound. */
import { fold } from './normalise.js';
import { RUN } from './terms.js';

/** @import {Suggestion} from './types.js' */
/** @import {Simplified} from './normalise.js' */

const MOST = 8;

/**
 * @param {string} text
 * @param {Simplified} simplified
 * @param {(name: string) => Promise<ReadonlyArray<string>>} lines - Lines of a file of names.
 * @param {boolean} [sameSound] - Only names that sound like the whole of what was typed, and are written otherwise.
 * @returns {Promise<ReadonlyArray<Suggestion>>} Best first.
 */
export async function suggestions(text, simplified, lines, sameSound = false) {
  const folded = fold(text.slice(0, 60), simplified).trim();
  const latin = folded.replace(/[\s']+/g, '');
  if (/^[a-z]{2,40}$/.test(latin)) return byPinyin(latin, await lines(`n/${latin[0]}`), sameSound);
  const run = folded.match(RUN);
  if (!run || run.length !== 1 || run[0] !== folded || folded.length > 12) return [];
  const sounds = soundsOf(folded, await lines('n/sounds'));
  const first = sounds[0];
  if (!first) return [];
  const files = await Promise.all([...new Set(first.map((sound) => sound[0]))].map((letter) => lines(`n/${letter}`)));
  const entries = files.flat().map(readLine);
  if (!sameSound) return best(entries.filter(({ name }) => name.startsWith(folded) && name !== folded));
  return best(
    entries.filter(({ name, syllables }) => {
      if (name === folded || name.length !== folded.length) return false;
      return syllables.every((syllable, at) => sounds[at]?.includes(syllable));
    }),
  );
}

/**
 * @param {string} typed
 * @param {ReadonlyArray<string>} lines
 * @param {boolean} whole
 */
function byPinyin(typed, lines, whole) {
  const entries = lines.map(readLine);
  const full = entries.filter(({ syllables }) => (whole ? syllables.join('') === typed : syllables.join('').startsWith(typed)));
  const initials = entries.filter(({ syllables }) => syllables.map((syllable) => syllable[0]).join('') === typed);
  const seen = new Set(full);
  return [...best(full), ...best(initials.filter((entry) => !seen.has(entry)))].slice(0, MOST);
}

/** @param {string} line */
function readLine(line) {
  const [sounds = '', name = '', kind = '', weight = '0'] = line.split('\t');
  return { syllables: sounds.split(' '), name, kind, weight: Number(weight) };
}

/**
 * @param {ReadonlyArray<{name: string, kind: string, weight: number}>} entries - A name with two readings may be there twice.
 * @returns {Array<Suggestion>}
 */
function best(entries) {
  const rank = (/** @type {{kind: string, weight: number}} */ entry) => (entry.kind === 'title' ? entry.weight : 4);
  const names = new Set();
  return [...entries]
    .sort((one, other) => rank(other) - rank(one) || one.name.length - other.name.length || (one.name < other.name ? -1 : 1))
    .filter(({ name }) => !names.has(name) && names.add(name))
    .slice(0, MOST)
    .map(({ name, kind }) => ({ text: name, kind }));
}

/**
 * Syllables that each character of a text may have.
 *
 * @param {string} text
 * @param {ReadonlyArray<string>} lines
 */
function soundsOf(text, lines) {
  const table = lines.map((line) => /** @type {[string, string]} */ (line.split('\t')));
  return Array.from(text, (character) => table.filter(([, characters]) => characters?.includes(character)).map(([sound]) => sound));
}
