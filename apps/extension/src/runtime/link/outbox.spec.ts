import { Outbox } from './outbox';

const sentBy = (outbox: Outbox): string[] => {
  const sent: string[] = [];
  outbox.flush((text) => sent.push(text) > 0);
  return sent;
};

function filled(texts: readonly string[], outbox = new Outbox()): Outbox {
  for (const text of texts) outbox.add(`of ${text}`, text);
  return outbox;
}

describe('Outbox', () => {
  it('sends what waited, in order and once', () => {
    const outbox = filled(['a', 'b']);
    expect(sentBy(outbox)).toEqual(['a', 'b']);
    expect(sentBy(outbox)).toEqual([]);
  });

  it('keeps a frame that could not be sent after all', () => {
    const outbox = filled(['a', 'b']);
    outbox.flush((text) => text === 'a');
    expect(sentBy(outbox)).toEqual(['b']);
  });

  it('drops the oldest frames beyond its count', () => {
    expect(sentBy(filled(['a', 'b', 'c'], new Outbox({ maxFrames: 2 })))).toEqual(['b', 'c']);
  });

  it('drops the oldest frames beyond its size', () => {
    expect(sentBy(filled(['aaa', 'bbb', 'c'], new Outbox({ maxChars: 5 })))).toEqual(['bbb', 'c']);
  });

  it('counts the size of what it holds, not of what it held', () => {
    const outbox = filled(['aaa'], new Outbox({ maxChars: 5 }));
    sentBy(outbox);
    outbox.probe()();
    expect(sentBy(filled(['bbb', 'cc'], outbox))).toEqual(['bbb', 'cc']);
  });

  it('does not send answers to commands that have ended long ago', () => {
    let now = 0;
    const outbox = filled(['old'], new Outbox({ maxAgeMs: 1000 }, () => now));
    now = 1001;
    expect(sentBy(filled(['new'], outbox))).toEqual(['new']);
    expect(outbox.requestIds).toEqual(['of new']);
  });

  describe('what was sent', () => {
    it('is kept until the relay has been heard after it', () => {
      const outbox = filled(['a']);
      sentBy(outbox);
      const heard = outbox.probe();
      sentBy(filled(['b'], outbox));
      heard();
      expect(outbox.requestIds).toEqual(['of b']);
    });

    it('is sent again when its connection was lost and the relay still waits for it', () => {
      const outbox = filled(['a', 'b']);
      sentBy(outbox);
      outbox.lost();
      expect(sentBy(outbox)).toEqual([]);
      outbox.resume(['of b']);
      expect(sentBy(outbox)).toEqual(['b']);
      expect(outbox.requestIds).toEqual(['of b']);
    });

    it('is not taken for arrived because of a sign of life from before it was sent again', () => {
      const outbox = filled(['a']);
      sentBy(outbox);
      outbox.lost();
      const heard = outbox.probe();
      outbox.resume(['of a']);
      sentBy(outbox);
      heard();
      expect(outbox.requestIds).toEqual(['of a']);
    });
  });

  it('forgets everything when told to', () => {
    const outbox = filled(['a']);
    outbox.clear();
    expect(sentBy(outbox)).toEqual([]);
  });
});
