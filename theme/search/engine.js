/**
 * The search engine: everything but the page.
 *
 *     const engine = createEngine({ load: createScriptLoader({ document, root: '../search/' }) });
 *     const result = await engine.query('网格化管理', { lang: 'zh', facets: { region: ['150121'] }, counts: true, limit: 10 });
 *     const passages = await engine.passages(result);
 *
 * A query of nothing finds all cases, newest first. All errors about files are `SearchError`s; a query whose `signal` was aborted
 * rejects with `StaleError`.
 */
import { checkLetters, textOf } from './bytes.js';
import { readCards } from './cards.js';
import { SearchError } from './errors.js';
import { applyFacets, branchesOf, readDates, readFacet, withBranches } from './facets.js';
import { inflate } from './inflate.js';
import { groupNames, readManifest } from './manifest.js';
import { readSimplified } from './normalise.js';
import { ALIAS_BUDGET, BUDGET, plan, planTogether } from './plan.js';
import { aliasReadings, readQuery } from './query.js';
import { IDF_POWER, idf, rank } from './rank.js';
import { readShard } from './shard.js';
import { createStore } from './store.js';
import { suggestions } from './suggest.js';
import { RUN } from './terms.js';
import { comparable, holds, markText, readTexts } from './texts.js';
import { fresh, needsText, verified } from './verify.js';

/** @import {Hit, Load, Options, Passage, Piece, Reading, Result, Suggestion, Term, TermReport} from './types.js' */
/** @import {PlannedTerm} from './plan.js' */
/** @import {Candidate} from './verify.js' */
/** @import {Facet} from './facets.js' */
/** @import {Manifest} from './manifest.js' */
/** @import {Simplified} from './normalise.js' */
/** @import {List, Shard} from './shard.js' */
/** @import {CaseText} from './texts.js' */

const PASSAGE_LENGTH = { zh: 90, en: 200 };
/** What a hit by another name scores beside one found as typed, each measured by the highest score that its terms could give. */
const ALIAS_SHARE = 0.5;
/** Times the cases found as typed, and share of all cases, up to which a single word of another script may stand for a name. */
const WIDE_TIMES = 2;
const WIDE_SHARE = 0.02;
const WIDE_LEAST = 4;

/**
 * @typedef {object} Engine
 * @property {(text: string, options?: Options) => Promise<Result>} query
 * @property {(result: Result) => Promise<ReadonlyArray<Passage>>} passages - For the hits of a result, in their order.
 * @property {(text: string, query: string) => Promise<ReadonlyArray<Piece>>} mark - Any text with the words of a query marked.
 * @property {(text: string) => Promise<ReadonlyArray<Suggestion>>} suggest - Names that continue what is typed, pinyin included.
 * @property {(text: string) => Promise<ReadonlyArray<string>>} didYouMean - Other queries that sound the same.
 * @property {() => Promise<{documents: number, languages: ReadonlyArray<string>, facets: ReadonlyArray<string>}>} about
 * @property {() => void} forget - Drop all that was loaded, after an `outdated` error for instance.
 */

/**
 * @param {{load: Load}} settings
 * @returns {Engine}
 */
