import { PassThrough } from 'node:stream';
import { styleFor } from './style';

const terminal = Object.assign(new PassThrough(), { isTTY: true });

describe('styleFor', () => {
  it('colours on a terminal', () => {
    expect(styleFor(terminal, {}).red('x')).toBe('\u001b[31mx\u001b[39m');
  });

  it.each([
    ['a pipe', new PassThrough(), {}],
    ['NO_COLOR', terminal, { NO_COLOR: '1' }],
    ['a terminal that cannot', terminal, { TERM: 'dumb' }],
  ])('writes plain text for %s', (_name, screen, env) => {
    expect(styleFor(screen, env).red('x')).toBe('x');
  });

  it('writes nothing where there is no text', () => {
    expect(styleFor(terminal, {}).dim('')).toBe('');
  });

  it('takes an empty NO_COLOR for an unset one', () => {
    expect(styleFor(terminal, { NO_COLOR: '' }).bold('x')).not.toBe('x');
  });
});
