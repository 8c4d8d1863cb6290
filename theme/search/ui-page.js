/** The search itself: box, number of results, chips, facets, list. Also filters the list of everything. */

/**
 * @import {FacetCounts} from './types.js'
 * @import {Opened, Place, Port} from './ui-types.js'
 * @import {State} from './ui-state.js'
 * @import {Words} from './ui-words.js'
 */

import { make } from './ui-elements.js';
import { createPanel, valuesOf } from './ui-facets.js';
import { createHead } from './ui-head.js';
import { createList } from './ui-list.js';
import { nearest } from './ui-near.js';
import { failure, noteAbove, nothingFound } from './ui-notices.js';
import { EMPTY, PAGE, isEmpty, readState, toggle, writeState } from './ui-state.js';
import { isComposing, lastOnly, watchTyping } from './ui-typing.js';

/** What each "more" adds. */
const MORE = 2 * PAGE;

/** Milliseconds after which a reader is told that something is being loaded. */
const PATIENCE = 500;

/** Themes and queries proposed where nothing is found, or not all of it. */
const THEMES = 4;
const PROPOSALS = 4;

/**
 * @typedef {object} Frame - What the page holds ready.
 * @property {HTMLFormElement} form
 * @property {HTMLInputElement} input
 * @property {HTMLElement} results - An empty element.
 * @property {HTMLElement | null} still - The list that the page brings, shown as long as nothing is asked.
 * @property {ReadonlyArray<HTMLElement>} asides - What else the page shows only as long as nothing is asked.
 * @property {ReadonlyArray<string>} examples - Queries to try.
 * @property {ReadonlyArray<HTMLElement>} elsewhere - Links to the lists of the site.
 * @property {(query: string) => void} keepAddress - Called with the query part of the address, from `?` on.
 */

/**
 * @param {Frame} frame
 * @param {string} query - Of the address.
 * @param {Port} port
 * @param {Place} place
 * @param {Words} words
 */
