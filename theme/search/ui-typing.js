/** When to ask: after a short rest, never in the middle of a composition, and never twice for the same text. */

/** Milliseconds without a key after which is asked; 100–200 feels immediate and spares half of the questions. */
export const REST = 120;

/**
 * Call `ask` when the text of a field has changed and rests.
 *
 * An input method composes pinyin into characters: what stands in the field meanwhile is nobody's query.
 *
 * @param {Pick<HTMLInputElement, 'value' | 'addEventListener'>} input
 * @param {(text: string) => void} ask
 * @param {number} [rest] - Milliseconds.
 */
export function watchTyping(input, ask, rest = REST) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let composing = false;
  let asked = input.value;

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (composing || input.value === asked) return;
      asked = input.value;
      ask(asked);
    }, rest);
  };

  input.addEventListener('compositionstart', () => {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener('compositionend', () => {
    composing = false;
    wait();
  });
  input.addEventListener('input', () => {
    if (!composing) wait();
  });
}

/**
 * Whether a key belongs to an input method and not to us.
 *
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

/**
 * Run tasks so that only the last one's result counts.
 *
 * @template Result
 * @returns {(task: (signal: AbortSignal) => Promise<Result>) => Promise<Result | undefined>} Undefined for a task that
 *   a later one has replaced, whether it ended, failed or was aborted.
 */
export function lastOnly() {
  /** @type {AbortController | undefined} */
  let current;
  return async (task) => {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      const result = await task(mine.signal);
      return mine.signal.aborted ? undefined : result;
    } catch (error) {
      if (mine.signal.aborted) return undefined;
      throw error;
    }
  };
}
