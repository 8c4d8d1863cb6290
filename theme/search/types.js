/**
 * Shapes that the modules of the search share.
 *
 * @typedef {'p' | 'f' | 'c' | 'w'} Letter - Family of terms: pairs, pairs with a function character, characters, words.
 *
 * @typedef {object} Term
 * @property {Letter} letter
 * @property {string} key
 * @property {number} weight - What it counts in this query.
 *
 * @typedef {object} Reading - One way to understand a query: all its terms are wanted.
 * @property {ReadonlyArray<Term>} terms
 * @property {ReadonlyArray<string>} musts - Folded strings that must stand in the text of a hit.
 * @property {ReadonlyArray<string>} marks - Folded strings to mark.
 * @property {boolean} alias - It says with another name what was typed.
 * @property {string} by - The other name with which it is said, folded; empty as typed.
 * @property {boolean} wide - That name is a single word in place of a name in characters, and may mean more than was typed.
 *
 * @typedef {object} Part - A file of the index as it arrives.
 * @property {number} format
 * @property {string} name
 * @property {number} length
 * @property {number} check
 * @property {string} data
 *
 * @callback Load - Brings a part: resolves with what its script hands over.
 * @param {string} name - Without folder and ending.
 * @param {boolean} again - A second try: go past caches.
 * @returns {Promise<Part>}
 *
 * @typedef {object} Hit
 * @property {number} number - Case number.
 * @property {string} slug
 * @property {string} title
 * @property {string} url - Relative to the root of the site.
 * @property {string} lang - Language of the page.
 * @property {string} textLang - Language of title and text, where the page has no text of its own.
 * @property {string} type
 * @property {string} place
 * @property {string} published - ISO date.
 * @property {number} score
 * @property {'text' | 'alias'} match - Found as typed, or by another name.
 * @property {string} by - That other name, folded.
 *
 * @typedef {object} FacetCount
 * @property {string} id
 * @property {number} parent - Ordinal in the same list, or -1.
 * @property {string} label
 * @property {number} count - Hits with this value or one below it, under the choices in all other facets.
 * @property {boolean} chosen
 *
 * @typedef {object} FacetCounts
 * @property {string} name
 * @property {string} label
 * @property {ReadonlyArray<FacetCount>} values
 *
 * @typedef {Readonly<Record<string, ReadonlyArray<string>>>} Counts - Facet to count → ids of values, of the last level that its
 *   first column has, below which is counted too. Where more lies below such a value, the value `ID/` counts that.
 *
 * @typedef {object} Options
 * @property {string} [lang] - Language of the interface, in which hits are shown.
 * @property {Readonly<Record<string, ReadonlyArray<string>>>} [facets] - Facet → chosen value ids; any of them.
 * @property {boolean | Counts | null} [counts] - Facets to count (which loads their columns); `true` for all with all their values.
 * @property {'relevance' | 'date'} [sort]
 * @property {number} [limit]
 * @property {number} [offset]
 * @property {number} [verify] - Candidates whose texts may be read to make the total exact.
 * @property {AbortSignal} [signal]
 *
 * @typedef {object} TermReport - For `--explain`.
 * @property {string} term
 * @property {Letter} letter
 * @property {number} frequency - Documents; -1 where the plan left its shard out.
 * @property {number} weight
 *
 * @typedef {object} Result
 * @property {string} query
 * @property {number} total
 * @property {boolean} exact - Whether `total` was verified; say "about" otherwise.
 * @property {'all' | 'apart' | 'some'} found - All as typed; all words, but apart from each other; or only some of them.
 * @property {ReadonlyArray<Hit>} hits
 * @property {ReadonlyArray<FacetCounts>} facetCounts - Empty unless asked for; what is chosen is always among them.
 * @property {ReadonlyArray<TermReport>} terms
 * @property {ReadonlyArray<Reading>} readings
 *
 * @typedef {object} Piece - A stretch of a passage or a title.
 * @property {string} text
 * @property {boolean} marked
 *
 * @typedef {object} Passage
 * @property {number} number
 * @property {string} lang
 * @property {ReadonlyArray<Piece>} title
 * @property {ReadonlyArray<Piece>} pieces
 * @property {ReadonlyArray<Piece>} name - Where nothing is marked in title and passage: the name of a place, a unit or the like
 *   by which the case was found, with marks; else empty.
 *
 * @typedef {object} Suggestion
 * @property {string} text
 * @property {string} kind - `title`, `region`, `method`, `theme` …
 */

export {};
