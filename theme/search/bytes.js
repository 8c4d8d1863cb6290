/** Printable text → bytes, checks, and numbers out of bytes: the other side of `generator/search/encode.py`. */

/**
 * Bytes of a part from its printable form: 13 bits in two characters.
 *
 * @param {string} text - Characters `#`–`~` without the backslash.
 * @param {number} length - Bytes expected.
 * @returns {Uint8Array | null} Null for another length or a character that is not allowed.
 */
export function fromPrintable(text, length) {
  if (text.length !== 2 * Math.ceil((8 * length) / 13)) return null;
  const bytes = new Uint8Array(length);
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let place = 0; place < text.length; place += 2) {
    const high = digit(text.charCodeAt(place));
    const low = digit(text.charCodeAt(place + 1));
    if (high < 0 || low < 0) return null;
    held = (held << 13) | (high * 91 + low);
    bits += 13;
    while (bits >= 8 && at < length) {
      bits -= 8;
      bytes[at++] = held >>> bits;
    }
    held &= (1 << bits) - 1;
  }
  return bytes;
}

/** @param {number} code */
function digit(code) {
  return code < 35 || code > 126 || code === 92 ? -1 : code > 92 ? code - 36 : code - 35;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * The low 24 bits of the CRC-32 of a payload.
 *
 * @param {Uint8Array} bytes
 * @returns {number}
 */
export function checkOf(bytes) {
  let value = -1;
  for (let at = 0; at < bytes.length; at++) {
    value = (value >>> 8) ^ /** @type {number} */ (CRC_TABLE[(value ^ /** @type {number} */ (bytes[at])) & 255]);
  }
  return ~value & 0xffffff;
}

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The 20 bits of a check that stand in file names.
 *
 * @param {number} check
 * @returns {string}
 */
export function checkLetters(check) {
  return [15, 10, 5, 0].map((shift) => LETTERS[(check >> shift) & 31]).join('');
}

/** Reads numbers and slices from bytes, front to back. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** The next byte; 0 behind the end. */
  byte() {
    return this.bytes[this.at++] ?? 0;
  }

  /** The next varint. */
  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  /** @param {number} count */
  numbers(count) {
    const values = new Array(count);
    for (let index = 0; index < count; index++) values[index] = this.number();
    return /** @type {Array<number>} */ (values);
  }

  /** @param {number} length */
  slice(length) {
    const part = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return part;
  }

  /** A slice that stands behind its own length. */
  block() {
    return this.slice(this.number());
  }

  /** All that is left. */
  rest() {
    return this.slice(this.bytes.length - this.at);
  }
}

/**
 * UTF-8 → text, lone surrogates allowed. Written out, since the engine also runs where there is no `TextDecoder`.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function textOf(bytes) {
  /** @type {Array<string>} */
  const parts = [];
  const units = new Uint16Array(4096);
  let count = 0;
  let at = 0;
  const next = () => (bytes[at++] ?? 0) & 63;
  while (at < bytes.length) {
    const lead = /** @type {number} */ (bytes[at++]);
    if (lead < 0x80) units[count++] = lead;
    else if (lead < 0xe0) units[count++] = ((lead & 31) << 6) | next();
    else if (lead < 0xf0) units[count++] = ((lead & 15) << 12) | (next() << 6) | next();
    else {
      const code = (((lead & 7) << 18) | (next() << 12) | (next() << 6) | next()) - 0x10000;
      units[count++] = 0xd800 | (code >> 10);
      units[count++] = 0xdc00 | (code & 1023);
    }
    if (count > 4090) {
      parts.push(String.fromCharCode.apply(null, /** @type {any} */ (units.subarray(0, count))));
      count = 0;
    }
  }
  parts.push(String.fromCharCode.apply(null, /** @type {any} */ (units.subarray(0, count))));
  return parts.join('');
}
