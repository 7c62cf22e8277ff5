// The way in: `node tools/bootstrap.mjs <demo|test|check|bench> [arguments]`.
// Node built-ins only, since it runs before anything is installed. This file alone has to be readable by any old
// Node, so that its user is told what is wrong; everything else is loaded after the check.
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Otto needs Node 20.19 or newer; this is ${process.versions.node}.`);
  console.error('Install a current one from https://nodejs.org/ (or: nvm install 22) and run this again.');
  process.exitCode = 1;
} else {
  import('./bootstrap/main.mjs').then(({ main }) => main(process.argv.slice(2)));
}
