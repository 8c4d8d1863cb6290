/** Brings parts of the index into a page: classic scripts, which browsers load from a server and from a folder alike. */
import { SearchError } from './errors.js';

/** @import {Load, Part} from './types.js' */

const CALLBACK = 'anlikuPart';
/** Milliseconds after which a script that neither came nor failed counts as missing. */
const PATIENCE = 30000;

/**
 * @param {{document: Document, root: string, scope?: Record<string, unknown>}} settings - `root`: address of the folder of the index,
 *   relative to the page, with a slash at its end; `scope`: where parts call back, `window` by default.
 * @returns {Load}
 */
export function createScriptLoader({ document, root, scope }) {
  const target = scope ?? /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (document.defaultView));
  /** What each script has handed over, under whatever name. @type {WeakMap<Element, Part>} */
  const arrived = new WeakMap();
  target[CALLBACK] = (/** @type {number} */ format, /** @type {string} */ name, /** @type {number} */ length, /** @type {number} */ check, /** @type {string} */ data) => {
    const script = document.currentScript;
    if (script) arrived.set(script, { format, name, length, check, data });
  };

  return (name, again) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.async = true;
      script.src = `${root}${name}.js${again ? `?again=${Date.now().toString(36)}` : ''}`;
      const timer = setTimeout(() => finish(new SearchError('missing', name)), PATIENCE);
      /** @param {SearchError | null} error */
      function finish(error) {
        clearTimeout(timer);
        script.remove();
        const part = arrived.get(script);
        if (part) resolve(part);
        else reject(error ?? new SearchError('damaged', name));
      }
      script.addEventListener('load', () => finish(null));
      script.addEventListener('error', () => finish(new SearchError('missing', name)));
      document.head.append(script);
    });
}
