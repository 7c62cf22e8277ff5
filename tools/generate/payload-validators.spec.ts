import { ACTIONS, OttoError, type ActionName } from '@otto/protocol';
import { ACTION_PAYLOADS, compileValidator } from '@otto/protocol/dto';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validatePayload } from '../../apps/extension/src/generated/payload-validators';

const FILE = path.join(__dirname, '../../apps/extension/src/generated/payload-validators.js');
const actions = Object.keys(ACTIONS) as ActionName[];
// Every field name and every literal of the DTOs, so that random payloads hit what the validators look at.
const words = [...readFileSync(FILE, 'utf8').matchAll(/"(\w+)"/g)].map(([, word]) => word!);
const payload = fc.dictionary(
  fc.constantFrom(...new Set(words)),
  fc.oneof(fc.constantFrom(...words), fc.integer(), fc.double(), fc.boolean(), fc.object(), fc.constant(null)),
  { maxKeys: 6 },
);

describe('the payload validators of the node', () => {
  it.each(actions)('judge %s as the relay would', (action) => {
    const reference = compileValidator(ACTION_PAYLOADS[action]);
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: payload }, fc.anything()), (value) => {
        const expected = failureOf(() => reference(value));
        const actual = failureOf(() => validatePayload(action, value));
        expect({ code: actual?.code, field: actual?.details.field }).toEqual({
          code: expected?.code,
          field: expected?.details.field,
        });
      }),
      { numRuns: 300 },
    );
  });

  it.each<[ActionName, unknown, string, string]>([
    ['primitive.tab.open', {}, 'invalid_url', 'url is missing'],
    [
      'primitive.tab.open',
      { url: 'https://a.example', waitUntil: 'later' },
      'invalid_payload',
      'waitUntil must be equal',
    ],
    ['primitive.tab.query', [], 'invalid_payload', 'must be object'],
    ['primitive.page.screenshot', { quality: 101 }, 'invalid_screenshot_quality', 'quality must be <= 100'],
    ['listener.unsubscribe', {}, 'missing_listener_target', 'targetRequestId is missing'],
  ])('refuse %s %j with %s', (action, value, code, reason) => {
    expect(failureOf(() => validatePayload(action, value))).toMatchObject({
      code,
      details: { action, reason: expect.stringContaining(reason) },
    });
  });

  it('name the field, never the value', () => {
    const secret = 'hunter2';
    const failure = failureOf(() => validatePayload('primitive.page.screenshot', { maxBytes: secret }));
    expect(JSON.stringify([failure?.message, failure?.details])).not.toContain(secret);
  });

  it('refuse an action that the protocol does not know', () => {
    expect(failureOf(() => validatePayload('constructor' as ActionName, {}))?.code).toBe('unsupported_action');
  });

  it('run where code may not be made from text', () => {
    const code = readFileSync(FILE, 'utf8').replace(/'[^'\n]*'/g, "''");
    expect(code).not.toMatch(/\b(eval|Function|require|import)\(/);
  });
});

function failureOf(run: () => unknown): OttoError | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof OttoError) return error;
    throw error;
  }
  return undefined;
}
