import { ENVIRONMENT, type Program, type Variable } from '@otto/protocol';

const WIDTH = 100;

/** The environment variables of a program, from the table that also makes the reference page. */
export function environmentHelp(program: Program): string {
  const variables = Object.entries<Variable<unknown>>(ENVIRONMENT).filter(([, { programs }]) =>
    programs.includes(program),
  );
  return ['', 'Environment:', ...variables.flatMap(([name, variable]) => describe(name, variable))].join('\n');
}

function describe(name: string, { description, fallback }: Variable<unknown>): string[] {
  const fact = fallback ? ` Default: ${fallback}.` : '';
  return [`  ${name}`, ...wrap(description + fact).map((line) => `      ${line}`)];
}

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${word}`.trimStart();
    if (longer.length <= WIDTH - 6 || lines[last] === '') lines[last] = longer;
    else lines.push(word);
  }
  return lines;
}
