// `npm run new:command -- <site> <id>`, from the root of the repository.
import { newCommand } from './new-command/create.mjs';

const [site, id] = process.argv.slice(2);
if (site === undefined || id === undefined) {
  process.stderr.write('usage: npm run new:command -- <site> <id>, for example: example.com getItems\n');
  process.exit(1);
}
try {
  const files = await newCommand({ root: process.cwd(), site, id });
  process.stdout.write(`${files.join('\n')}\n\nWhat to do with them: docs/guides/command-authoring.md\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
