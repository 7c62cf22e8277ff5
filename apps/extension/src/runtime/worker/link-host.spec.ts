import type { FromLink, ToLink } from '../link/link-messages';
import { LinkHost, type LinkPort, type OffscreenDocument } from './link-host';

class FakeDocument implements OffscreenDocument {
  isThere = false;
  answers = true;
  readonly log: string[] = [];

  exists(): Promise<boolean> {
    return Promise.resolve(this.isThere);
  }
  knock(): Promise<boolean> {
    this.log.push('knock');
    return Promise.resolve(this.answers);
  }
  create(): Promise<void> {
    this.log.push('create');
    this.isThere = true;
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.log.push('close');
    this.isThere = false;
    return Promise.resolve();
  }
}

class FakePort implements LinkPort {
  readonly posted: ToLink[] = [];
  say: (message: FromLink) => void = () => undefined;
  goes: () => void = () => undefined;
  post(message: ToLink): void {
    this.posted.push(message);
  }
  onMessage(listener: (message: FromLink) => void): void {
    this.say = listener;
  }
  onGone(listener: () => void): void {
    this.goes = listener;
  }
}

describe('LinkHost', () => {
  let document: FakeDocument;
  let heard: FromLink[];
  let losses: number;
  let host: LinkHost;

  beforeEach(() => {
    document = new FakeDocument();
    heard = [];
    losses = 0;
    host = new LinkHost(
      document,
      (message) => heard.push(message),
      () => losses++,
    );
  });

  it('creates the document where there is none, once for all who ask at the same time', async () => {
    await Promise.all([host.ensure(), host.ensure()]);
    expect(document.log).toEqual(['create']);
  });

  it('leaves a document alone that answers, and one whose line is open', async () => {
    document.isThere = true;
    await host.ensure();
    expect(document.log).toEqual(['knock']);
    host.attach(new FakePort());
    await host.ensure();
    expect(document.log).toEqual(['knock']);
  });

  it('replaces a document that goes while it is looked for', async () => {
    document.isThere = true;
    document.answers = false;
    document.close = () => Promise.reject(new Error('No current offscreen document.'));
    await host.ensure();
    expect(document.log).toEqual(['knock', 'create']);
  });

  it('replaces a document that does not answer', async () => {
    document.isThere = true;
    document.answers = false;
    await host.ensure();
    expect(document.log).toEqual(['knock', 'close', 'create']);
  });

  it('takes it for its own when another life of the worker was faster', async () => {
    document.create = () => {
      document.isThere = true;
      return Promise.reject(new Error('Only a single offscreen document may be created.'));
    };
    await expect(host.ensure()).resolves.toBeUndefined();
  });

  it('says why when the browser refuses a document', async () => {
    document.create = () => Promise.reject(new Error('no such page'));
    await expect(host.ensure()).rejects.toThrow('no such page');
  });

  it('creates the document again when it goes, and tells of the loss', async () => {
    const port = new FakePort();
    host.attach(port);
    port.goes();
    await new Promise((resolve) => setImmediate(resolve));
    expect(losses).toBe(1);
    expect(document.log).toEqual(['create']);
  });

  it('takes no notice of an old line that goes', () => {
    const [old, current] = [new FakePort(), new FakePort()];
    host.attach(old);
    host.attach(current);
    old.goes();
    host.tell({ type: 'retry' });
    expect(current.posted).toEqual([{ type: 'retry' }]);
    expect(losses).toBe(0);
  });

  it('keeps what is said while the line is down, within bounds', () => {
    for (let i = 0; i < 300; i++) host.tell({ type: 'answer', requestId: String(i), text: '' });
    const port = new FakePort();
    host.attach(port);
    expect(port.posted).toHaveLength(256);
    expect(port.posted.at(-1)).toEqual({ type: 'answer', requestId: '299', text: '' });
  });

  it('hands on what the document says', () => {
    const port = new FakePort();
    host.attach(port);
    port.say({ type: 'keepalive' });
    expect(heard).toEqual([{ type: 'keepalive' }]);
  });
});
