import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const FOLDER = 'apps/extension/src/generated';
const BANNER = '// Made by `npm run generate` from the DTOs of libs/protocol. Do not edit.';

const TYPES = `${BANNER}
import type { ActionName, ActionPayload, ListenerName, ListenerOptions } from '@otto/protocol';

/**
 * Checks what a command brought for its action.
 *
 * @throws OttoError with the code that the DTO names for the wrong or missing field, or \`unsupported_action\` for an
 * action that the protocol does not know. It names the field and never quotes the value.
 */
export declare function validatePayload<A extends ActionName>(
  action: A,
  payload: unknown,
): asserts payload is ActionPayload<A>;

/** The same for the options of a listener; it throws \`unsupported_listener\` for one that the protocol does not know. */
export declare function validateListenerOptions<L extends ListenerName>(
  listener: L,
  options: unknown,
): asserts options is ListenerOptions<L>;
`;

/** Checks that need no Ajv and no eval, which the content security policy of extensions forbids. */
export async function payloadValidators(protocol, root) {
  const dtos = [...new Set(Object.values({ ...protocol.ACTION_PAYLOADS, ...protocol.LISTENER_OPTIONS }))];
  const { outputFiles } = await build({
    stdin: { contents: entry(dtos, protocol), resolveDir: root },
    plugins: [virtual('compiled', { contents: compiled(dtos, protocol), resolveDir: root })],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['@otto/protocol'],
    banner: { js: BANNER },
  });
  return { [`${FOLDER}/payload-validators.js`]: outputFiles[0].text, [`${FOLDER}/payload-validators.d.ts`]: TYPES };
}

function entry(dtos, protocol) {
  return `import { OttoError, violationError } from '@otto/protocol';
import * as compiled from 'compiled';

${dtos.map((dto) => `const ${dto.name} = { matches: compiled.${dto.name}, codes: ${codesOf(dto, protocol)} };`).join('\n')}

const PAYLOADS = ${mapOf(protocol.ACTION_PAYLOADS)};
const LISTENER_OPTIONS = ${mapOf(protocol.LISTENER_OPTIONS)};

export function validatePayload(action, payload) {
  const dto = PAYLOADS.get(action);
  if (dto === undefined) throw new OttoError('unsupported_action', { action });
  check(dto, payload, { action });
}

export function validateListenerOptions(listener, options) {
  const dto = LISTENER_OPTIONS.get(listener);
  if (dto === undefined) throw new OttoError('unsupported_listener', { listener });
  check(dto, options, { listener });
}

function check({ matches, codes }, value, details) {
  if (matches(value)) return;
  throw violationError(matches.errors[0], (field, isMissing) => {
    const own = codes.fields[field] ?? codes;
    return isMissing ? own.missing : own.wrong;
  }, details);
}
`;
}

function mapOf(classes) {
  const entries = Object.entries(classes).map(([name, dto]) => `  '${name}': ${dto.name},`);
  return `new Map(Object.entries({\n${entries.join('\n')}\n}))`;
}

function compiled(dtos, { VALIDATION_RULES, schemaOf }) {
  const ajv = new Ajv({ ...VALIDATION_RULES, code: { source: true, esm: true } });
  for (const dto of dtos) ajv.addSchema(schemaOf(dto), dto.name);
  return standaloneCode(ajv, Object.fromEntries(dtos.map((dto) => [dto.name, dto.name])));
}

/** What a payload answers when it is wrong as a whole, and the fields that answer something of their own. */
function codesOf(dto, { failureCode, schemaOf }) {
  const of = (field) => ({ wrong: failureCode(dto, field, false), missing: failureCode(dto, field, true) });
  const whole = of(undefined);
  const own = Object.keys(schemaOf(dto).properties ?? {})
    .map((field) => [field, of(field)])
    .filter(([, codes]) => codes.wrong !== whole.wrong || codes.missing !== whole.missing);
  return JSON.stringify({ ...whole, fields: Object.fromEntries(own) });
}

/** A module for esbuild that exists only in memory. */
function virtual(name, module) {
  return {
    name,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'virtual' }));
      onLoad({ filter: /.*/, namespace: 'virtual' }, () => module);
    },
  };
}
