/**
 * What can go wrong with the files of an index, as data: the interface has the words for it.
 *
 * - `missing`: the file cannot be fetched. - `damaged`: it is cut off or altered. - `outdated`: it is of another format or another
 *   build than the page. Each was tried twice before.
 */
export class SearchError extends Error {
  /**
   * @param {'missing' | 'damaged' | 'outdated'} code
   * @param {string} part - Name of the part.
   */
  constructor(code, part) {
    super(`${code}: ${part}`);
    this.name = 'SearchError';
    this.code = code;
    this.part = part;
  }
}

/** A newer query has taken this one's place. */
export class StaleError extends Error {
  constructor() {
    super('stale');
    this.name = 'AbortError';
  }
}
