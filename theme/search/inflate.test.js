import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { inflate } from './inflate.js';

/** @type {ReadonlyArray<readonly [string, Uint8Array]>} */
const SAMPLES = [
  ['nothing', new Uint8Array(0)],
  ['one byte', Uint8Array.of(7)],
  ['a long repetition', new Uint8Array(100000).fill(65)],
  ['text', new TextEncoder().encode('党建引领乡村振兴，网格员服务群众。'.repeat(200))],
  ['noise', Uint8Array.from({ length: 70000 }, (_, at) => (at * 2654435761) >>> 24)],
];

for (const [name, bytes] of SAMPLES) {
  for (const options of [{ level: 9 }, { level: 1 }, { level: 0 }, { strategy: 4 }]) {
    test(`unpacks ${name} packed with ${JSON.stringify(options)}`, () => {
      assert.deepEqual(Buffer.from(inflate(deflateRawSync(bytes, options))), Buffer.from(bytes));
    });
  }
}
