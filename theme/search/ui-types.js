/**
 * What the interface asks of the engine, in the terms of a reader; `ui-port.js` puts it to the engine.
 *
 * @import {Hit, Passage, Result} from './types.js'
 * @import {Chosen, Sort} from './ui-state.js'
 */

/**
 * @typedef {object} Question
 * @property {string} text
 * @property {Chosen} chosen
 * @property {Sort} sort
 * @property {number} limit - Hits wanted, from the first on.
 * @property {Opened | null} counts - Null if facets are not counted, which loads their columns.
 */

/** @typedef {ReadonlyMap<string, ReadonlyArray<string>>} Opened - What a reader opened: facet → values below which more is shown. */

/**
 * Where and in which language the interface stands.
 *
 * @typedef {object} Place
 * @property {string} base - Address of the root of the site, with a slash at its end.
 * @property {string} search - Address of the search page in the language of the page.
 * @property {string} language - Code, as in the index.
 * @property {string} prefix - Letters before the number of a case: AL for AL-0003.
 */

/**
 * A query that the reader may have meant, and what it names (`region`, `theme` …; empty where unknown).
 *
 * @typedef {{readonly text: string, readonly kind: string}} Proposal
 */

/**
 * @typedef {object} Port
 * @property {(question: Question, signal?: AbortSignal) => Promise<Result>} ask - A facet that waits to be opened is among the
 *   counts without any value.
 * @property {(result: Result, hits: ReadonlyArray<Hit>, signal?: AbortSignal) => Promise<ReadonlyMap<number, Passage>>} passages -
 *   Of some hits of a result, by case number.
 * @property {(text: string, signal?: AbortSignal) => Promise<ReadonlyArray<Proposal>>} complete - While one types.
 * @property {(text: string, signal?: AbortSignal) => Promise<ReadonlyArray<Proposal>>} correct - Where nothing is found.
 * @property {(texts: ReadonlyArray<string>, marks: ReadonlyArray<string>) => Promise<ReadonlyArray<ReadonlyArray<readonly [number, number]>>>} find -
 *   Where the marks stand in each text: start and end in UTF-16 units, in order, without overlap.
 * @property {() => void} warm - Begin to load what every question needs; failures show when one asks.
 */

export {};
