import fc from 'fast-check';
import type { CommandPayload, Envelope } from '@otto/protocol';
import { commandBytes } from './command-bytes';
import { spliceFrame, type FrameEdits } from './frame-splice';
import { RelayMetadata } from './relay-metadata';

const METADATA = new RelayMetadata('clt_a', { scopes: ['primitive.*'] });
const ADDED = { __controllerClientId: 'clt_a', __grant: { scopes: ['primitive.*'] } };

describe('spliceFrame', () => {
  it('changes nothing but what it was told to, byte by byte', () => {
    const text = ' { "requestId" : "a\\"b" ,"payload":{"payload":{ "n":1.50,"s":"\\u00e9{" } , "x":[1, 2]} }';
    const spliced = splice(text, { requestId: 'new', traceId: 't', metadata: METADATA });
    const members = '"__controllerClientId":"clt_a","__grant":{"scopes":["primitive.*"]},';
    expect(spliced).toBe(
      ` {"traceId":"t", "requestId" : "new" ,"payload":{"payload":{${members} "n":1.50,"s":"\\u00e9{" } , "x":[1, 2]} }`,
    );
  });

  it('puts members into an empty payload without a comma too many', () => {
    const spliced = splice('{"requestId":"a","payload":{"payload":{ }}}', { metadata: new RelayMetadata('clt_a') });
    expect(spliced).toBe('{"requestId":"a","payload":{"payload":{"__controllerClientId":"clt_a" }}}');
  });

  it('replaces a traceId that is there', () => {
    expect(splice('{"traceId":"old","requestId":"a","payload":{}}', { traceId: 'new' })).toBe(
      '{"traceId":"new","requestId":"a","payload":{}}',
    );
  });

  it('reads any valid JSON as the parser does', () => {
    fc.assert(
      fc.property(frameText(), fc.string(), fc.string(), (text, requestId, traceId) => {
        const frame = JSON.parse(text) as Envelope<{ payload: object }>;
        const changed = { ...frame, requestId, traceId };
        changed.payload = { ...frame.payload, payload: { ...ADDED, ...frame.payload.payload } };
        expect(JSON.parse(splice(text, { requestId, traceId, metadata: METADATA }))).toEqual(changed);
      }),
      { numRuns: 2000 },
    );
  });

  // A node that takes the first of two equal keys must not see another value than the relay, which takes the last.
  it.each([
    '{"requestId":"evil","requestId":"a","payload":{"payload":{}}}',
    '{"requestId":"a","payload":{"payload":{"evil":1}},"payload":{"payload":{}}}',
    '{"requestId":"a","payload":{"payload":{"evil":1},"payload":{}}}',
    '{"requestId":"a","payload":{"action":"evil","action":"x","payload":{}}}',
    '{"requestId":"a","payload":{"payload":{"evil":1}},"p\\u0061yload":{"payload":{}}}',
    '{"request\\u0049d":"a","payload":{"payl\\u006fad":{}}}',
  ])('writes a frame anew that can be read in two ways: %s', (text) => {
    const spliced = splice(text, { requestId: 'b', metadata: METADATA });
    expect(JSON.parse(spliced)).toMatchObject({ requestId: 'b', payload: { payload: ADDED } });
    expect(spliced).not.toContain('evil');
    expect(spliced.match(/"requestId"/g)).toHaveLength(1);
  });

  it('finds the end of long strings, whatever is escaped in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"', '\\', 'x', 'é', '\n', '{'), { maxLength: 400, size: 'max' }),
        (units) => {
          const text = JSON.stringify({ payload: { payload: {}, note: units.join('') }, requestId: 'a' });
          expect(JSON.parse(splice(text, { requestId: 'b' }))).toEqual({
            ...(JSON.parse(text) as object),
            requestId: 'b',
          });
        },
      ),
    );
  });
});

describe('commandBytes', () => {
  it("takes out a controller's own reserved keys at both levels, and only those", () => {
    const payload = {
      __x: 1,
      action: 'a',
      payload: { __controllerClientId: 'clt_evil', ['__proto__']: {}, _y: 2, input: { __z: 3 } },
    };
    const text = JSON.stringify({ requestId: 'a', payload }).replace('"_y"', '"__\\u0067rant":{},"_y"');
    const envelope = JSON.parse(text) as Envelope<CommandPayload>;
    const sent: unknown = JSON.parse(commandBytes(Buffer.from(text), envelope, METADATA).toString());
    expect(sent).toEqual({ requestId: 'a', payload: { action: 'a', payload: { ...ADDED, _y: 2, input: { __z: 3 } } } });
  });
});

function splice(text: string, edits: FrameEdits): string {
  const bytes = Buffer.from(text);
  const before = bytes.toString();
  const spliced = spliceFrame(bytes, JSON.parse(text) as Envelope, edits).toString();
  expect(bytes.toString()).toBe(before);
  return spliced;
}

/** A frame as any serialiser might write it: with any order, white space and escapes. */
function frameText(): fc.Arbitrary<string> {
  const space = fc.constantFrom('', ' ', '\n\t', '\r\n  ');
  const key = fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__');
  const json = fc.jsonValue({ maxDepth: 3 });
  const inner = fc.dictionary(key, json, { maxKeys: 4 });
  const payload = fc
    .tuple(fc.dictionary(key, json, { maxKeys: 3 }), inner)
    .map(([rest, value]) => ({ ...rest, payload: value }));
  const frame = fc.record({
    rest: fc.dictionary(key, json, { maxKeys: 3 }),
    payload,
    requestId: fc.string(),
    first: fc.boolean(),
  });
  return fc.tuple(frame, space).map(([{ rest, payload: value, requestId, first }, gap]) => {
    const ordered = first ? { requestId, ...rest, payload: value } : { ...rest, payload: value, requestId };
    return gap + JSON.stringify({ ...ordered, requestId, payload: value }, undefined, gap.length);
  });
}
