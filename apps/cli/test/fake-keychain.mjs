// Stands in for the keychain helper: keeps secrets in the file FAKE_KEYCHAIN, or behaves as the words after it say.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const { FAKE_KEYCHAIN: file, FAKE_KEYCHAIN_IS: state = 'open' } = process.env;
const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};

function answer({ operation, account, secret }) {
  if (state === 'locked') return { ok: false, reason: 'it is locked' };
  if (operation === 'set') kept[account] = secret;
  if (operation === 'delete') delete kept[account];
  writeFileSync(file, JSON.stringify(kept));
  return { ok: true, secret: operation === 'get' ? (kept[account] ?? null) : undefined };
}

let text = '';
process.stdin.on('data', (chunk) => (text += chunk));
process.stdin.on('end', () => {
  if (state === 'hangs') setInterval(() => undefined, 60_000);
  else if (state === 'broken') process.stdout.write('Segmentation fault');
  else process.stdout.write(JSON.stringify(answer(JSON.parse(text))));
});
