/** The panel of facets: beside the hits on wide screens, a sheet from below on narrow ones. */

/**
 * @import {FacetCounts} from './types.js'
 * @import {Chosen} from './ui-state.js'
 * @import {Row, Value} from './ui-rows.js'
 * @import {Words} from './ui-words.js'
 */

import { BELOW } from './facets.js';
import { button, make } from './ui-elements.js';
import { FIRST_ROWS, MORE_ROWS, kinOf, rowsOf } from './ui-rows.js';
import { FACETS } from './ui-state.js';

/**
 * @typedef {object} Panel
 * @property {HTMLElement} element
 * @property {HTMLButtonElement} opener - Opens the sheet; of use on narrow screens only.
 * @property {(facets: ReadonlyArray<FacetCounts>, chosen: Chosen, total: string) => void} show - `total` says how many
 *   hits lie behind the sheet.
 * @property {(name: string, value: string) => string} label - Of a value; its id as long as it is not known.
 */

/**
 * Values with the ids of their parents.
 *
 * @param {FacetCounts} facet
 * @returns {Value[]}
 */
export function valuesOf(facet) {
  const waiting = new Set(facet.values.filter(({ id, count }) => id.endsWith(BELOW) && count).map(({ parent }) => parent));
  const values = facet.values.map(({ id, label, count, parent }, at) => ({
    id,
    label: label || id,
    count,
    parent: facet.values[parent]?.id ?? null,
    hasMore: waiting.has(at),
  }));
  return values.filter(({ id }) => !id.endsWith(BELOW));
}

/**
 * @param {Words} words
 * @param {(name: string, value: string, instead: ReadonlySet<string>) => void} choose
 * @param {(name: string, value: string) => void} count - Something is open that is not counted yet: a value, or with no value the
 *   facet. May be called again for the same.
 * @returns {Panel}
 */
