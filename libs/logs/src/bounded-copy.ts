import { REDACTED, isSecretKey } from '@otto/protocol';

/** What one log entry may hold. Beyond it data is cut, so that no caller can make a line long or slow. */
const MAX_DEPTH = 6;
const MAX_TEXT_LENGTH = 2048;
const MAX_KEY_LENGTH = 128;
const MAX_VALUES = 256;
const MAX_TOTAL_LENGTH = 8 * 1024;

const CUT = '[cut]';

/** A text of at most about `maxLength` characters. */
export function boundedText(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)} [${text.length - maxLength} cut]`;
}

/**
 * A copy of any value as plain JSON of bounded depth and size, in which the values of secret keys are redacted. Never
 * throws, whatever getters, proxies and cycles the value holds.
 */
export function boundedCopy(value: unknown): unknown {
  try {
    return new Copier().copy(value, 0);
  } catch {
    return '[unreadable]';
  }
}

class Copier {
  #valuesLeft = MAX_VALUES;
  #lengthLeft = MAX_TOTAL_LENGTH;
  readonly #parents: object[] = [];

  copy(value: unknown, depth: number): unknown {
    if (--this.#valuesLeft < 0) return CUT;
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? null : this.#object(value, depth);
      case 'bigint':
        return this.#text(String(value));
      case 'function':
      case 'symbol':
        return `[${typeof value}]`;
    }
  }

  #text(text: string): string {
    const copy = boundedText(text, Math.min(MAX_TEXT_LENGTH, this.#lengthLeft));
    this.#lengthLeft = Math.max(0, this.#lengthLeft - text.length);
    return copy;
  }

  #object(value: object, depth: number): unknown {
    if (this.#parents.includes(value)) return '[circular]';
    if (depth >= MAX_DEPTH) return CUT;
    this.#parents.push(value);
    const copy = this.#contents(value, depth + 1);
    this.#parents.pop();
    return copy;
  }

  #contents(value: object, depth: number): unknown {
    if (Array.isArray(value)) return this.#array(value, depth);
    if (value instanceof Error) return this.#error(value, depth);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof URL) return this.#text(value.href);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (value instanceof Map || value instanceof Set) return `[${value.constructor.name} of ${value.size}]`;
    return this.#record(value as Record<string, unknown>, depth);
  }

  #array(values: readonly unknown[], depth: number): unknown[] {
    const copies: unknown[] = [];
    for (const value of values) {
      copies.push(this.copy(value, depth));
      if (this.#valuesLeft < 0) break;
    }
    return copies;
  }

  #record(record: Record<string, unknown>, depth: number): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    for (const key in record) {
      if (!Object.hasOwn(record, key) || key === '__proto__') continue;
      if (key.length > MAX_KEY_LENGTH) copy[boundedText(key, MAX_KEY_LENGTH)] = CUT;
      else copy[key] = isSecretKey(key) ? REDACTED : this.copy(record[key], depth);
      this.#lengthLeft = Math.max(0, this.#lengthLeft - key.length);
      if (this.#valuesLeft < 0) break;
    }
    return copy;
  }

  /** Spelt out, because the name, message and stack of an error are not enumerable. */
  #error(error: Error, depth: number): Record<string, unknown> {
    const { name, message, stack, cause } = error;
    return this.#record({ ...error, name, message, stack, ...(cause !== undefined && { cause }) }, depth);
  }
}
