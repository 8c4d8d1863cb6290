/** Pagefind as its own interface calls it. */
let pagefind;

window.bench = {
  async search(text) {
    pagefind ??= await import('./pagefind/pagefind.js');
    const { results } = await pagefind.search(text);
    return { keys: results.map(({ id }) => id), others: [] };
  },
  async show(text) {
    const { results } = await pagefind.search(text);
    await Promise.all(results.slice(0, 10).map((result) => result.data()));
  },
};
