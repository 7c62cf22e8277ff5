import { Emitter } from './emitter';

describe('Emitter', () => {
  it('tells every listener until it stops listening', () => {
    const emitter = new Emitter<{ number: number }>();
    const heard: string[] = [];
    const stop = emitter.on('number', (value) => heard.push(`a${value}`));
    emitter.on('number', (value) => heard.push(`b${value}`));
    emitter.emit('number', 1);
    stop();
    emitter.emit('number', 2);
    expect(heard).toEqual(['a1', 'b1', 'b2']);
  });

  it('goes on when a listener throws, and does not swallow the error', () => {
    const later: (() => void)[] = [];
    const queue = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => void later.push(task));
    const emitter = new Emitter<{ number: number }>();
    const heard: number[] = [];
    emitter.on('number', () => {
      throw new Error('listener');
    });
    emitter.on('number', (value) => heard.push(value));
    emitter.emit('number', 1);
    queue.mockRestore();
    expect(heard).toEqual([1]);
    expect(later[0]).toThrow('listener');
  });
});
