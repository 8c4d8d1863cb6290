/** The worker of Material for MkDocs with the messages that its own bundle sends. */
const SETUP = 0;
const QUERY = 2;
const workerPath = document.currentScript.dataset.worker;
let opened;

async function open() {
  const index = await (await fetch('search/search_index.json')).json();
  const worker = new Worker(workerPath);
  const ask = (message) =>
    new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data.data);
      worker.postMessage(message);
    });
  await ask({ type: SETUP, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
  return ask;
}

window.bench = {
  async search(text) {
    opened ??= open();
    const { items } = await (await opened)({ type: QUERY, data: text });
    return { keys: items.map((group) => group[0].location.replace(/#.*$/, '')), others: [] };
  },
  /** Passages come with the hits. */
  async show() {},
};
