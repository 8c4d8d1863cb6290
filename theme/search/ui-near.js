/** Names near to what was typed, where the engine found nothing: by the characters and words that they share. */

/**
 * @param {string} text
 * @returns {Set<string>} Words of scripts with spaces; characters and pairs of the others.
 */
function piecesOf(text) {
  const folded = text.normalize('NFKC').toLowerCase();
  const pieces = new Set(folded.match(/[a-z0-9]{3,}/g));
  for (const run of folded.match(/[\u3400-\u9fff]+/g) ?? []) {
    for (let at = 0; at < run.length; at++) {
      pieces.add(run.charAt(at));
      if (at + 1 < run.length) pieces.add(run.slice(at, at + 2));
    }
  }
  return pieces;
}

/**
 * The names that share most with a text.
 *
 * @template {{readonly label: string}} Named
 * @param {string} text
 * @param {ReadonlyArray<Named>} names
 * @param {number} most
 * @returns {Named[]} Nearest first, ties in the order given; names that share nothing are left out.
 */
export function nearest(text, names, most) {
  const wanted = piecesOf(text);
  return names
    .map((name) => ({ name, shared: [...piecesOf(name.label)].filter((piece) => wanted.has(piece)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared)
    .slice(0, most)
    .map(({ name }) => name);
}
