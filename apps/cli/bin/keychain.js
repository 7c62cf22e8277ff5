'use strict';
// Helper of the otto command: one request to the keychain of the system, as JSON on stdin, and the answer as JSON on stdout.
// A process of its own, because a call into the keychain may wait for ever (see home/keychain.ts).
const SERVICE = 'otto';
// Without this, a Linux without Secret Service would lend the kernel's keyring, which forgets everything at a reboot.
const OPTIONS = { linux: { store: 'secret-service' } };

function answer({ operation, account, secret }) {
  const { Entry } = require('@napi-rs/keyring');
  const entry = new Entry(SERVICE, account, OPTIONS);
  if (operation === 'get') return { secret: entry.getPassword() };
  if (operation === 'set') entry.setPassword(secret);
  if (operation === 'delete') entry.deleteCredential();
  return {};
}

let text = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => (text += chunk));
process.stdin.on('end', () => {
  try {
    process.stdout.write(JSON.stringify({ ok: true, ...answer(JSON.parse(text)) }));
  } catch (error) {
    const reason = error.code === 'MODULE_NOT_FOUND' ? 'its package is not installed for this system' : error.message;
    process.stdout.write(JSON.stringify({ ok: false, reason: String(reason).split('\n')[0] }));
  }
});
