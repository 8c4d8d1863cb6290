/** Marks on the page at which a reader arrives from a search, and the bar that leads from one to the next. */

/**
 * @import {Words} from './ui-words.js'
 * @import {Port} from './ui-types.js'
 */

import { button, make } from './ui-elements.js';

/** Parameter of the address that says what to mark; given once for each. */
export const MARK = 'mark';

/** What is not text of the case. */
const LEFT_OUT = 'script, style, noscript, nav, form, button, .tip, .vh, .marks-bar';

/** Elements within a line: text that runs through them is one text. */
const INLINE = new Set(['A', 'ABBR', 'B', 'BDI', 'CITE', 'CODE', 'DEL', 'EM', 'I', 'INS', 'MARK', 'Q', 'S', 'SMALL', 'SPAN', 'STRONG', 'SUB', 'SUP', 'TIME', 'U', 'WBR']);

/**
 * Address of a hit, with what to mark on its page.
 *
 * @param {string} url - Relative to the page or absolute.
 * @param {ReadonlyArray<string>} marks
 */
export function addressWithMarks(url, marks) {
  if (!marks.length) return url;
  const given = new URLSearchParams();
  for (const mark of marks) given.append(MARK, mark);
  return `${url}?${given}`;
}

/**
 * Texts of parts of the page: each a run of text nodes that one reads without a break.
 *
 * @param {ReadonlyArray<Element>} roots
 * @returns {Text[][]}
 */
function runsOf(roots) {
  /** @type {Text[][]} */
  const runs = [];
  /** @type {Text[]} */
  let run = [];
  const end = () => {
    if (run.length) runs.push(run);
    run = [];
  };
  /** @param {Node} node */
  const walk = (node) => {
    if (node instanceof Text) {
      run.push(node);
    } else if (node instanceof Element && !node.matches(LEFT_OUT)) {
      const breaks = !INLINE.has(node.tagName);
      if (breaks) end();
      node.childNodes.forEach(walk);
      if (breaks) end();
    }
  };
  for (const root of roots) {
    walk(root);
    end();
  }
  return runs;
}

/**
 * Mark a text that lies in several nodes.
 *
 * @param {Text[]} run
 * @param {ReadonlyArray<readonly [number, number]>} places - In order, without overlap.
 * @returns {HTMLElement[][]} The elements of each place, in reading order.
 */
function markRun(run, places) {
  /** @type {HTMLElement[][]} */
  const made = places.map(() => []);
  let start = 0;
  for (const node of run) {
    const { data } = node;
    const stop = start + data.length;
    /** @type {Array<Node | string>} */
    const pieces = [];
    let done = 0;
    places.forEach(([first, last], which) => {
      const from = Math.max(first, start) - start;
      const to = Math.min(last, stop) - start;
      if (from >= to) return;
      const element = make('mark', { class: 'found' }, data.slice(from, to));
      made[which]?.push(element);
      pieces.push(data.slice(done, from), element);
      done = to;
    });
    if (done) node.replaceWith(...pieces, data.slice(done));
    start = stop;
  }
  return made.filter((elements) => elements.length);
}

/**
 * Show what was searched for, and a bar to go through it. Escape and the bar's button take both away.
 *
 * @param {ReadonlyArray<Element>} roots - Where the text stands; none within another.
 * @param {ReadonlyArray<string>} marks
 * @param {Port['find']} find
 * @param {Words} words
 */
export async function showMarks(roots, marks, find, words) {
  const runs = runsOf(roots);
  const found = await find(runs.map((run) => run.map((node) => node.data).join('')), marks);
  const places = runs.flatMap((run, which) => markRun(run, found[which] ?? []));
  let at = -1;

  const remove = () => {
    for (const element of places.flat()) {
      const parent = element.parentNode;
      element.replaceWith(...element.childNodes);
      parent?.normalize();
    }
    bar.remove();
    document.removeEventListener('keydown', onKey);
  };
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) remove();
  };
  /** @param {number} step */
  const go = (step) => {
    places[at]?.forEach((element) => element.classList.remove('is-current'));
    at = at < 0 && step < 0 ? places.length - 1 : (at + step + places.length) % places.length;
    const place = places[at] ?? [];
    place.forEach((element) => element.classList.add('is-current'));
    place[0]?.scrollIntoView({ block: 'center' });
    said.textContent = words.say('marks.at', { at: at + 1, n: places.length });
  };

  const quoted = marks.map((mark) => words.say('quoted', { text: mark })).join(' ');
  const said = make('span', { role: 'status' });
  const bar = make('div', { class: 'marks-bar', role: 'region', 'aria-label': words.say('marks.label') }, said);
  if (places.length) {
    bar.append(
      button(words.say('marks.previous'), () => go(-1)),
      button(words.say('marks.next'), () => go(1)),
    );
  }
  bar.append(button(words.say('marks.remove'), remove));
  document.body.append(bar);
  document.addEventListener('keydown', onKey);
  // Said after the element stands on the page: only then do screen readers hear it.
  setTimeout(() => {
    said.textContent = places.length
      ? words.say('marks.found', { text: quoted, n: places.length })
      : words.say('marks.none', { text: quoted });
  }, 100);
}

/**
 * What the address says to mark, and the address without it.
 *
 * @param {string} query - From `?` on.
 * @returns {{marks: string[], rest: string}}
 */
export function readMarks(query) {
  const given = new URLSearchParams(query);
  const marks = [...new Set(given.getAll(MARK))].filter((mark) => mark.trim() !== '').slice(0, 8);
  given.delete(MARK);
  const rest = given.toString();
  return { marks, rest: rest && `?${rest}` };
}
