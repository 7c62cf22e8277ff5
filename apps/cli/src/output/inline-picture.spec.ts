import { inlinePicture, pictureProtocol, type Picture } from './inline-picture';

const picture: Picture = { base64: 'QUJD', format: 'png', width: 90, height: 90 };

describe('the protocol for pictures', () => {
  it.each([
    [{ TERM: 'xterm-kitty' }, 'kitty'],
    [{ KITTY_WINDOW_ID: '1', TERM: 'xterm-256color' }, 'kitty'],
    [{ TERM_PROGRAM: 'ghostty' }, 'kitty'],
    [{ TERM_PROGRAM: 'iTerm.app' }, 'iterm2'],
    [{ TERM_PROGRAM: 'WezTerm' }, 'iterm2'],
    [{ LC_TERMINAL: 'iTerm2' }, 'iterm2'],
    [{ TERM: 'xterm-256color' }, undefined],
    [{}, undefined],
    [{ TERM: 'tmux-256color', KITTY_WINDOW_ID: '1' }, undefined],
    [{ TERM: 'screen', LC_TERMINAL: 'iTerm2' }, undefined],
    [{ TMUX: '/tmp/tmux', TERM_PROGRAM: 'iTerm.app' }, undefined],
  ])('of a terminal with %j is %s', (env, protocol) => {
    expect(pictureProtocol(env)).toBe(protocol);
  });
});

describe('a picture', () => {
  it('for iTerm2 is one sequence with its size', () => {
    expect(inlinePicture(picture, 'iterm2', 80)).toBe(
      '\u001b]1337;File=inline=1;size=3;width=10;preserveAspectRatio=1:QUJD\u0007\n',
    );
  });

  it('for kitty is cut into sequences of which the last says so', () => {
    const base64 = 'A'.repeat(4096) + 'B'.repeat(4096) + 'C';
    expect(inlinePicture({ ...picture, base64 }, 'kitty', 80)).toBe(
      `\u001b_Ga=T,f=100,q=2,c=10,m=1;${'A'.repeat(4096)}\u001b\\` +
        `\u001b_Gm=1;${'B'.repeat(4096)}\u001b\\\u001b_Gm=0;C\u001b\\\n`,
    );
  });

  it('in a format that kitty does not take is left out', () => {
    expect(inlinePicture({ ...picture, format: 'jpeg' }, 'kitty', 80)).toBe('');
    expect(inlinePicture({ ...picture, format: 'jpeg' }, 'iterm2', 80)).not.toBe('');
  });

  it.each([
    ['is no wider than the terminal', { width: 3000, height: 900 }, 80],
    ['leaves what is above it on the screen', { width: 1280, height: 12_000 }, 6],
    ['that is small keeps its size', { width: 45, height: 45 }, 5],
  ])('%s', (_rule, size, columns) => {
    expect(inlinePicture({ ...picture, ...size }, 'iterm2', 80)).toContain(`;width=${columns};`);
  });
});
