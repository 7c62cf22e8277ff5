import { OttoError } from '@otto/protocol';
import type { AnySiteCommand } from './site-command';
import type { StreamAdapter } from './stream-adapter';

/** What `checkLogin` finds. */
export interface LoginState {
  readonly loggedIn: boolean;
  /** The name that the site shows for whoever is signed in. */
  readonly username?: string;
}

/** Everything that Otto can do on one website. */
export interface SiteBundle {
  /** Host of the site; its subdomains belong to it. */
  readonly site: string;
  /** Looks whether somebody is signed in, in the page that is there. */
  readonly checkLogin: AnySiteCommand<LoginState>;
  /** Shows the page where a person can sign in. It never fills anything in. */
  readonly gotoLogin: AnySiteCommand;
  readonly commands: readonly AnySiteCommand[];
  /** For the streams that its commands declare. */
  readonly streamAdapters?: readonly StreamAdapter[];
}

export function commandsOf({ checkLogin, gotoLogin, commands }: SiteBundle): AnySiteCommand[] {
  return [checkLogin, gotoLogin, ...commands];
}

/** Throws `unknown_site`. */
export function findBundle(bundles: readonly SiteBundle[], site: string): SiteBundle {
  const bundle = bundles.find((candidate) => candidate.site === site);
  if (bundle === undefined) throw new OttoError('unknown_site', { site });
  return bundle;
}

/** The command of that id or alias. Throws `unknown_command`. */
export function findCommand(bundle: SiteBundle, id: string): AnySiteCommand {
  const command = commandsOf(bundle).find(
    ({ metadata }) => metadata.id === id || metadata.aliases?.includes(id) === true,
  );
  if (command === undefined) throw new OttoError('unknown_command', { site: bundle.site, command: id });
  return command;
}

/** The adapter of that name that a site has. Throws `invalid_listener_stream_adapter`. */
export function findStreamAdapter(bundles: readonly SiteBundle[], site: string, name: string): StreamAdapter {
  const adapters = bundles.find((bundle) => bundle.site === site)?.streamAdapters ?? [];
  const adapter = adapters.find((candidate) => candidate.name === name);
  if (adapter === undefined) {
    throw new OttoError('invalid_listener_stream_adapter', { reason: `${site} has none of that name` });
  }
  return adapter;
}
