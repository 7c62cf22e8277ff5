import type { ChatMessage, ChatTyping, NetworkUpdate } from '@otto/protocol';
import { AdaptedStream } from './adapted-stream';
import type { StreamAdapter } from './stream-adapter';

const meta = { site: 'example.com', source: 'network', rawEventType: 'm' };
const conversation = { id: 'room' };
const from = { id: 'u1' };

function message(eventId: string): ChatMessage {
  return { kind: 'chat.message', meta, conversation, from, to: null, message: 'hi', datetime: '2026-01-01', eventId };
}
function typing(datetime: string): ChatTyping {
  return { kind: 'chat.typing', meta, conversation, from, to: null, datetime };
}

/** Takes the body of a response for the list of its domain objects. */
const adapter: StreamAdapter = { name: 'example.v1', adapt: ({ body }) => JSON.parse(body ?? '[]') as ChatMessage[] };

describe('AdaptedStream', () => {
  const open = () => {
    const stream = new AdaptedStream(adapter, {});
    return (...objects: unknown[]): unknown[] => stream.take({ body: JSON.stringify(objects) } as NetworkUpdate);
  };

  it('tells every event once', () => {
    const take = open();
    expect(take(message('a'), message('b'), message('a'))).toEqual([message('a'), message('b')]);
    expect(take(message('b'), message('c'))).toEqual([message('c')]);
  });

  it('takes objects without an id for the same when they say the same', () => {
    const take = open();
    expect(take(typing('1'), typing('2'), typing('1'))).toEqual([typing('1'), typing('2')]);
  });

  it('tells an object again when it was edited', () => {
    const take = open();
    const post = { kind: 'content.post', meta, id: '1', title: 'a', score: 1 };
    expect(take(post, { ...post, score: 2 }, { ...post, editedAt: '2026-01-02' })).toHaveLength(2);
  });

  it('tells unlike kinds apart', () => {
    const take = open();
    const deleted = { kind: 'chat.message_deleted', meta, conversation, messageId: 'a', datetime: '1', eventId: 'a' };
    expect(take(message('a'), deleted)).toHaveLength(2);
  });

  it('forgets what is long ago', () => {
    const take = open();
    take(message('first'));
    take(...Array.from({ length: 5_000 }, (_, i) => message(String(i))));
    expect(take(message('first'))).toHaveLength(1);
  });

  it('hands its options to the adapter', () => {
    const adapt = jest.fn(() => []);
    new AdaptedStream({ name: 'x', adapt }, { selfUserId: 'me' }).take({} as NetworkUpdate);
    expect(adapt).toHaveBeenCalledWith({}, { selfUserId: 'me' });
  });
});
