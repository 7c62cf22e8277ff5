import { code, pageHead, plain, table } from './markdown.mjs';

const INTRODUCTION = `
Drives your own signed-in browser from a program, safely. Every command has \`--help\`.

**Output.** What a command has to say goes to stdout, and everything else (errors, notes, progress) to stderr. With
\`--json\` stdout holds one JSON document and nothing else, or one a line where the command goes on (NDJSON). The documents
are stable: fields may be added, but none goes or changes its meaning. Their schemas are below and, for programs, in
[cli-output.schema.json](cli-output.schema.json). Colours, spinners and pictures appear on a terminal only; \`NO_COLOR\`
is respected.

**Exit code.** 0 when a command did what it was asked, 1 when it did not. An error is told on stderr as
\`code: message\`, followed by the one thing to do next; see [errors](errors.md). With \`--json\` it is printed on stdout as
well: \`{error, code, message, actionableHint, requestId?}\` (\`error\` in the schemas). Ctrl+C cancels what runs and cleans
up; a second one ends the process at once.

**Which node.** The one of \`--node-id\`, else the configured one, else the only one that is connected.
`;

const COMPLETION = `
## Completion

\`otto completion bash\`, \`zsh\` and \`fish\` print what makes that shell complete commands, options and their values. It asks
the installed \`otto\` itself, so that it never has to be made again.
`;

/** Every command for people, from what the command line tells of itself. */
export function cliPage({ program, references }, schemas, installs) {
  const commands = leaves(program);
  const overview = table(
    ['Command', 'What it does'],
    commands.map(({ path, description }) => [`[${code(`otto ${path}`)}](#${anchor(path)})`, plain(description)]),
  );
  const sections = commands.map((command) => section(command, references[command.path] ?? { examples: [] }, schemas));
  return [
    `${pageHead('The otto command', INTRODUCTION)}\n${overview}`,
    `\n## Options of every command\n\n${optionTable(program.options)}`,
    `${COMPLETION}\n${table(
      ['Shell', 'To have it in every new one'],
      installs.map(([shell, line]) => [shell, code(line)]),
    )}`,
    ...sections,
  ].join('');
}

function leaves(command) {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

function section({ path, description, arguments: takes, options }, { examples, exits, isStream }, schemas) {
  const parts = [
    `## otto ${path}`,
    plain(`${description}.`),
    code(usage(path, takes, options)),
    takes.length > 0 &&
      table(
        ['Argument', 'Meaning'],
        takes.map((argument) => [code(argument.name), plain(argument.description)]),
      ).trim(),
    options.length > 0 && optionTable(options).trim(),
    `\`\`\`sh\n${examples.map(({ line, does }) => `# ${does}\n${line}`).join('\n')}\n\`\`\``,
    exits && `Exit code: ${exits}`,
    schemas[path] && schemaBlock(schemas[path], isStream),
  ];
  return `\n${parts.filter(Boolean).join('\n\n')}\n`;
}

function usage(path, takes, options) {
  const words = takes.map(({ name, isRequired, isVariadic }) => {
    const shown = isVariadic ? `${name}...` : name;
    return isRequired ? `<${shown}>` : `[${shown}]`;
  });
  const required = options.filter(({ isRequired }) => isRequired).map(({ flags }) => flags);
  const open = options.length > required.length ? ['[options]'] : [];
  return ['otto', path, ...required, ...open, ...words].join(' ');
}

function optionTable(options) {
  return table(
    ['Option', 'Meaning'],
    options.map(({ flags, description, choices, isRequired }) => [
      code(flags),
      [
        isRequired && '**Required.**',
        plain(description),
        choices.length > 0 &&
          !choices.every((choice) => description.includes(choice)) &&
          `One of ${choices.map(code).join(', ')}.`,
      ]
        .filter(Boolean)
        .join(' '),
    ]),
  );
}

/** @param {string} schema formatted */
function schemaBlock(schema, isStream) {
  const title = isStream ? 'Output with --json: one such document a line' : 'Output with --json';
  return `<details><summary>${title}</summary>\n\n\`\`\`json\n${schema.trim()}\n\`\`\`\n\n</details>`;
}

function anchor(path) {
  return `otto-${path.replaceAll(' ', '-')}`;
}

/** The schemas for programs: one document with a definition for each command. */
export function cliOutputSchema(schemas) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'What the commands of otto print with --json',
    description:
      'By the words after otto; `error` is what any of them prints when it fails. Fields may be added; none goes or changes its meaning.',
    definitions: schemas,
  };
}
