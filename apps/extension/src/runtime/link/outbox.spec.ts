import { Outbox } from './outbox';

const sentBy = (outbox: Outbox): string[] => {
  const sent: string[] = [];
  outbox.flush((text) => sent.push(text) > 0);
  return sent;
};

describe('Outbox', () => {
  it('sends what waited, in order and once', () => {
    const outbox = new Outbox();
    outbox.add('a');
    outbox.add('b');
    expect(sentBy(outbox)).toEqual(['a', 'b']);
    expect(sentBy(outbox)).toEqual([]);
  });

  it('keeps a frame that could not be sent after all', () => {
    const outbox = new Outbox();
    outbox.add('a');
    outbox.add('b');
    outbox.flush((text) => text === 'a');
    expect(sentBy(outbox)).toEqual(['b']);
  });

  it('drops the oldest frames beyond its count', () => {
    const outbox = new Outbox({ maxFrames: 2 });
    for (const text of ['a', 'b', 'c']) outbox.add(text);
    expect(sentBy(outbox)).toEqual(['b', 'c']);
  });

  it('drops the oldest frames beyond its size', () => {
    const outbox = new Outbox({ maxChars: 5 });
    for (const text of ['aaa', 'bbb', 'c']) outbox.add(text);
    expect(sentBy(outbox)).toEqual(['bbb', 'c']);
  });

  it('does not send answers to commands that have ended long ago', () => {
    let now = 0;
    const outbox = new Outbox({ maxAgeMs: 1000 }, () => now);
    outbox.add('old');
    now = 1001;
    outbox.add('new');
    expect(sentBy(outbox)).toEqual(['new']);
    expect(outbox.size).toBe(0);
  });
});
