import { makeFrame, type Envelope } from '@otto/protocol';
import type { FromLink, ToLink } from './link-messages';
import { WorkerChannel, type WorkerPort } from './worker-channel';

/** One life of the worker: what it was told, and its end. */
class FakeWorker implements WorkerPort {
  readonly told: FromLink[] = [];
  #say: (message: ToLink) => void = () => undefined;
  #gone: () => void = () => undefined;
  isDead = false;

  post(message: FromLink): void {
    if (this.isDead) throw new Error('Attempting to use a disconnected port object');
    this.told.push(message);
  }
  onMessage(listener: (message: ToLink) => void): void {
    this.#say = listener;
  }
  onGone(listener: () => void): void {
    this.#gone = listener;
  }
  say(message: ToLink): void {
    this.#say(message);
  }
  die(): void {
    this.isDead = true;
    this.#gone();
  }
  get commands(): string[] {
    return this.told.flatMap((message) => (message.type === 'frame' ? [message.frame.requestId] : []));
  }
}

const command = (requestId: string): Envelope =>
  makeFrame('controller', 'command', requestId, { action: 'primitive.tab.open' }, { traceId: 'trace' });

describe('WorkerChannel', () => {
  const workers: FakeWorker[] = [];
  const answers: string[] = [];
  let channel: WorkerChannel;

  beforeEach(() => {
    jest.useFakeTimers();
    workers.splice(0);
    answers.splice(0);
    channel = new WorkerChannel({
      open: () => {
        workers.push(new FakeWorker());
        return workers.at(-1)!;
      },
      onMessage: () => undefined,
      onAnswer: (_requestId, text) => answers.push(text),
    });
  });
  afterEach(() => jest.useRealTimers());

  it('opens one line and keeps using it', () => {
    channel.deliver(command('a'));
    channel.deliver(command('b'));
    expect(workers).toHaveLength(1);
    expect(workers[0]!.commands).toEqual(['a', 'b']);
  });

  it('starts the worker again when it has something to say to a dead one', () => {
    channel.tell({ type: 'keepalive' });
    workers[0]!.die();
    channel.tell({ type: 'keepalive' });
    expect(workers[1]!.told).toEqual([{ type: 'keepalive' }]);
  });

  it('reaches the next worker when the line breaks in the very moment of speaking', () => {
    channel.tell({ type: 'keepalive' });
    workers[0]!.isDead = true;
    channel.deliver(command('a'));
    expect(workers[1]!.commands).toEqual(['a']);
  });

  it('hands a command that died with its worker to the next one, at once', () => {
    channel.deliver(command('a'));
    workers[0]!.die();
    expect(workers[1]!.commands).toEqual(['a']);
  });

  it('says when it came in, so that its time runs on', () => {
    channel.deliver(command('a'));
    const receivedAt = Date.now();
    jest.advanceTimersByTime(5000);
    workers[0]!.die();
    expect(workers[1]!.told).toEqual([
      { type: 'frame', frame: expect.objectContaining({ requestId: 'a' }), receivedAt },
    ]);
  });

  it('does not hand on what was answered', () => {
    channel.deliver(command('a'));
    workers[0]!.say({ type: 'answer', requestId: 'a', text: '{}' });
    workers[0]!.die();
    expect(workers).toHaveLength(1);
  });

  it('does not hand on what is not a command', () => {
    channel.deliver(makeFrame('relay', 'event', 'e', { type: 'access_requested' }));
    workers[0]!.die();
    expect(workers).toHaveLength(1);
  });

  it('ends a command that keeps ending the worker', () => {
    channel.deliver(command('a'));
    for (let life = 0; life < 3; life++) workers[life]!.die();
    expect(workers).toHaveLength(3);
    expect(JSON.parse(answers[0]!)).toMatchObject({
      messageType: 'error',
      requestId: 'a',
      traceId: 'trace',
      payload: { code: 'node_restarted', action: 'primitive.tab.open', commandOutcome: 'failed' },
    });
  });

  it('keeps a worker alive that wants to stay, and starts the next one when it dies all the same', () => {
    channel.tell({ type: 'keepalive' });
    channel.stay(true);
    jest.advanceTimersByTime(40_000);
    expect(workers[0]!.told).toHaveLength(3);
    workers[0]!.die();
    expect(workers[1]!.told).toEqual([{ type: 'keepalive' }]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('lets a worker go that does not want to stay any more', () => {
    channel.tell({ type: 'keepalive' });
    channel.stay(true);
    channel.stay(false);
    expect(jest.getTimerCount()).toBe(0);
    workers[0]!.die();
    expect(workers).toHaveLength(1);
  });

  it('keeps the worker alive while a command runs, and lets it go afterwards', () => {
    channel.deliver(command('a'));
    jest.advanceTimersByTime(60_000);
    expect(workers[0]!.told.filter(({ type }) => type === 'keepalive')).toHaveLength(3);
    workers[0]!.say({ type: 'answer', requestId: 'a', text: '{}' });
    expect(jest.getTimerCount()).toBe(0);
  });
});
