/** The list of hits as it grows; passages are filled in when their texts have come. */

/**
 * @import {Hit, Passage, Result} from './types.js'
 * @import {Place} from './ui-types.js'
 * @import {Words} from './ui-words.js'
 */

import { button, make } from './ui-elements.js';
import { hitLine, showPassage, showType } from './ui-hits.js';

/**
 * @param {Place} place
 * @param {Words} words
 * @param {(hits: ReadonlyArray<Hit>, result: Result, signal: AbortSignal) => Promise<ReadonlyMap<number, Passage>>} passagesOf
 * @param {() => void} more
 */
export function createList(place, words, passagesOf, more) {
  const lines = make('ul', { class: 'lines' });
  const after = make('div', { class: 'after' });
  const element = make('div', {}, lines, after);
  /** @type {ReadonlyMap<string, string>} */
  let labels = new Map();
  /** @type {string} */
  let query = '';
  let wantsFocus = false;

  const all = () => /** @type {HTMLElement[]} */ (Array.from(lines.children));
  const titles = () => Array.from(lines.querySelectorAll('h3 a'));

  /**
   * @param {ReadonlyArray<Hit>} hits
   * @param {Result} result
   * @param {AbortSignal} signal
   */
  const fill = async (hits, result, signal) => {
    const lineOf = new Map(all().map((line) => [line.dataset['number'], line]));
    try {
      const passages = await passagesOf(hits, result, signal);
      if (signal.aborted) return;
      for (const hit of hits) {
        const line = lineOf.get(String(hit.number));
        if (line) showPassage(line, hit, passages.get(hit.number), place, words);
      }
    } catch {
      // The hits are right without their passages: say so, and let the reader try again.
      if (signal.aborted) return;
      lines.querySelectorAll('.is-coming').forEach((summary) => summary.classList.remove('is-coming'));
      const note = make('p', { class: 'note', role: 'alert' }, words.say('error.passages'), ' ', button(words.say('error.again'), () => {
        note.remove();
        void fill(hits, result, signal);
      }, { class: 'plain-button' }));
      after.append(note);
    }
  };

  return {
    element,

    clear() {
      lines.replaceChildren();
      after.replaceChildren();
    },

    /**
     * Show the hits of a result; those that stand there already stay, if the same was asked.
     *
     * @param {Result} result
     * @param {AbortSignal} signal
     */
    show(result, signal) {
      const standing = all();
      const goesOn = result.query === query && standing.every((line, at) => line.dataset['number'] === String(result.hits[at]?.number));
      const kept = goesOn ? standing.length : 0;
      query = result.query;
      const added = result.hits.slice(kept);
      const made = added.map((hit) => hitLine(hit, result, place, words, labels));
      if (kept) lines.append(...made);
      else lines.replaceChildren(...made);
      const left = result.total - result.hits.length;
      after.replaceChildren(...(left > 0 && result.hits.length ? [button(words.say('more', { n: left }), () => {
        wantsFocus = true;
        more();
      }, { class: 'more-hits' })] : []));
      if (wantsFocus && kept) this.focus(kept);
      wantsFocus = false;
      void fill(added, result, signal);
    },

    /**
     * Labels of types have become known.
     *
     * @param {ReadonlyMap<string, string>} types
     */
    types(types) {
      labels = types;
      for (const line of all()) showType(line, types);
    },

    /**
     * Give the focus to a hit.
     *
     * @param {number} at
     * @returns {boolean} Whether there is one.
     */
    focus(at) {
      const title = titles()[at];
      if (!(title instanceof HTMLElement)) return false;
      title.focus();
      return true;
    },

    /** Which hit has the focus; -1 for none. */
    focused: () => titles().findIndex((title) => title === document.activeElement),
  };
}
