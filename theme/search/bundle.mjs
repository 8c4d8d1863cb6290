/** Bundles the scripts of the search: `npm run bundle`; with `--check` it only says whether the bundles are up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const BUNDLES = [
  { entry: 'headless.js', output: 'dist/headless.js', global: 'anlikuSearch' },
  { entry: 'ui.js', output: 'dist/search.js', global: undefined },
];

let stale = false;
for (const { entry, output, global } of BUNDLES) {
  const result = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    ...(global ? { globalName: global } : {}),
    target: ['chrome86'],
    charset: 'ascii',
    legalComments: 'none',
  });
  const made = result.outputFiles[0]?.text ?? '';
  const path = folder + output;
  let old = '';
  try {
    old = readFileSync(path, 'utf8');
  } catch {
    old = '';
  }
  if (old === made) continue;
  stale = true;
  if (!process.argv.includes('--check')) writeFileSync(path, made);
}
if (stale && process.argv.includes('--check')) {
  console.error('bundles are out of date: npm run bundle');
  process.exit(1);
}
