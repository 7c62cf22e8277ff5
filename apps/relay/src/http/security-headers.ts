import helmet from 'helmet';

/**
 * The relay answers data, never pages of its own: so nothing that a browser receives from it may run, be framed, be sniffed
 * for another type, or be kept. Whether TLS is in front is the proxy's to say, so no HSTS from here.
 */
export function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
