/**
 * Entry of the engine where there is no page: the command line runs it in an embedded JavaScript engine.
 *
 * The host asks with `start`, brings what `wanted` names by `bring`, and reads `answer` when it is there.
 */
import { createEngine } from './engine.js';
import { SearchError } from './errors.js';

/** @import {Options, Part} from './types.js' */

/** @type {Map<string, {resolve: (part: Part) => void, reject: (error: Error) => void}>} */
const waiting = new Map();

const engine = createEngine({
  load: (name) => new Promise((resolve, reject) => waiting.set(name, { resolve, reject })),
});

/** @type {{answer: string}} */
const state = { answer: '' };

/** Begin a query. @param {string} text @param {Options & {passages?: boolean}} options - `passages`: whether to bring them too. */
export function start(text, options) {
  state.answer = '';
  const asked = engine.query(text, options);
  (options.passages ? asked.then(async (result) => ({ ...result, passages: await engine.passages(result) })) : asked).then(
    (result) => {
      state.answer = JSON.stringify(result);
    },
    (problem) => {
      const { message, code = 'fault', part = '' } = /** @type {{message: string, code?: string, part?: string}} */ (problem);
      state.answer = JSON.stringify({ error: code, part, message });
    },
  );
}

/** Names of the parts that the engine waits for, one a line. */
export function wanted() {
  return [...waiting.keys()].join('\n');
}

/** Hand over a part; all numbers 0 and no data for one that is not there. @param {number} format @param {string} name @param {number} length @param {number} check @param {string} data */
export function bring(format, name, length, check, data) {
  const promise = waiting.get(name);
  waiting.delete(name);
  if (data) promise?.resolve({ format, name, length, check, data });
  else promise?.reject(new SearchError('missing', name));
}

/** The answer as JSON, or nothing yet. */
export function answer() {
  return state.answer;
}
