import { OttoError } from '../errors/otto-error';

export type Program = 'relay' | 'cli';

/** One environment variable: the table of these gives configuration, `--help` and docs/reference/environment.md. */
export interface Variable<T, P extends Presence = Presence> {
  readonly description: string;
  readonly programs: readonly Program[];
  /** The default, as it would be written in the environment; undefined when the variable may stay unset. */
  readonly fallback?: string;
  readonly required?: true;
  /** What a value may be, to complete "must be ...". */
  readonly allowed: string;
  /** Never printed, not even in an error. */
  readonly secret?: true;
  /** Returns undefined when the text is not allowed. */
  readonly parse: (text: string) => T | undefined;
  /** Only for the types: whether reading it always gives a value. */
  readonly presence?: P;
}

/** `always`: it has a default or is required. */
export type Presence = 'always' | 'maybe';
type PresenceOf<F> = F extends { fallback: string } | { required: true } ? 'always' : 'maybe';

type Facts = Pick<Variable<unknown>, 'description' | 'programs' | 'fallback' | 'required'>;

export function integer<const F extends Facts>(
  facts: F & { min: number; max: number },
): Variable<number, PresenceOf<F>> {
  const { min, max, ...rest } = facts;
  return {
    ...rest,
    allowed: `a whole number from ${min} to ${max}`,
    parse: (text) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
      return value >= min && value <= max ? value : undefined;
    },
  };
}

export function flag(facts: Facts): Variable<boolean, 'always'> {
  const values: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };
  return { fallback: 'false', ...facts, allowed: 'true, 1, false or 0', parse: (text) => values[text.toLowerCase()] };
}

export function text<const F extends Facts>(
  facts: F & { pattern?: RegExp; allowed?: string },
): Variable<string, PresenceOf<F>> {
  const { pattern = /^.+$/, allowed = 'some text', ...rest } = facts;
  return { ...rest, allowed, parse: (value) => (pattern.test(value) ? value : undefined) };
}

export function secret<const F extends Facts>(
  facts: F & { minBytes: number; howToMake: string },
): Variable<string, PresenceOf<F>> {
  const { minBytes, howToMake, ...rest } = facts;
  return {
    ...rest,
    secret: true,
    allowed: `at least ${minBytes} bytes; make one with: ${howToMake}`,
    parse: (value) => (new TextEncoder().encode(value).length >= minBytes ? value : undefined),
  };
}

export function list<const F extends Facts>(
  facts: F & { pattern: RegExp; allowed: string },
): Variable<readonly string[], PresenceOf<F>> {
  const { pattern, ...rest } = facts;
  return {
    ...rest,
    parse: (value) => {
      const entries = value
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
      return entries.every((entry) => pattern.test(entry)) ? entries : undefined;
    },
  };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads one variable. An empty value counts as unset, as it does for most tools.
 *
 * @throws OttoError `invalid_configuration` with the name, the value (of a secret only its length) and what is allowed.
 */
export function readVariable<T>(name: string, variable: Variable<T>, env: Environment): T | undefined {
  const given = env[name] === '' ? undefined : env[name];
  const raw = given ?? variable.fallback;
  if (raw === undefined) {
    if (variable.required) throw problem(name, variable, 'not set');
    return undefined;
  }
  const value = variable.parse(raw);
  if (value === undefined)
    throw problem(name, variable, variable.secret ? `set to ${raw.length} characters` : `"${raw}"`);
  return value;
}

function problem(name: string, { allowed }: Variable<unknown>, value: string): OttoError {
  return new OttoError('invalid_configuration', { name, value, allowed });
}
