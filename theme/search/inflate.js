/**
 * Raw deflate, unpacked. Browsers before 2023 have no `DecompressionStream('deflate-raw')`, the command line has none at all, and
 * one small synchronous way for all is easier to trust than two.
 *
 * Source: RFC 1951.
 */

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
  16385, 24577,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Entries: code length in the low 4 bits, symbol above; indexed by the next bits, first bit lowest. */
/** @typedef {{table: Uint16Array, bits: number}} Code */

/**
 * @param {ArrayLike<number>} lengths
 * @returns {Code}
 */
function makeCode(lengths) {
  let bits = 1;
  for (let symbol = 0; symbol < lengths.length; symbol++) bits = Math.max(bits, lengths[symbol] ?? 0);
  const table = new Uint16Array(1 << bits);
  let code = 0;
  for (let length = 1; length <= bits; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      let reversed = 0;
      for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
      for (let place = reversed; place < table.length; place += 1 << length) table[place] = (symbol << 4) | length;
      code++;
    }
    code <<= 1;
  }
  return { table, bits };
}

/** @type {{literals: Code, distances: Code} | undefined} */
const FIXED = {
  literals: makeCode(Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))),
  distances: makeCode(new Uint8Array(30).fill(5)),
};

/**
 * Unpack raw deflate.
 *
 * @param {Uint8Array} input
 * @returns {Uint8Array}
 * @throws {RangeError} When the data are cut off or not deflate.
 */
export function inflate(input) {
  let output = new Uint8Array(Math.max(1024, input.length * 4));
  let size = 0;
  let at = 0;
  let held = 0;
  let count = 0;

  /** @param {number} wanted */
  function bits(wanted) {
    while (count < wanted) {
      if (at > input.length + 4) throw new RangeError('cut off');
      held |= (input[at++] ?? 0) << count;
      count += 8;
    }
    const value = held & ((1 << wanted) - 1);
    held >>>= wanted;
    count -= wanted;
    return value;
  }

  /** @param {Code} code */
  function symbol(code) {
    while (count < code.bits) {
      if (at > input.length + 4) throw new RangeError('cut off');
      held |= (input[at++] ?? 0) << count;
      count += 8;
    }
    const entry = /** @type {number} */ (code.table[held & ((1 << code.bits) - 1)]);
    const length = entry & 15;
    if (!length) throw new RangeError('not deflate');
    held >>>= length;
    count -= length;
    return entry >> 4;
  }

  /** @param {number} more */
  function reserve(more) {
    if (size + more <= output.length) return;
    const larger = new Uint8Array(Math.max(output.length * 2, size + more));
    larger.set(output.subarray(0, size));
    output = larger;
  }

  function codes() {
    const literalCount = bits(5) + 257;
    const distanceCount = bits(5) + 1;
    const lengthCount = bits(4) + 4;
    const lengths = new Uint8Array(19);
    for (let index = 0; index < lengthCount; index++) lengths[/** @type {number} */ (CODE_ORDER[index])] = bits(3);
    const code = makeCode(lengths);
    const all = new Uint8Array(literalCount + distanceCount);
    for (let index = 0; index < all.length; ) {
      const found = symbol(code);
      if (found < 16) all[index++] = found;
      else {
        const value = found === 16 ? all[index - 1] ?? 0 : 0;
        const repeat = found === 16 ? 3 + bits(2) : found === 17 ? 3 + bits(3) : 11 + bits(7);
        all.fill(value, index, index + repeat);
        index += repeat;
      }
    }
    return { literals: makeCode(all.subarray(0, literalCount)), distances: makeCode(all.subarray(literalCount)) };
  }

  for (let last = 0; !last; ) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 3) throw new RangeError('not deflate');
    if (kind === 0) {
      at -= count >> 3;
      held = count = 0;
      const length = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8);
      at += 4;
      if (at + length > input.length) throw new RangeError('cut off');
      reserve(length);
      output.set(input.subarray(at, at + length), size);
      size += length;
      at += length;
      continue;
    }
    const { literals, distances } = kind === 1 ? /** @type {{literals: Code, distances: Code}} */ (FIXED) : codes();
    for (;;) {
      const found = symbol(literals);
      if (found < 256) {
        reserve(1);
        output[size++] = found;
        continue;
      }
      if (found === 256) break;
      const length = (LENGTH_BASE[found - 257] ?? 0) + bits(LENGTH_BITS[found - 257] ?? 0);
      const step = symbol(distances);
      const distance = (DISTANCE_BASE[step] ?? 0) + bits(step < 2 ? 0 : (step >> 1) - 1);
      if (distance > size) throw new RangeError('not deflate');
      reserve(length);
      for (let index = 0; index < length; index++, size++) output[size] = /** @type {number} */ (output[size - distance]);
    }
  }
  if (at - (count >> 3) > input.length) throw new RangeError('cut off');
  return output.subarray(0, size);
}