export function mountSearch(frame, query, port, place, words) {
  const { form, input, still } = frame;
  let state = readState(query);
  /** @type {ReadonlyArray<FacetCounts>} */
  let facets = [];
  /** What the reader opened; and what of it was counted last. @type {Opened} */
  let opened = new Map([...state.chosen.keys()].map((name) => [name, []]));
  /** @type {Opened | null} */
  let counted = null;
  /** Whether the hits of what is asked now are shown, even if something else is still to come. */
  let hasAnswer = false;
  const only = lastOnly();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;

  const list = createList(place, words, (hits, result, signal) => port.passages(result, hits, signal), () => {
    change({ ...state, shown: state.shown + MORE });
  });
  /** @param {string} name @param {ReadonlyArray<string>} values */
  const open = (name, values) => {
    opened = new Map([...opened, [name, [...(opened.get(name) ?? []), ...values]]]);
  };
  const panel = createPanel(words, (name, value, instead) => {
    open(name, []);
    change(toggle(state, name, value, instead));
  }, (name, value) => {
    if (opened.get(name)?.includes(value)) return;
    open(name, [value]);
    void update();
  });
  const head = createHead(words, panel, {
    remove: (name, value) => change(toggle(state, name, value)),
    clear: () => ways.withoutFacets(),
    sort: (sort) => change({ ...state, sort, shown: PAGE }),
    nowhere: () => input.focus(),
  });
  const above = make('div');
  const heading = make('h2', { class: 'vh', tabindex: '-1' }, words.say('box.hits'));
  const shown = make('div', { class: 'list' }, heading, above, list.element, ...(still ? [still] : []));
  frame.results.append(head.element, make('div', { class: 'hits' }, panel.element, shown));

  /** @param {State} next */
  const change = (next) => {
    state = next;
    void update();
  };
  const ways = {
    /** @param {string} text */
    address: (text) => place.search + writeState({ ...EMPTY, text }),
    /** @param {string} text */
    ask: (text) => {
      input.value = text;
      input.focus();
      change({ ...state, text, shown: PAGE });
    },
    withoutFacets: () => change({ ...state, chosen: new Map(), shown: PAGE }),
  };

  const update = async () => {
    frame.keepAddress(writeState(state));
    head.choices(state);
    clearTimeout(patience);
    const mine = setTimeout(() => head.say(words.say('searching')), PATIENCE);
    patience = mine;
    try {
      await only((signal) => answer(state, signal));
    } catch (error) {
      fail(error);
    } finally {
      clearTimeout(mine);
    }
  };

  /** @param {unknown} error */
  const fail = (error) => {
    // The list that the page brings is whole without an index; whoever asks something is told.
    if (still && isEmpty(state)) return;
    if (!hasAnswer) {
      list.clear();
      head.say('');
    }
    above.replaceChildren(failure(error, words, () => {
      heading.focus();
      void update();
    }));
  };

  /**
   * @param {State} asked
   * @param {AbortSignal} signal
   */
  const answer = async (asked, signal) => {
    const question = { ...asked, sort: asked.text.trim() ? asked.sort : /** @type {const} */ ('date'), limit: asked.shown };
    const isStill = still !== null && isEmpty(asked);
    hasAnswer = false;
    // Hits first: what facets need is loaded after them, once.
    const first = await port.ask({ ...question, counts: counted }, signal);
    if (signal.aborted) return;
    // From here on there is something to say: that it searches must not take its place while facets still load.
    clearTimeout(patience);
    still?.toggleAttribute('hidden', !isStill);
    heading.hidden = isStill;
    for (const aside of frame.asides) aside.toggleAttribute('hidden', !isEmpty(asked));
    if (isStill) {
      above.replaceChildren();
      list.clear();
      head.say('');
    } else if (first.total) {
      const proposals = first.found === 'all' ? [] : await port.correct(asked.text, signal);
      if (signal.aborted) return;
      above.replaceChildren(...noteAbove(first, proposals.slice(0, PROPOSALS), words, ways));
      head.count(first, asked);
      list.show(first, signal);
      hasAnswer = true;
    }
    const wanted = opened;
    const last = counted === wanted ? first : await port.ask({ ...question, counts: wanted }, signal);
    if (signal.aborted) return;
    facets = last.facetCounts;
    counted = wanted;
    panel.show(facets, asked.chosen, words.say(last.exact ? 'count' : 'count_about', { n: last.total }));
    head.choices(asked);
    list.types(new Map(facets.filter((facet) => facet.name === 'type').flatMap((facet) => facet.values.map((value) => [value.id, value.label]))));
    if (!first.total && !isStill) await showNothing(asked, signal);
  };

  /**
   * @param {State} asked
   * @param {AbortSignal} signal
   */
  const showNothing = async (asked, signal) => {
    const text = asked.text.trim();
    const [without, proposals] = await Promise.all([
      asked.chosen.size ? port.ask({ ...asked, chosen: EMPTY.chosen, limit: 1, counts: null }, signal) : null,
      text ? port.correct(text, signal) : [],
    ]);
    if (signal.aborted) return;
    const themes = facets.filter((facet) => facet.name === 'theme').flatMap(valuesOf);
    const links = nearest(text, themes, THEMES).map((theme) =>
      make('a', { href: place.search + writeState({ ...EMPTY, chosen: new Map([['theme', [theme.id]]]) }) }, theme.label));
    list.clear();
    head.say(words.say(text ? 'none.title' : 'none.title_facets', { text }), true);
    above.replaceChildren(nothingFound({ text, without: without?.total ?? 0, proposals: proposals.slice(0, PROPOSALS), themes: links, examples: frame.examples, elsewhere: frame.elsewhere }, words, ways));
  };

  // ── the box and the keys ───────────────────────────────────────────────
  input.value = state.text;
  watchTyping(input, (text) => change({ ...state, text, shown: PAGE }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value !== state.text) change({ ...state, text: input.value, shown: PAGE });
  });
  input.addEventListener('keydown', (event) => {
    if (isComposing(event) || event.key !== 'ArrowDown') return;
    if (list.focus(0)) event.preventDefault();
  });
  shown.addEventListener('keydown', (event) => {
    const at = list.focused();
    if (at < 0) return;
    if (event.key === 'Escape' || (event.key === 'ArrowUp' && at === 0)) input.focus();
    else if (event.key === 'ArrowDown') list.focus(at + 1);
    else if (event.key === 'ArrowUp') list.focus(at - 1);
    else return;
    event.preventDefault();
  });

  void update();
}
