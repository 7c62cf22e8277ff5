import { ACTIONS, ERROR_CATALOGUE, type ActionName, type ErrorCode } from '@otto/protocol';
import { ACTION_PAYLOADS, NetworkInterceptOptions, failureCodes, schemaOf } from '@otto/protocol/dto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NODE_STATES } from '../../apps/extension/src/runtime/node-status';
import { NOT_IN_A_BROWSER } from './not-in-a-browser';
import { ROOT, codeIn, isForSpecs } from './sources';

/** The parts of the node that answer no command: they speak with the relay, with people, or wait to be copied. */
const ANSWERS_NO_COMMAND = /\/(?:runtime\/(?:link|worker|logs)|ui|commands\/template)\/|\/runtime\/node-status\.ts$/;

type DtoClass = Parameters<typeof schemaOf>[0];
interface Option {
  readonly name: string;
  /** Those that it may have, where it is a choice. */
  readonly values: readonly string[];
}

const specs = codeIn('apps/e2e/src').map(({ text }) => text);
const node = codeIn('apps/extension/src')
  .filter((file) => !isForSpecs(file.path) && !ANSWERS_NO_COMMAND.test(file.path))
  .map(({ text }) => text)
  .join('\n');
const exceptions = Object.keys(NOT_IN_A_BROWSER) as ErrorCode[];

function optionsOf(dto: DtoClass): Option[] {
  const { properties = {} } = schemaOf(dto) as { properties?: Record<string, { enum?: string[] }> };
  return Object.entries(properties).map(([name, { enum: values = [] }]) => ({ name, values }));
}

const word = (text: string): RegExp => new RegExp(`(?<![\\w.])${text.replaceAll('.', '\\.')}(?![\\w.])`);
const quoted = (text: string): RegExp => new RegExp(`['"]${text}['"]`);

/** Whether one and the same spec has all of these. */
function areShown(...marks: readonly RegExp[]): boolean {
  return specs.some((text) => marks.every((mark) => mark.test(text)));
}

/** What no spec shows of the options of something that specs call by `name`. */
function withoutSpec(name: string, dto: DtoClass): string[] {
  return optionsOf(dto).flatMap((option) => {
    const marks = [word(name), word(option.name)];
    if (!areShown(...marks)) return [`${name} ${option.name}`];
    const missing = option.values.filter((value) => !areShown(...marks, quoted(value)));
    return missing.map((value) => `${name} ${option.name}: ${value}`);
  });
}

describe('a real browser shows', () => {
  const actions = Object.keys(ACTIONS) as ActionName[];

  it('every action', () => {
    expect(actions.filter((action) => !areShown(word(action)))).toEqual([]);
  });

  it('every option of every action, and every choice in it', () => {
    expect(actions.flatMap((action) => withoutSpec(action, ACTION_PAYLOADS[action]))).toEqual([]);
  });

  it('every option of the listener, and every mode', () => {
    expect(withoutSpec('network.http_intercept', NetworkInterceptOptions)).toEqual([]);
  });

  it('every error with which the node ends a command', () => {
    const wrongPayloads = [...Object.values(ACTION_PAYLOADS), NetworkInterceptOptions].flatMap(failureCodes);
    const thrown = (Object.keys(ERROR_CATALOGUE) as ErrorCode[]).filter((code) => node.includes(`'${code}'`));
    const codes = new Set([...wrongPayloads, ...thrown]);
    expect(codes.size).toBeGreaterThan(70);
    expect([...codes].filter((code) => !areShown(word(code)) && !exceptions.includes(code))).toEqual([]);
  });

  it('every state of the node, of which there is a picture', () => {
    const hasPicture = (state: string): boolean => existsSync(path.join(ROOT, `docs/images/popup-${state}.png`));
    expect(NODE_STATES.filter((state) => !areShown(quoted(`popup-${state}`)) || !hasPicture(state))).toEqual([]);
  });
});

describe('what a real browser cannot be made to show', () => {
  it('is what no spec there shows', () => {
    expect(exceptions.filter((code) => areShown(word(code)))).toEqual([]);
  });

  it.each(Object.entries(NOT_IN_A_BROWSER))('%s is shown by the spec that is named for it', (code, { shownBy }) => {
    expect(readFileSync(path.join(ROOT, shownBy), 'utf8')).toContain(code);
  });
});