export function createEngine({ load }) {
  const store = createStore(load);
  /** Divided facets put together, by name and branches. @type {Map<string, Facet>} */
  const facetsMade = new Map();
  /** @type {{table: Simplified}} */
  const simplified = { table: new Map() };

  const manifest = () => store.made('manifest', readManifest);

  /** @param {Manifest} index @param {string} name @returns {string} */
  function named(index, name) {
    const check = index.others[name];
    if (check === undefined) throw new SearchError('missing', name);
    return `${name}-${checkLetters(check)}`;
  }

  /** @param {Manifest} index */
  async function loadSimplified(index) {
    if (simplified.table.size) return false;
    simplified.table = await store.inflated(named(index, 'n/fold'), (bytes) => readSimplified(textOf(bytes)));
    return true;
  }

  /**
   * Lists of planned terms, each shard loaded once, all at the same time.
   *
   * @param {Manifest} index
   * @param {ReadonlyArray<ReadonlyArray<PlannedTerm>>} planned - Of each reading.
   */
  async function lookUp(index, planned) {
    /** @type {Map<string, Promise<Shard>>} */
    const wanted = new Map();
    for (const { term, shard } of planned.flat()) {
      if (shard) wanted.set(shard, store.made(shard, (payload) => readShard(term.letter, payload, index)));
    }
    /** @type {Map<string, Shard>} */
    const shards = new Map();
    await Promise.all(
      [...wanted].map(async ([name, promise]) => {
        shards.set(name, await promise);
      }),
    );
    const found = planned.map((terms) => terms.map(({ term, shard }) => ({ term, list: listOf(shards.get(shard), term) })));
    return { found, names: new Set(shards.keys()), lines: [...shards.values()].flatMap((shard) => shard.aliases) };
  }

  /**
   * @param {Manifest} index
   * @param {string} text
   * @param {AbortSignal | undefined} signal
   */
  async function rankAll(index, text, signal) {
    // What earlier queries have loaded does not count: the same query finds the same each time.
    const asTyped = () => typed.map(({ terms }) => plan(index, terms, new Set()).terms);
    const rankingOf = (/** @type {ReadonlyArray<{term: Term, list: List | null}>} */ terms) =>
      rank(terms.map(({ term, list }) => ({ list, weight: term.weight })), index.documents, index.highest);
    let typed = readQuery(text, simplified.table);
    let loaded = await lookUp(index, asTyped());
    fresh(signal);
    const misses = loaded.found.some((terms) => terms.some(({ term, list }) => !list && term.letter !== 'w'));
    if (misses && (await loadSimplified(index))) {
      typed = readQuery(text, simplified.table);
      loaded = await lookUp(index, asTyped());
    }
    fresh(signal);
    const asTypedRanked = loaded.found.map(rankingOf);
    const foundAsTyped = Math.max(...asTypedRanked.map((ranking) => (ranking.all ? ranking.numbers.length : 0)));
    const aliases = aliasReadings(text, simplified.table, loaded.lines);
    const plans = planTogether(index, aliases.map(({ terms }) => terms), loaded.names, foundAsTyped ? ALIAS_BUDGET : BUDGET);
    const others = await lookUp(index, plans.flatMap((planned) => (planned ? [planned] : [])));
    fresh(signal);
    const readings = [...typed, ...aliases.filter((_, at) => plans[at])];
    const found = [...loaded.found, ...others.found];
    const rankings = [...asTypedRanked, ...others.found.map(rankingOf)];
    // One word for a name is often a wider word: it must not bury what was asked under everything that it can mean.
    const widest = foundAsTyped ? Math.max(WIDE_TIMES * foundAsTyped, WIDE_SHARE * index.documents, WIDE_LEAST) : Infinity;
    const all = rankings.some((ranking) => ranking.all);
    /** @type {Map<number, Candidate>} */
    const best = new Map();
    const highest = found.map((terms) =>
      terms.reduce((sum, { term, list }) => sum + term.weight * Math.pow(idf(index.documents, list?.numbers.length ?? 0), IDF_POWER), 0),
    );
    /** @type {Array<{reading: Reading, numbers: Uint32Array}>} */
    const used = [];
    readings.forEach((reading, at) => {
      const ranking = rankings[at];
      if (!ranking || ranking.all !== all || (reading.wide && ranking.numbers.length > widest)) return;
      used.push({ reading, numbers: ranking.numbers });
      const share = reading.alias ? (ALIAS_SHARE * (highest[0] ?? 0)) / (highest[at] || 1) : 1;
      ranking.numbers.forEach((number, place) => {
        const score = share * /** @type {number} */ (ranking.scores[place]);
        const known = best.get(number);
        if (!known || (reading.alias === known.reading.alias ? score > known.score : known.reading.alias)) {
          best.set(number, { number, score, reading });
        }
      });
    });
    const candidates = [...best.values()].sort((one, other) => other.score - one.score || other.number - one.number);
    /** @type {Array<TermReport>} */
    const terms = found.flatMap((looked, at) =>
      (readings[at]?.terms ?? []).map((term) => {
        const item = looked.find((one) => one.term.key === term.key);
        const frequency = item ? (item.list?.numbers.length ?? 0) : -1;
        return { term: term.key, letter: term.letter, frequency, weight: term.weight * idf(index.documents, Math.max(0, frequency)) };
      }),
    );
    const complete = found.every((looked, at) => looked.length === readings[at]?.terms.length);
    const readingsOf = (/** @type {number} */ number) => used.filter(({ numbers }) => numbers.includes(number)).map(({ reading }) => reading);
    return { readings, candidates, readingsOf, all, terms, complete };
  }

  /** @param {Manifest} index @param {number} number @param {string} language @returns {Promise<CaseText | null>} */
  async function textOfCase(index, number, language) {
    const { text } = groupNames(index, language, number);
    if (!text || !index.languages.includes(language)) return null;
    const found = (await store.inflated(text, readTexts)).get(number) ?? null;
    if (found?.folds) await loadSimplified(index);
    return found;
  }

  /** Languages in which a query is likelier written, first. @param {Manifest} index @param {ReadonlyArray<Reading>} readings */
  function languagesOf(index, readings) {
    const chinese = readings.some(({ marks }) => marks.some((mark) => (mark.match(RUN) ?? []).length > 0));
    return [...index.languages].sort((one, other) => (chinese ? Number(other === 'zh') - Number(one === 'zh') : Number(one === 'zh') - Number(other === 'zh')));
  }

  /**
   * The reading that the texts of a candidate hold: its best one, or else any by which it was found. The words of one name may
   * stand apart in a case that is about another name of the same thing.
   *
   * @param {Manifest} index
   * @param {Candidate} candidate
   * @param {(number: number) => ReadonlyArray<Reading>} readingsOf
   * @returns {Promise<Reading | undefined>}
   */
  async function readingHeld(index, { number, reading }, readingsOf) {
    /** @type {Array<string>} */
    const texts = [];
    for (const language of languagesOf(index, [reading])) {
      const text = await textOfCase(index, number, language);
      if (!text) continue;
      texts.push(comparable(text, simplified.table));
      if (holds(texts, reading)) return reading;
      // Where no other text has a run of characters, none of the runs that were asked for can stand there.
      if (text.alone && readingsOf(number).every(({ musts }) => musts.every((must) => must.match(RUN)))) break;
    }
    return readingsOf(number).find((other) => holds(texts, other));
  }

  /** @param {Manifest} index @param {ReadonlyArray<Candidate>} candidates @param {string} language @returns {Promise<Array<Hit>>} */
  async function hitsOf(index, candidates, language) {
    const shown = index.languages.includes(language) ? language : /** @type {string} */ (index.languages[0]);
    const address = index.addresses[index.languages.indexOf(shown)] ?? '';
    return Promise.all(
      candidates.map(async ({ number, score, reading }) => {
        const { card } = groupNames(index, shown, number);
        const found = (await store.inflated(card, (bytes) => readCards(bytes, shown, address))).get(number);
        if (!found) throw new SearchError('damaged', card);
        return { number, ...found, lang: shown, score, match: /** @type {'text' | 'alias'} */ (reading.alias ? 'alias' : 'text'), by: reading.by };
      }),
    );
  }

  /** @param {Manifest} index */
  const loadDates = (index) => store.inflated(named(index, 'v/dates'), (bytes) => readDates(bytes, index.highest));

  /**
   * A facet: its upper levels, what lies below the values asked for, and whatever it takes to know all that is chosen.
   *
   * @param {Manifest} index
   * @param {string} name
   * @param {ReadonlyArray<string> | true} below - Ids of values, or all that there are.
   * @param {ReadonlyArray<string>} chosen
   * @returns {Promise<Facet>}
   */
  async function loadFacet(index, name, below, chosen) {
    const column = (/** @type {string} */ path) => store.inflated(named(index, path), (bytes) => readFacet(name, bytes));
    const top = await column(`v/${name}`);
    const branches = branchesOf(top);
    const opened = async (/** @type {ReadonlyArray<number>} */ wanted) => {
      const key = [name, ...wanted].join();
      const made = facetsMade.get(key) ?? withBranches(top, await Promise.all(wanted.map(async (above) => /** @type {const} */ ([above, await column(`v/${name}-${above}`)]))));
      facetsMade.set(key, made);
      return made;
    };
    if (!branches.length) return top;
    const some = await opened(below === true ? branches : branches.filter((above) => below.includes(top.values[above]?.[0] ?? '')));
    return chosen.every((id) => some.values.some((value) => value[0] === id)) ? some : opened(branches);
  }

  /** @type {Engine['query']} */
  async function query(text, options = {}) {
    const { lang = 'zh', facets = {}, counts = false, sort = 'relevance', limit = 10, offset = 0, verify = limit, signal } = options;
    const index = await manifest();
    fresh(signal);
    const below = (/** @type {string} */ name) => (typeof counts === 'boolean' ? counts : (counts?.[name] ?? false));
    const columns = index.facets.filter((name) => below(name) || (facets[name]?.length ?? 0) > 0);
    const empty = !readQuery(text, simplified.table).length;
    const byDate = sort === 'date' || (empty && !text.trim());
    const [ranked, dates, ...loadedFacets] = await Promise.all([
      empty ? null : rankAll(index, text, signal),
      byDate ? loadDates(index) : null,
      ...columns.map((name) => loadFacet(index, name, below(name) || [], facets[name] ?? [])),
    ]);
    fresh(signal);
    /** @type {Reading} */
    const nothing = { terms: [], musts: [], marks: [], alias: false, by: '', wide: false };
    /** @type {Array<Candidate>} */
    let candidates = ranked ? ranked.candidates : byDate && dates && empty ? dates.numbers.map((number) => ({ number, score: 0, reading: nothing })) : [];
    if (ranked && byDate && dates) candidates.sort((one, other) => dates.day(other.number) - dates.day(one.number) || other.number - one.number);
    let narrowed = loadedFacets.length ? applyFacets(candidates.map(({ number }) => number), loadedFacets, facets, lang) : null;
    if (narrowed) {
      const { kept } = narrowed;
      candidates = candidates.filter((_, at) => kept[at]);
    }

    let exact = !ranked || (ranked.all && ranked.complete);
    let found = /** @type {Result['found']} */ (!ranked || ranked.all ? 'all' : 'some');
    let shown = candidates;
    let total = candidates.length;
    if (ranked && ranked.all && candidates.some(needsText)) {
      const held = (/** @type {Candidate} */ candidate) => readingHeld(index, candidate, ranked.readingsOf);
      const checked = await verified(candidates, held, Math.max(1, offset + limit), verify, signal);
      if (checked.passed.length) {
        shown = checked.passed;
        total = checked.total;
        exact = ranked.complete && checked.isWhole;
        if (exact && loadedFacets.length && total < candidates.length) {
          narrowed = applyFacets(shown.map(({ number }) => number), loadedFacets, facets, lang);
        }
      } else {
        found = 'apart';
        exact = ranked.complete && checked.isWhole;
      }
    } else if (ranked && !ranked.all) exact = false;
    const hits = await hitsOf(index, shown.slice(offset, offset + limit), lang);
    fresh(signal);
    return {
      query: text,
      total,
      exact,
      found,
      hits,
      facetCounts: counts && narrowed ? narrowed.counts : [],
      terms: ranked ? ranked.terms : [],
      readings: ranked ? ranked.readings : [],
    };
  }

  /** @type {Engine['passages']} */
  async function passages(result) {
    const index = await manifest();
    return Promise.all(
      result.hits.map(async (hit) => {
        /** @type {{text: CaseText, language: string, pieces: ReadonlyArray<Piece>, marks: number} | null} */
        let best = null;
        const readings = result.readings.filter((reading) => reading.alias === (hit.match === 'alias') || result.readings.length === 1);
        const languages = result.readings.length ? languagesOf(index, readings) : [hit.lang, ...index.languages];
        for (const language of languages) {
          const text = await textOfCase(index, hit.number, language);
          if (!text) continue;
          const longest = language === 'zh' ? PASSAGE_LENGTH.zh : PASSAGE_LENGTH.en;
          const whole = [text.summary, text.body].filter(Boolean).join('\n');
          const { pieces, marks } = markText(whole, readings, simplified.table, longest);
          if (!best || (!best.marks && marks)) best = { text, language, pieces, marks };
          if (best.marks) break;
        }
        const title = markText(hit.title, result.readings, simplified.table);
        const name = best && !best.marks && !title.marks ? nameOf(best.text, readings, simplified.table) : [];
        return { number: hit.number, lang: best?.language ?? hit.lang, title: title.pieces, pieces: best?.pieces ?? [], name };
      }),
    );
  }

  return {
    query,
    passages,
    async mark(text, typed) {
      return markText(text, readQuery(typed, simplified.table), simplified.table).pieces;
    },
    async suggest(text) {
      const index = await manifest();
      return suggestions(text, simplified.table, (name) => namesPart(index, name));
    },
    async didYouMean(text) {
      const index = await manifest();
      await loadSimplified(index);
      const found = await suggestions(text, simplified.table, (name) => namesPart(index, name), true);
      return found.map((item) => item.text);
    },
    async about() {
      const { documents, languages, facets } = await manifest();
      return { documents, languages, facets };
    },
    forget() {
      store.forget();
      facetsMade.clear();
    },
  };

  /** Lines of a file of names; none where there is no such file. @param {Manifest} index @param {string} name @returns {Promise<ReadonlyArray<string>>} */
  async function namesPart(index, name) {
    const check = index.others[name];
    if (check === undefined) return [];
    return store.made(`${name}-${checkLetters(check)}`, (payload) => textOf(inflate(payload)).split('\n'));
  }
}

