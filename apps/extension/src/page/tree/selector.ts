import { parse, type AttributeSelector, type Selector as Token } from 'css-what';
import type { TreeElement } from './tree-element';
import { ELEMENT_NODE, type TreeNode } from './tree-node';
import { following } from './following';
import type { TreeParent } from './tree-parent';

/** One of the selectors of a list. */
export interface Alternative {
  /** Of the elements that it matches; undefined where it may be any. */
  readonly tag: string | undefined;
  /** Names (see names.ts) without which it matches nothing. */
  readonly needs: readonly string[];
  /** Whether an element must have an attribute of some kind. */
  readonly isOfAttribute: boolean;
  readonly matches: Test;
}

type Test = (element: TreeElement) => boolean;
/** Finds the next elements to test the rest of a selector with, and says whether one of them passes. */
type Step = (element: TreeElement, rest: Test) => boolean;

const COMPILED = new Map<string, readonly Alternative[]>();

/** What a list of selectors asks for. Throws on what this tree cannot be asked: it knows what the passes over a page use. */
export function compiled(selector: string): readonly Alternative[] {
  const known = COMPILED.get(selector);
  if (known !== undefined) return known;
  const alternatives = parse(selector).map(compile);
  COMPILED.set(selector, alternatives);
  return alternatives;
}

function compile(tokens: readonly Token[]): Alternative {
  const compounds: Token[][] = [[]];
  let matches: Test | undefined;
  let step: Step | undefined;
  const close = (): void => {
    const test = every((compounds.at(-1) ?? []).map(testOf));
    matches = matches && step ? chain(test, step, matches) : test;
  };
  for (const token of tokens) {
    const next = STEPS[token.type];
    if (next === undefined) {
      compounds.at(-1)?.push(token);
      continue;
    }
    close();
    step = next;
    compounds.push([]);
  }
  close();
  const last = compounds.at(-1) ?? [];
  return {
    tag: last.find((token) => token.type === 'tag')?.name,
    needs: tokens.flatMap(needsOf),
    isOfAttribute: last.some((token) => token.type === 'attribute'),
    matches: matches ?? (() => true),
  };
}

/** Tests an element, then those that `step` leads to with what stands before it in the selector. */
function chain(test: Test, step: Step, rest: Test): Test {
  return (element) => test(element) && step(element, rest);
}

function every(tests: readonly Test[]): Test {
  const [first = () => true, ...others] = tests;
  return others.length === 0 ? first : (element) => first(element) && others.every((test) => test(element));
}

const STEPS: Readonly<Partial<Record<Token['type'], Step>>> = {
  child: ({ parentElement }, rest) => parentElement !== null && rest(parentElement),
  descendant: ({ parentElement }, rest) => {
    for (let above = parentElement; above; above = above.parentElement) if (rest(above)) return true;
    return false;
  },
  adjacent: ({ previousElementSibling }, rest) => previousElementSibling !== null && rest(previousElementSibling),
};

function needsOf(token: Token): string[] {
  if (token.type === 'tag') return [token.name];
  if (token.type !== 'attribute' || token.action === 'not') return [];
  if (token.name === 'class' && token.action === 'element') return [`.${token.value}`];
  if (token.name === 'id' && token.action === 'equals') return [`#${token.value}`];
  return [`[${token.name}`];
}

function testOf(token: Token): Test {
  if (token.type === 'universal') return () => true;
  if (token.type === 'tag') return ({ localName }) => localName === token.name;
  if (token.type === 'attribute') return attributeTest(token);
  if (token.type === 'pseudo') return pseudoTest(token.name, token.data);
  throw new Error(`A tree cannot be asked for ${token.type}.`);
}

function attributeTest({ name, action, value: wanted }: AttributeSelector): Test {
  const test = VALUES[action];
  if (test === undefined) throw new Error(`A tree cannot be asked for attributes by ${action}.`);
  const isCaseless = CASELESS.has(name);
  const sought = isCaseless ? wanted.toLowerCase() : wanted;
  return (element) => {
    const value = element.getAttribute(name);
    return value !== null && test(isCaseless ? value.toLowerCase() : value, sought);
  };
}

/** Of those attributes whose values HTML compares without regard to case, the ones that are asked for. */
const CASELESS = new Set(['type', 'rel', 'lang', 'accept', 'media']);

const VALUES: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  exists: () => true,
  equals: (value, wanted) => value === wanted,
  start: (value, wanted) => wanted !== '' && value.startsWith(wanted),
  end: (value, wanted) => wanted !== '' && value.endsWith(wanted),
  any: (value, wanted) => wanted !== '' && value.includes(wanted),
  element: (value, wanted) => value.includes(wanted) && value.split(/\s+/).includes(wanted),
};

function pseudoTest(name: string, data: unknown): Test {
  if (name === 'empty') return ({ firstChild }) => firstChild === null;
  if (name === 'first-child') return ({ previousElementSibling }) => previousElementSibling === null;
  if (!Array.isArray(data)) throw new Error(`A tree cannot be asked for :${name}.`);
  const inner = (data as Token[][]).map(compile);
  const isAny: Test = (element) => inner.some(({ matches }) => matches(element));
  if (name === 'is') return isAny;
  if (name === 'not') return (element) => !isAny(element);
  if (name === 'has') return (element) => someBelow(element, isAny);
  throw new Error(`A tree cannot be asked for :${name}.`);
}

function someBelow(root: TreeParent, test: Test): boolean {
  for (let node: TreeNode | null = root.firstChild; node; node = following(node, root)) {
    if (node.nodeType === ELEMENT_NODE && test(node as TreeElement)) return true;
  }
  return false;
}
