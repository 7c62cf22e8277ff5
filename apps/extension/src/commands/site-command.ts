import type { AuthMode, CommandDescriptor, InputField, InputFieldType } from '@otto/protocol';
import type { SiteContext } from './site-context';
import type { TestHelpers } from './test-helpers';

type Fields = readonly InputField[];

/** What `command.list` tells of a command, and what is checked before it runs. */
export type CommandMetadata<F extends Fields = Fields> = Readonly<Omit<CommandDescriptor, 'inputFields'>> & {
  readonly inputFields?: F;
};

interface InputTypes extends Record<InputFieldType, unknown> {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly object: Readonly<Record<string, unknown>>;
  readonly array: readonly unknown[];
}

/** The input as a command gets it: checked against the declared fields, and holding nothing else. */
export type InputOf<F extends Fields> = {
  readonly [D in Exclude<F[number], { optional: true }> as D['name']]: InputTypes[D['type']];
} & {
  readonly [D in Extract<F[number], { optional: true }> as D['name']]?: InputTypes[D['type']];
};

/** A named routine for one website; docs/guides/command-authoring.md says how to write one. */
export interface SiteCommand<F extends Fields = Fields, Data = unknown> {
  readonly metadata: CommandMetadata<F>;
  /** Does the work and resolves with the data of the result. Throws OttoErrors; anything else answers `internal_error`. */
  execute(context: SiteContext, input: InputOf<F>, authMode: AuthMode): Promise<Data>;
  /** What `command.test` does instead of `execute`, as a rule to declare streams. */
  test?(context: SiteContext, input: InputOf<F>, helpers: TestHelpers): Promise<unknown>;
}

/** A command whose input type was forgotten, so that unlike ones fit into one list. The runtime checks inputs first. */
export interface AnySiteCommand<Data = unknown> {
  readonly metadata: CommandMetadata;
  execute(context: SiteContext, input: never, authMode: AuthMode): Promise<Data>;
  test?(context: SiteContext, input: never, helpers: TestHelpers): Promise<unknown>;
}

/** Ties the input of a command to the fields that its metadata declares. */
export function defineSiteCommand<const F extends Fields, Data>(command: SiteCommand<F, Data>): SiteCommand<F, Data> {
  return command;
}
