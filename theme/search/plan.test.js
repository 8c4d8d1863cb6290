import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan, planTogether } from './plan.js';

/** @import {Manifest, Router} from './manifest.js' */
/** @import {Term} from './types.js' */

/**
 * Shards that each begin with one of the keys.
 *
 * @param {Readonly<Record<string, number>>} sizes - Key → KB.
 * @returns {Manifest}
 */
function makeManifest(sizes) {
  const keys = Object.keys(sizes).sort();
  /** @type {Router} */
  const router = {
    separators: keys,
    sizes: keys.map((key) => (sizes[key] ?? 0) * 1024),
    checks: keys.map(() => 0),
    shift: 0,
  };
  return /** @type {Manifest} */ (/** @type {unknown} */ ({ routers: { p: router } }));
}

/** @param {string} run @returns {Array<Term>} */
const terms = (run) => Array.from({ length: run.length - 1 }, (_, at) => ({ letter: 'p', key: run.slice(at, at + 2), weight: 1 }));

/** @param {Readonly<Record<string, number>>} sizes @param {string} run */
const planned = (sizes, run) => plan(makeManifest(sizes), terms(run), new Set()).terms.map(({ term }) => term.key);

test('a query whose shards are small loads them all', () => {
  assert.deepEqual(planned({ 甲乙: 10, 乙丙: 10, 丙丁: 10 }, '甲乙丙丁'), ['甲乙', '乙丙', '丙丁']);
});

test('a query whose shards are large leaves out a pair between two others', () => {
  assert.deepEqual(planned({ 甲乙: 30, 乙丙: 30, 丙丁: 20 }, '甲乙丙丁'), ['甲乙', '丙丁']);
});

test('of two ways to cover all characters the cheaper one is taken', () => {
  assert.deepEqual(planned({ 甲乙: 20, 乙丙: 40, 丙丁: 10, 丁戊: 20 }, '甲乙丙丁戊'), ['甲乙', '丙丁', '丁戊']);
});

test('every character stays in a pair, whatever it costs', () => {
  const kept = planned({ 甲乙: 60, 乙丙: 60, 丙丁: 60, 丁戊: 60, 戊己: 60 }, '甲乙丙丁戊己');

  assert.deepEqual([...new Set(kept.join(''))], [...'甲乙丙丁戊己']);
  assert.equal(kept.length, 3);
});

test('a shard that is loaded in any case costs nothing', () => {
  const manifest = makeManifest({ 甲乙: 50, 乙丙: 50, 丙丁: 2 });
  const shards = plan(manifest, terms('甲乙丙丁'), new Set()).terms.map(({ shard }) => shard);

  assert.equal(plan(manifest, terms('甲乙丙丁'), new Set(shards)).terms.length, 3);
});

test('readings that share a budget are left out where they do not fit beside those before', () => {
  const manifest = makeManifest({ 甲乙: 10, 丙丁: 10, 戊己: 5, 庚辛: 30 });
  const readings = ['甲乙', '丙丁', '戊己', '庚辛'].map(terms);
  const kept = (/** @type {number} */ kilobytes, present = new Set()) =>
    planTogether(manifest, readings, present, kilobytes * 1024).map((planned) => planned !== null);

  assert.deepEqual(kept(16), [true, false, true, false]);
  assert.deepEqual(kept(60), [true, true, true, true]);
});

test('a shard that two readings share is paid once', () => {
  const manifest = makeManifest({ 甲乙: 10, 丙丁: 10 });

  assert.equal(planTogether(manifest, [terms('甲乙'), terms('甲乙'), terms('丙丁')], new Set(), 20 * 1024).every(Boolean), true);
});
