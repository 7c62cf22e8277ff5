import { code, pageHead, plain, table } from './markdown.mjs';

/** Who has to act, by category; the order of the sections. */
const CATEGORIES = {
  validation: 'The input has the right form but an unusable value. Correct it.',
  protocol: 'The frame or body does not follow the protocol. Correct the program that sent it.',
  auth: 'The caller is not who it says, or its credentials no longer hold. Log in or pair again.',
  permission: 'The caller is known, but may not do this. Ask whoever grants it.',
  routing: 'The command cannot reach its target, or could not stay with it.',
  conflict: 'Somebody else holds what the request needs.',
  limit: 'A bound was reached.',
  timeout: 'A deadline passed.',
  execution: 'The browser or the page refused or failed.',
  internal: 'Otto itself is misconfigured or has failed.',
};

const INTRODUCTION = `
Everything that Otto refuses, it refuses with one of these codes: in \`error\` frames as \`code\`, in HTTP bodies as
\`error\` and \`code\`, on the command line before the message. **HTTP** is the status of a REST answer. **Again** says
whether the very same request may succeed later without anybody changing anything; the SDK sends it again by itself only
then. Words in braces are filled in.
`;

export function errorsPage({ ERROR_CATALOGUE }) {
  const entries = Object.entries(ERROR_CATALOGUE).sort(([a], [b]) => (a < b ? -1 : 1));
  const sections = Object.entries(CATEGORIES).map(([category, meaning]) => {
    const rows = entries.filter(([, error]) => error.category === category).map(row);
    return `\n## ${category}\n\n${meaning}\n\n${table(['Code', 'HTTP', 'Again', 'Message', 'What to do'], rows)}`;
  });
  return pageHead('Errors', INTRODUCTION) + sections.join('');
}

function row([name, { status, retryable, message, hint }]) {
  return [`<a id="${name}"></a>${code(name)}`, status, retryable ? 'yes' : 'no', plain(message), plain(hint)];
}
