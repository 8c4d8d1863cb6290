/** Our engine as a page has it, without the interface: bundled by `benchmarks/search/contenders.py`. */
import { createEngine } from '../../../theme/search/engine.js';
import { createScriptLoader } from '../../../theme/search/load.js';
import { countsOf } from '../../../theme/search/ui-port.js';

const engine = createEngine({ load: createScriptLoader({ document, root: 'search/' }) });

window.bench = {
  /** `others`: hits that are marked as found by another name. */
  async search(text, lang, most) {
    const result = await engine.query(text, { lang, limit: most });
    return { keys: result.hits.map(({ slug }) => slug), others: result.hits.filter(({ match }) => match === 'alias').map(({ slug }) => slug) };
  },
  async show(text, lang) {
    await engine.passages(await engine.query(text, { lang, limit: 10 }));
  },
  /** What the page counts before anything is opened. */
  async count(text, lang) {
    await engine.query(text, { lang, limit: 10, counts: countsOf(await engine.about(), new Map()) });
  },
};
