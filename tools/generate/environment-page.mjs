import { code, pageHead, plain, table } from './markdown.mjs';

const INTRODUCTION = `
Every variable that Otto reads. A value that is not allowed ends the start with the name, the value and what is allowed;
an empty one counts as unset. Secrets are never printed.
`;

const SECTIONS = {
  'Relay and command line': (programs) => programs.length === 2,
  Relay: (programs) => programs.length === 1 && programs[0] === 'relay',
  'Command line': (programs) => programs.length === 1 && programs[0] === 'cli',
};

export function environmentPage({ ENVIRONMENT }) {
  const sections = Object.entries(SECTIONS).map(([title, belongs]) => {
    const rows = Object.entries(ENVIRONMENT)
      .filter(([, { programs }]) => belongs(programs))
      .map(row);
    return `\n## ${title}\n\n${table(['Variable', 'Default', 'Allowed', 'Meaning'], rows)}`;
  });
  return pageHead('Environment variables', INTRODUCTION) + sections.join('');
}

function row([name, { fallback, required, secret, allowed, description }]) {
  const meaning = secret ? `${description} Secret.` : description;
  return [code(name), standard(fallback, required), plain(allowed), plain(meaning)];
}

function standard(fallback, required) {
  if (required) return '**required**';
  if (fallback === undefined) return 'unset';
  return fallback === '' ? 'none' : code(fallback.replaceAll(',', ', '));
}