/**
 * The name of what a case refers to with most that is marked.
 *
 * @param {CaseText} text
 * @param {ReadonlyArray<Reading>} readings
 * @param {Simplified} simplified
 * @returns {ReadonlyArray<Piece>} Empty if nothing is marked in any.
 */
function nameOf(text, readings, simplified) {
  const marked = text.names.split('\n').map((name) => markText(name, readings, simplified));
  const best = marked.reduce((one, other) => (other.marks > one.marks ? other : one), { pieces: /** @type {Array<Piece>} */ ([]), marks: 0 });
  return best.pieces;
}

/** @param {Shard | undefined} shard @param {import('./types.js').Term} term @returns {List | null} */
function listOf(shard, term) {
  if (!shard) return null;
  const exact = shard.list(term.key);
  if (exact || term.letter !== 'w' || term.key.length < 3) return exact;
  return startingWith(shard, term.key);
}

/**
 * All words that begin like one that stands nowhere, as one list: what is found while a word is being typed.
 *
 * @param {Shard} shard
 * @param {string} start
 * @returns {List | null}
 */
function startingWith(shard, start) {
  const lists = shard.keys.filter((key) => key.startsWith(start)).slice(0, 64).map((key) => /** @type {List} */ (shard.list(key)));
  if (!lists.length) return null;
  /** @type {Map<number, number>} */
  const impacts = new Map();
  for (const list of lists) {
    list.numbers.forEach((number, at) => {
      const impact = Math.round((15 * /** @type {number} */ (list.impacts[at])) / list.levels);
      impacts.set(number, Math.max(impact, impacts.get(number) ?? 0));
    });
  }
  const numbers = Uint32Array.from([...impacts.keys()].sort((one, other) => one - other));
  return { numbers, impacts: Uint8Array.from(numbers, (number) => impacts.get(number) ?? 1), levels: 15 };
}
