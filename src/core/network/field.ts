/**
 * Reads the fields of data that came from outside (a file, a message), one rule at a time. Where a rule is broken it throws an error
 * that names the field, what was expected and what was seen.
 */

/** A value in a message: numbers as they are, text in quotes and cut, of anything else its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return value === null ? 'null' : typeof value;
}

/** One field: its path for messages, for example `epochs[2].loss`, and what stands there. */
export class Field {
  readonly path: string;
  readonly value: unknown;

  constructor(path: string, value: unknown) {
    this.path = path;
    this.value = value;
  }

  /** @throws unless `fits`: `<path>: expected <wanted>, got <value>`. */
  expect(fits: boolean, wanted: string): void {
    if (!fits) throw new Error(`${this.path}: expected ${wanted}, got ${shown(this.value)}`);
  }

  /** A field of this record. */
  at(key: string): Field {
    const { value } = this;
    this.expect(typeof value === 'object' && value !== null && !Array.isArray(value), 'a record');
    const own = Object.hasOwn(value as object, key);
    return new Field(
      `${this.path}.${key}`,
      own ? (value as Record<string, unknown>)[key] : undefined,
    );
  }

  /** The entries of this list. */
  list(length?: number): readonly Field[] {
    const { value } = this;
    const fits = Array.isArray(value) && (length === undefined || value.length === length);
    this.expect(fits, length === undefined ? 'a list' : `a list of ${length}`);
    return (value as unknown[]).map((entry, index) => new Field(`${this.path}[${index}]`, entry));
  }

  /** A finite number in this range, both ends allowed. */
  number(least: number, most: number): number {
    const { value } = this;
    const fits = typeof value === 'number' && value >= least && value <= most;
    this.expect(fits && Number.isFinite(value), `a number from ${least} to ${most}`);
    return value as number;
  }

  /** A whole number in this range, both ends allowed. */
  whole(least: number, most: number = Number.MAX_SAFE_INTEGER): number {
    const { value } = this;
    const fits = Number.isSafeInteger(value) && (value as number) >= least;
    this.expect(fits && (value as number) <= most, `a whole number from ${least} to ${most}`);
    return value as number;
  }

  /** Text of this form; `wanted` says the form in words. */
  text(form: RegExp = /./, wanted = 'text that is not empty'): string {
    const { value } = this;
    this.expect(typeof value === 'string' && form.test(value), wanted);
    return value as string;
  }

  /** Exactly this value. */
  exactly<T extends string | number>(wanted: T): T {
    this.expect(this.value === wanted, shown(wanted));
    return wanted;
  }

  /** One of these texts. */
  oneOf<T extends string>(choices: readonly T[]): T {
    const { value } = this;
    this.expect(choices.includes(value as T), choices.map(shown).join(' or '));
    return value as T;
  }

  /** A SHA-256 in hexadecimal digits. */
  sha256(): string {
    return this.text(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits');
  }
}
