import Ajv, { type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

type Schema = Record<string, unknown>;

const FILE = resolve(__dirname, '../../../docs/reference/cli-output.schema.json');
const { definitions } = JSON.parse(readFileSync(FILE, 'utf8')) as { definitions: Record<string, Schema> };
const ajv = new Ajv({ strict: false, allErrors: true });
const validators = new Map<string, ValidateFunction>();

/** Fails unless a command printed with --json what docs/reference/cli.md says, and nothing that it does not say. */
export function expectDocumented(argv: readonly string[], output: unknown): void {
  const path = commandOf(argv);
  if (path === undefined) throw new Error(`no output is documented for: otto ${argv.join(' ')} (npm run generate?)`);
  const validate = validators.get(path) ?? ajv.compile(closed(definitions[path]) as Schema);
  validators.set(path, validate);
  if (!validate(output)) {
    throw new Error(
      `otto ${path} --json is not as documented: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(output)}`,
    );
  }
}

/** The documented command that a command line calls: the longest that its words name, behind the options of otto itself. */
function commandOf(argv: readonly string[]): string | undefined {
  const begins = (path: string, at: number): boolean =>
    path.split(' ').every((word, index) => argv[at + index] === word);
  for (const at of argv.keys()) {
    const [longest] = Object.keys(definitions)
      .filter((path) => begins(path, at))
      .sort((a, b) => b.length - a.length);
    if (longest !== undefined) return longest;
  }
  return undefined;
}

/** The schema without room for fields that it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.entries(schema).map(([key, value]) => [key, closed(value)] as const);
  const isObject = 'properties' in schema && !('additionalProperties' in schema);
  return { ...Object.fromEntries(parts), ...(isObject && { additionalProperties: false }) };
}
