/** What a reader asks → what the engine is asked. */

/**
 * @import {Engine} from './engine.js'
 * @import {Counts, Result} from './types.js'
 * @import {Opened, Port} from './ui-types.js'
 */

/** Archives up to this size have their counts verified on all texts: these are few bytes. */
const SMALL = 300;

/** Archives up to this size have all facets counted at once. */
const MEDIUM = 2000;

/** Facets that wait in larger ones until they are opened: the one with most values, the last on the page. */
const LATE = new Set(['method']);

/**
 * What is counted.
 *
 * @param {{documents: number, facets: ReadonlyArray<string>}} about - The archive.
 * @param {Opened} opened
 * @returns {Counts}
 */
export function countsOf({ documents, facets }, opened) {
  const counted = facets.filter((name) => documents <= MEDIUM || !LATE.has(name) || opened.has(name));
  return Object.fromEntries(counted.map((name) => [name, opened.get(name) ?? []]));
}

/**
 * @param {Engine} engine
 * @param {string} language - Of the interface.
 * @returns {Port}
 */
export function createPort(engine, language) {
  return {
    async ask({ text, chosen, sort, limit, counts }, signal) {
      const about = await engine.about();
      const { documents } = about;
      const result = await engine.query(text, {
        lang: language,
        facets: Object.fromEntries(chosen),
        counts: counts && countsOf(about, counts),
        sort,
        limit,
        ...(documents <= SMALL ? { verify: documents } : {}),
        ...(signal ? { signal } : {}),
      });
      return counts ? { ...result, facetCounts: withWaiting(result.facetCounts, about.facets) } : result;
    },
    async passages(result, hits) {
      const passages = await engine.passages({ ...result, hits });
      return new Map(passages.map((passage) => [passage.number, passage]));
    },
    complete: (text) => engine.suggest(text),
    async correct(text) {
      const [same, near] = await Promise.all([engine.didYouMean(text), engine.suggest(text)]);
      const known = new Set(same);
      return [...same.map((found) => ({ text: found, kind: '' })), ...near.filter((found) => !known.has(found.text))];
    },
    async find(texts, marks) {
      // One text, its parts on lines of their own: what stands whole anywhere is not marked in halves elsewhere.
      const whole = texts.map((text) => text.replace(/\n/g, ' ')).join('\n');
      const pieces = await engine.mark(whole, marks.join(' '));
      return placesIn(texts, pieces);
    },
    warm() {
      engine.about().catch(() => undefined);
    },
  };
}

/**
 * Counts of all facets in their order; without values where they were not counted.
 *
 * @param {Result['facetCounts']} counts
 * @param {ReadonlyArray<string>} facets
 * @returns {Result['facetCounts']}
 */
function withWaiting(counts, facets) {
  return facets.map((name) => counts.find((facet) => facet.name === name) ?? { name, label: name, values: [] });
}

/**
 * Where the marked pieces of joined texts stand in each of them.
 *
 * @param {ReadonlyArray<string>} texts - As joined by one line feed each.
 * @param {ReadonlyArray<{text: string, marked: boolean}>} pieces
 * @returns {Array<Array<[number, number]>>} Nothing for all texts if the pieces are not those of the texts, as happens
 *   where a text is not in normal form C.
 */
export function placesIn(texts, pieces) {
  /** @type {Array<Array<[number, number]>>} */
  const places = texts.map(() => []);
  const length = texts.reduce((sum, text) => sum + text.length + 1, -1);
  if (pieces.reduce((sum, piece) => sum + piece.text.length, 0) !== Math.max(0, length)) return places;
  let which = 0;
  let start = 0;
  let at = 0;
  for (const { text, marked } of pieces) {
    const end = at + text.length;
    while (which < texts.length - 1 && at > start + (texts[which]?.length ?? 0)) start += (texts[which++]?.length ?? 0) + 1;
    if (marked) {
      // A piece may run over a line feed only by a fault of the engine; it is then cut at the end of its text.
      const last = start + (texts[which]?.length ?? 0);
      if (at < last) places[which]?.push([at - start, Math.min(end, last) - start]);
    }
    at = end;
  }
  return places;
}
