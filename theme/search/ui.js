/**
 * The search on a page: the boxes of its frame, the search page, the list of everything, marks for those who arrive from
 * a search. Only the modules `ui*.js` know the page; all they show is text, never HTML.
 */

/** @import {Place} from './ui-types.js' */

import { createEngine } from './engine.js';
import { createScriptLoader } from './load.js';
import { readMarks, showMarks } from './ui-arrival.js';
import { mountBox } from './ui-box.js';
import { mountSearch } from './ui-page.js';
import { createPort } from './ui-port.js';
import { isComposing } from './ui-typing.js';
import { createWords, readWords } from './ui-words.js';

/** Ids of the blocks of words: those of every page, those of pages with a list. */
const WORDS = ['search-words', 'search-page-words'];

/** Folder of the index, from the root of the site. */
const FOLDER = 'search/';

/**
 * @param {HTMLScriptElement} script - This script; its data say where the page stands.
 */
function start(script) {
  const table = readWords(document, WORDS);
  const language = script.dataset['language'] ?? '';
  if (!table) return;
  const words = createWords(table, language);
  const frame = document.querySelector('[data-search]');
  /** @type {Place} */
  const place = {
    base: (script.dataset['base'] ?? '.').replace(/\/?$/, '/'),
    search: script.dataset['page'] ?? '',
    language,
    prefix: frame?.getAttribute('data-prefix') ?? '',
  };
  /** @type {ReturnType<typeof createPort> | undefined} */
  let opened;
  const port = () => (opened ??= createPort(createEngine({ load: createScriptLoader({ document, root: place.base + FOLDER }) }), language));

  if (frame) startFrame(frame);
  boxes().forEach(({ form, input }, at) => {
    if (!frame?.contains(form)) mountBox(form, input, `found-${at}`, port, place, words);
  });
  document.addEventListener('keydown', focusOnSlash);
  const { marks, rest } = readMarks(location.search);
  if (marks.length && !frame) {
    keepAddress(rest, location.hash);
    void showMarks(texts(), marks, port().find, words);
  }

  /** @param {Element} element */
  function startFrame(element) {
    const own = boxes().find(({ form }) => element.contains(form));
    const results = element.querySelector('[data-search-results]');
    if (!own || !(results instanceof HTMLElement)) return;
    const still = element.querySelector('[data-search-still]');
    mountSearch(
      {
        ...own,
        results,
        still: still instanceof HTMLElement ? still : null,
        asides: /** @type {HTMLElement[]} */ (Array.from(element.querySelectorAll('[data-search-aside]'))),
        examples: Array.from(element.querySelectorAll('[data-search-examples] a'), (link) => link.textContent ?? ''),
        elsewhere: Array.from(element.querySelectorAll('[data-search-elsewhere] a'), (link) => /** @type {HTMLElement} */ (link.cloneNode(true))),
        keepAddress: (query) => {
          keepAddress(query, '');
          leadOn(query);
        },
      },
      location.search,
      port(),
      place,
      words,
    );
  }
}

/** Where the text of the page stands: title and article, or all that is not its frame. */
function texts() {
  const article = document.querySelector('.md-content article');
  if (!article) return Array.from(document.querySelectorAll('.md-content'));
  return [...Array.from(document.querySelectorAll('.md-content h1')).filter((title) => !article.contains(title)), article];
}

/** Search boxes of the page. */
function boxes() {
  return Array.from(document.querySelectorAll('form[role=search]')).flatMap((form) => {
    const input = form.querySelector('input[type=search]');
    return form instanceof HTMLFormElement && input instanceof HTMLInputElement ? [{ form, input }] : [];
  });
}

/**
 * Keep what is asked in the address, where the browser allows it: some refuse on files.
 *
 * @param {string} query - From `?` on; empty for none.
 * @param {string} fragment
 */
function keepAddress(query, fragment) {
  try {
    history.replaceState(history.state, '', location.pathname + query + fragment);
  } catch {
    // The search works without it.
  }
}

/**
 * The switch to another language leads to the same question.
 *
 * @param {string} query
 */
function leadOn(query) {
  for (const link of document.querySelectorAll('.tools a[hreflang]')) {
    const address = (link.getAttribute('href') ?? '').replace(/[?#].*$/, '');
    link.setAttribute('href', address + query);
  }
}

/** @param {KeyboardEvent} event */
function focusOnSlash(event) {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && (focused.isContentEditable || focused.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))) return;
  const box = boxes().find(({ input }) => input.offsetParent !== null);
  if (!box) return;
  event.preventDefault();
  box.input.focus();
  box.input.select();
}

if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
