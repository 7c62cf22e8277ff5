import { OttoError, isErrorCode } from '@otto/protocol';
import * as dto from '@otto/protocol/dto';
import { compileValidator, schemaOf, type DtoClass } from '@otto/protocol/dto';
import fc from 'fast-check';
import { isReadable, parseFrame } from '../../src/ws/frame-parser';
import { startRelay, type RelayUnderTest } from '../relay-under-test';
import { bytesOf, fuzzInput, readMessage, requestIdOf } from './fuzz-input';
import { fuzzGateway } from './gateway-fuzz';
import { hostileJson, hostileKey } from './hostile-value';
import { fuzzSockets } from './socket-fuzz';

const INPUTS = 10_000;
const FACTS = { nodeId: 'node_a', accessToken: 'none', about: 'request_0', now: Date.UTC(2026, 0, 1), serial: 1 };

describe('parseFrame, whatever comes in', () => {
  it('gives a frame or an error of the catalogue, and the requestId wherever it can be read', () => {
    fc.assert(
      fc.property(fuzzInput, (input) => {
        const bytes = bytesOf(input, FACTS);
        const frame = parseFrame(bytes, input.isBinary);
        const requestId = requestIdOf(readMessage(bytes, input.isBinary));
        if (isReadable(frame)) expect(frame.envelope.requestId).toBe(requestId);
        else {
          expect(frame.error).toBeInstanceOf(OttoError);
          expect(frame.requestId).toBe(requestId);
        }
      }),
      { numRuns: INPUTS },
    );
  });
});

describe('every validator, whatever it is given', () => {
  const classes = [...Object.values<unknown>(dto), ...Object.values<unknown>(dto.ACTION_PAYLOADS)].filter(isDto);

  it.each([...new Set(classes)].map((each) => [each.name, each] as const))(
    '%s gives the value itself or an error of the catalogue',
    (_name, each) => {
      const validate = compileValidator(each);
      const { properties } = schemaOf(each) as { properties?: object };
      const keys = fc.oneof(fc.constantFrom(...Object.keys(properties ?? {}), 'unknown'), hostileKey);
      const value = hostileJson.map((text): unknown => JSON.parse(text));
      const given = fc.oneof(
        { weight: 1, arbitrary: value },
        { weight: 4, arbitrary: fc.dictionary(keys, value, { maxKeys: 8 }) },
      );
      fc.assert(
        fc.property(given, (it) => {
          const outcome = outcomeOf(() => validate(it));
          expect(outcome === it || (outcome instanceof OttoError && isErrorCode(outcome.code))).toBe(true);
        }),
        { numRuns: INPUTS / 20 },
      );
    },
  );
});

describe('the gateway, whatever it is sent', () => {
  it('answers everything, fails at nothing, and lets nothing past its checks', () => {
    fuzzGateway({ inputs: INPUTS, seed: 1 });
  });
});

describe('a relay, whatever comes through its sockets', () => {
  let relay: RelayUnderTest;

  beforeEach(async () => (relay = await startRelay({ OTTO_RATE_LIMIT_PER_MIN: '100000000' })));
  afterEach(() => relay.stop());

  it('answers everything, ends no session, and goes on', async () => {
    const client = await relay.registerClient();
    const node = await relay.pairNode('node_a', client);
    const accessTokens = { controller: client.accessToken, node: node.accessToken };
    await fuzzSockets({ wsUrl: relay.wsUrl, nodeId: 'node_a', accessTokens }, { inputs: INPUTS, seed: 1 });
    expect((await relay.get('/health/ready')).status).toBe(200);
  });
});

function isDto(value: unknown): value is DtoClass {
  return typeof value === 'function' && /^[A-Z]\w+(Payload|Body|Query|Event|Entry)$/.test(value.name);
}

function outcomeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
