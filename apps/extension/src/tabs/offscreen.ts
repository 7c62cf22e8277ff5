import { documentEnd } from '../runtime/chrome/chrome-link';
import { onKnock, sayGoodbye } from '../runtime/chrome/chrome-document';
import { LINK_PORT } from '../runtime/link/link-messages';
import { OffscreenLink } from '../runtime/link/offscreen-link';
import { RelayHttp } from '../runtime/link/relay-http';

// The offscreen document: it owns the connection to the relay, because it stays while service workers come and go.
const link = new OffscreenLink({
  openPort: () => documentEnd(LINK_PORT),
  openSocket: (url) => new WebSocket(url),
  http: (baseUrl) => new RelayHttp(baseUrl),
});

onKnock(() => link.start());
addEventListener('online', () => link.online());
addEventListener('pagehide', sayGoodbye);
link.start();
