/** Elements and text; nothing here reads HTML. */

/** @import {Piece} from './types.js' */

/**
 * Make an element.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Readonly<Record<string, string | boolean | null>>} [attributes] - `true` for one without value; `false` and
 *   null leave it out.
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/**
 * A button that does something on the page.
 *
 * @param {string} label
 * @param {() => void} act
 * @param {Readonly<Record<string, string | boolean | null>>} [attributes]
 */
export function button(label, act, attributes = {}) {
  const element = make('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', act);
  return element;
}

/**
 * Text with its marks.
 *
 * @param {ReadonlyArray<Piece>} pieces
 * @returns {Array<Node | string>}
 */
export function withMarks(pieces) {
  return pieces.map((piece) => (piece.marked ? make('mark', {}, piece.text) : piece.text));
}

/**
 * The text of pieces.
 *
 * @param {ReadonlyArray<Piece>} pieces
 */
export function plain(pieces) {
  return pieces.map((piece) => piece.text).join('');
}