export function createPanel(words, choose, count) {
  const list = make('div', { class: 'facet-list' });
  const done = button('', () => close(), { class: 'sheet-close' });
  const heading = make('h2', { class: 'vh', id: 'facets-title', tabindex: '-1' }, words.say('facets.title'));
  const element = make('div', { class: 'facets', id: 'facets', role: 'group', 'aria-labelledby': 'facets-title' }, heading, list, done);
  const opener = button('', () => open(), { class: 'sheet-open', 'aria-haspopup': 'dialog', 'aria-controls': 'facets' });

  /** @type {ReadonlySet<string>} */
  const known = new Set(FACETS);
  /** @type {Map<string, number>} */
  const most = new Map();
  /** Facet → value, or nothing for the facet itself → whether it is open. @type {Map<string, Map<string, boolean>>} */
  const opened = new Map();
  /** @type {Map<string, string>} */
  const labels = new Map();
  /** @type {{facets: ReadonlyArray<FacetCounts>, chosen: Chosen, total: string}} */
  let shown = { facets: [], chosen: new Map(), total: '' };

  // ── the sheet ──────────────────────────────────────────────────────────
  const open = () => {
    element.classList.add('is-open');
    element.setAttribute('role', 'dialog');
    element.setAttribute('aria-modal', 'true');
    document.documentElement.classList.add('has-sheet');
    heading.focus();
  };
  const close = () => {
    if (!element.classList.contains('is-open')) return;
    element.classList.remove('is-open');
    element.setAttribute('role', 'group');
    element.removeAttribute('aria-modal');
    document.documentElement.classList.remove('has-sheet');
    opener.focus();
  };
  element.addEventListener('keydown', (event) => {
    if (!element.classList.contains('is-open')) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') {
      const stops = Array.from(element.querySelectorAll('button, input'));
      const last = stops[stops.length - 1];
      const isAtEnd = event.shiftKey
        ? document.activeElement === stops[0] || document.activeElement === heading
        : document.activeElement === last;
      const next = event.shiftKey ? last : stops[0];
      if (isAtEnd && next instanceof HTMLElement) {
        event.preventDefault();
        next.focus();
      }
    }
  });

  // ── the rows ───────────────────────────────────────────────────────────
  /**
   * @param {FacetCounts} facet
   * @param {ReadonlyArray<Value>} values
   * @param {ReadonlyArray<Row>} rows
   * @param {string | null} above - Label of the value above.
   * @returns {HTMLUListElement}
   */
  const branch = (facet, values, rows, above) => make('ul', above === null ? {} : { 'aria-label': above }, ...rows.map((row) => {
    const box = make('input', { type: 'checkbox', 'data-key': `${facet.name}:${row.id}` });
    box.checked = row.isChosen;
    box.addEventListener('change', () => choose(facet.name, row.id, kinOf(values, row.id)));
    const line = make('div', { class: row.count ? 'value' : 'value off' },
      make('label', {}, box, make('span', {}, row.label), ' ', make('span', { class: 'n' }, words.number(row.count))));
    if (row.isOpen !== null) {
      const key = row.isOpen ? 'facets.close' : 'facets.open';
      line.prepend(button('', () => flip(facet.name, row.id, !row.isOpen), {
        class: 'twist',
        'aria-expanded': String(row.isOpen),
        'aria-label': words.say(key, { name: row.label }),
        'data-key': `${facet.name}:${row.id}:open`,
      }));
    }
    return make('li', {}, line, ...(row.below.length ? [branch(facet, values, row.below, row.label)] : []));
  }));

  /** @param {FacetCounts} facet */
  const section = (facet) => {
    if (!known.has(facet.name)) return [];
    const values = valuesOf(facet);
    const isOpen = opened.get(facet.name)?.get('');
    const id = `facet-${facet.name}`;
    const title = make('h3', { id }, words.say(`facets.${facet.name}`));
    if (!values.length || isOpen !== undefined) {
      const isShown = isOpen ?? false;
      title.replaceChildren(button(title.textContent ?? '', () => flip(facet.name, '', !isShown), {
        class: 'fold',
        'aria-expanded': String(isShown),
        'data-key': `${facet.name}:`,
      }));
      if (isShown && !values.length) count(facet.name, '');
      if (!isShown || !values.length) return [make('section', { role: 'group', 'aria-labelledby': id }, title)];
    }
    for (const value of values) labels.set(`${facet.name}:${value.id}`, value.label);
    const limit = most.get(facet.name) ?? FIRST_ROWS;
    const { rows, left } = rowsOf(facet.name, values, shown.chosen.get(facet.name) ?? [], opened.get(facet.name) ?? new Map(), limit);
    if (!rows.length) return [];
    // What is open shows what lies below it, and a single place gives way to that.
    for (const row of rows) if (row.hasMore && (row.isOpen || rows.length === 1)) count(facet.name, row.id);
    if (facet.name === 'year') title.append(' ', make('span', { class: 'infer' }, words.say('facets.inferred')));
    const part = make('section', { role: 'group', 'aria-labelledby': id }, title, branch(facet, values, rows, null));
    if (rows.some((row) => row.isOpen !== null)) part.classList.add('is-tree');
    if (left) {
      part.append(button(words.say('facets.more', { n: left }), () => {
        most.set(facet.name, limit + MORE_ROWS);
        draw();
      }, { class: 'more', 'data-key': `${facet.name}:more` }));
    }
    return [part];
  };

  /**
   * @param {string} name
   * @param {string} id
   * @param {boolean} isOpen
   */
  const flip = (name, id, isOpen) => {
    opened.set(name, new Map(opened.get(name)).set(id, isOpen));
    draw();
  };

  /** Draw everything anew; the control that had the focus has it again. */
  const draw = () => {
    const focused = document.activeElement;
    const key = focused instanceof HTMLElement && list.contains(focused) ? focused.dataset['key'] : undefined;
    list.replaceChildren(...shown.facets.flatMap(section));
    if (key !== undefined) focusOn(key);
    const count = [...shown.chosen.values()].reduce((sum, values) => sum + values.length, 0);
    opener.textContent = count ? words.say('facets.button_chosen', { n: count }) : words.say('facets.button');
    opener.hidden = !list.firstChild;
    done.textContent = shown.total ? words.say('facets.done_with', { total: shown.total }) : words.say('facets.done');
  };

  /** @param {string} key */
  const focusOn = (key) => {
    const stops = Array.from(list.querySelectorAll('[data-key]'));
    const name = key.slice(0, key.indexOf(':') + 1);
    const same = stops.find((stop) => stop.getAttribute('data-key') === key);
    // "More" may be gone once all are shown: the last row of the same facet is nearest.
    const near = stops.filter((stop) => (stop.getAttribute('data-key') ?? '').startsWith(name)).pop();
    const target = same ?? near;
    if (target instanceof HTMLElement) target.focus();
  };

  return {
    element,
    opener,
    show(facets, chosen, total) {
      shown = { facets, chosen, total };
      draw();
    },
    label: (name, value) => labels.get(`${name}:${value}`) ?? value,
  };
}
