import { CLOSE_CODES, ERROR_CATALOGUE, MESSAGE_TYPES } from '@otto/protocol';
import { codeIn, isForSpecs } from './sources';

/** What decides which frames the relay answers, and with which error. */
const CORE = [
  'apps/relay/src/ws',
  'apps/relay/src/routing',
  'libs/locks/src',
  'libs/protocol/src/envelope.ts',
  'libs/protocol/src/dto/session.dto.ts',
  'libs/protocol/src/dto/command.dto.ts',
  'libs/protocol/src/dto/event.dto.ts',
];
/** What a spec imports that has a relay and peers with real sockets. */
const REAL_SOCKETS = [/test\/peer'|\.\/peer'/, /relay-under-test'/];

const sources = codeIn('apps/relay', 'libs/locks', 'libs/protocol');
const core = sources
  .filter(({ path }) => !isForSpecs(path) && CORE.some((part) => path.startsWith(part)))
  .map(({ text }) => text)
  .join('\n');
const specs = sources
  .filter(({ path, text }) => path.endsWith('.spec.ts') && REAL_SOCKETS.every((mark) => mark.test(text)))
  .map(({ text }) => text)
  .join('\n');
const events = sources
  .filter(({ path }) => path === 'libs/protocol/src/dto/event.dto.ts')
  .flatMap(({ text }) => [...text.matchAll(/\btype: ((?:'\w+'(?: \| )?)+)/g)])
  .flatMap(([, types = '']) => types.split(' | ').map((type) => type.slice(1, -1)));

function withoutSpec(names: readonly string[]): string[] {
  return names.filter((name) => !new RegExp(`\\b${name}\\b`).test(specs));
}

describe('real sockets show', () => {
  it('every message type', () => {
    expect(withoutSpec(MESSAGE_TYPES)).toEqual([]);
  });

  it('every error code with which the relay answers a frame', () => {
    const codes = Object.keys(ERROR_CATALOGUE).filter((code) => core.includes(`'${code}'`));
    expect(codes.length).toBeGreaterThan(40);
    expect(withoutSpec(codes)).toEqual([]);
  });

  it('every event', () => {
    expect(events.length).toBeGreaterThan(10);
    expect(withoutSpec(events)).toEqual([]);
  });

  it('every close code', () => {
    expect(withoutSpec(Object.values(CLOSE_CODES).map(({ code }) => String(code)))).toEqual([]);
  });
});
