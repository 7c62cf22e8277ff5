import type { Session } from '../ws/session';
import { DroppedFrames } from './dropped-frames';

const sessionThatDropped = (droppedFrames: number): Session => ({ droppedFrames }) as Session;

describe('DroppedFrames', () => {
  it('keeps what ended sessions have dropped, so that the count never falls', () => {
    const open = new Set([sessionThatDropped(2), sessionThatDropped(3)]);
    const dropped = new DroppedFrames({ open });
    expect(dropped.total).toBe(5);
    for (const session of [...open]) {
      open.delete(session);
      dropped.left(session);
      expect(dropped.total).toBe(5);
    }
  });
});
