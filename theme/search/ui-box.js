/** A search box anywhere on the site: what is found opens below it as one types, and Enter leads to the search page. */

/**
 * @import {Hit, Result} from './types.js'
 * @import {Place, Port, Proposal} from './ui-types.js'
 * @import {Words} from './ui-words.js'
 */

import { make } from './ui-elements.js';
import { addressOf, langOf } from './ui-hits.js';
import { failure, scriptOf } from './ui-notices.js';
import { EMPTY, writeState } from './ui-state.js';
import { isComposing, lastOnly, watchTyping } from './ui-typing.js';

/** Hits and proposals in the panel: what fits below the box of a small screen. */
const HITS = 6;
const PROPOSALS = 3;

/**
 * Make a form a combobox (ARIA 1.2): the focus stays in the field, the arrow keys move through the options.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {string} id - Of the panel; unique on the page.
 * @param {() => Port} port - Opened at the first use.
 * @param {Place} place
 * @param {Words} words
 */
export function mountBox(form, input, id, port, place, words) {
  const options = make('div', { role: 'listbox', id, 'aria-label': words.say('box.hits') });
  const message = make('div', { class: 'box-message' });
  const panel = make('div', { class: 'box-panel', hidden: true }, options, message);
  const status = make('p', { class: 'vh', role: 'status' });
  form.append(panel, status);
  form.classList.add('has-panel');
  set(input, { role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox' });

  let active = -1;
  const only = lastOnly();

  /** @param {string} text */
  const addressFor = (text) => place.search + writeState({ ...EMPTY, text });
  const all = () => /** @type {HTMLAnchorElement[]} */ (Array.from(options.querySelectorAll('[role=option]')));

  const close = () => {
    panel.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    activate(-1);
  };
  const open = () => {
    if (!panel.hidden || input.value.trim() === '' || !(options.firstChild || message.firstChild)) return;
    panel.hidden = false;
    input.setAttribute('aria-expanded', String(options.firstChild !== null));
  };
  /** @param {number} next - Place of an option; -1: none. */
  const activate = (next) => {
    const list = all();
    list[active]?.setAttribute('aria-selected', 'false');
    active = next;
    const option = list[active];
    if (!option) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  };

  /**
   * @param {string} href
   * @param {ReadonlyArray<Node | string>} content
   * @param {string | null} [lang]
   */
  const option = (href, content, lang = null) =>
    make('a', { role: 'option', href, tabindex: '-1', 'aria-selected': 'false', lang }, ...content);

  /** @param {Hit} hit @param {Result} result */
  const hitOption = (hit, result) =>
    option(addressOf(hit, result, place), [make('b', {}, hit.title), ' ', make('span', {}, hit.place)], langOf(hit.textLang, place));

  /**
   * @param {string} text
   * @param {Result} result
   * @param {ReadonlyArray<Proposal>} proposals
   */
  const show = (text, result, proposals) => {
    const n = result.total;
    const count = words.say(result.exact ? 'count' : 'count_about', { n });
    const links = proposals.slice(0, PROPOSALS).map((proposal) =>
      option(addressFor(proposal.text), [proposal.text], scriptOf(proposal.text)));
    /** @type {Node[]} */
    const rows = [];
    if (links.length) {
      rows.push(make('div', { role: 'group', 'aria-label': words.say(result.found === 'all' && n ? 'box.proposals' : 'none.meant'), class: 'box-proposals' }, ...links));
    }
    if (n) {
      rows.push(make('div', { role: 'group', 'aria-label': words.say('box.hits') },
        ...result.hits.map((hit) => hitOption(hit, result)),
        ...(n > result.hits.length ? [option(addressFor(text), [make('span', { class: 'box-all' }, words.say('box.all', { total: count }))])] : [])));
    }
    options.replaceChildren(...rows);
    all().forEach((element, at) => element.setAttribute('id', `${id}-${at}`));
    message.replaceChildren(...(n ? [] : [words.say('none.title', { text })]));
    status.textContent = n ? count : words.say('none.title', { text });
    active = -1;
    activate(-1);
    panel.hidden = true;
    if (document.activeElement === input) open();
  };

  /** @param {string} text */
  const ask = async (text) => {
    if (text.trim() === '') {
      await only(async () => undefined);
      options.replaceChildren();
      message.replaceChildren();
      status.textContent = '';
      close();
      return;
    }
    try {
      await only(async (signal) => {
        const engine = port();
        const question = { text, chosen: EMPTY.chosen, sort: EMPTY.sort, limit: HITS, counts: null };
        const [result, completions] = await Promise.all([engine.ask(question, signal), engine.complete(text, signal)]);
        const proposals = result.total && result.found === 'all' ? completions : await engine.correct(text, signal);
        if (!signal.aborted) show(text, result, proposals.filter((proposal) => proposal.text !== text));
      });
    } catch (error) {
      options.replaceChildren();
      message.replaceChildren(failure(error, words, () => {
        input.focus();
        void ask(input.value);
      }));
      open();
    }
  };

  watchTyping(input, (text) => void ask(text));
  input.addEventListener('focus', () => {
    port().warm();
    open();
  });
  input.addEventListener('keydown', (event) => {
    if (isComposing(event)) return;
    const count = all().length;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
      event.preventDefault();
      open();
      if (event.altKey) return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Escape' && !panel.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      all()[active]?.click();
    } else if (event.key === 'Tab') {
      close();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.assign(addressFor(input.value));
  });
  // A press on an option must not take the focus away before the click arrives.
  panel.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && event.target.closest('[role=option]')) event.preventDefault();
  });
  form.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node) || !form.contains(event.relatedTarget)) close();
  });
}

/**
 * @param {Element} element
 * @param {Readonly<Record<string, string>>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
