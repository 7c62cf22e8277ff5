import type { ActionPayload, ManagedTab } from '@otto/protocol';
import type { CommandOptions } from '../commands/command-run';
import type { Commands } from '../commands/commands';
import type { Listeners } from '../listeners/listeners';
import type { Locks } from '../locks/locks';
import { Tab, type TabCommandOptions } from './tab';

export interface OpenOptions extends Omit<ActionPayload<'primitive.tab.open'>, 'url'>, TabCommandOptions {}

/** What a tab does by way of the client's other parts. */
export interface TabParts {
  readonly commands: Commands;
  readonly listeners: Listeners;
  readonly locks: Locks;
}

/** Managed tabs of nodes. */
export class Tabs {
  constructor(private readonly parts: TabParts) {}

  /**
   * Opens a tab in the background. It is closed when this client goes, unless it is retained.
   *
   * @throws OttoError `invalid_url`, `tab_create_failed`, `navigation_failed`, and as `commands.send` does
   */
  async open(nodeId: string, url: string, options: OpenOptions = {}): Promise<Tab> {
    const { retain, waitUntil, ...command } = options;
    const payload = { url, ...(retain !== undefined && { retain }), ...(waitUntil !== undefined && { waitUntil }) };
    const { data } = await this.parts.commands.send('primitive.tab.open', payload, { ...command, nodeId });
    return new Tab(this.parts, nodeId, data.tabSessionId);
  }

  /** A tab that is open already: retained by an earlier run, or opened by another client. */
  attach(nodeId: string, tabSessionId: string): Tab {
    return new Tab(this.parts, nodeId, tabSessionId);
  }

  /** The managed tabs of a node. Throws as `commands.send` does. */
  async list(nodeId: string, options: Omit<CommandOptions, 'nodeId' | 'tabSessionId'> = {}): Promise<ManagedTab[]> {
    const { data } = await this.parts.commands.send('primitive.tab.query', {}, { ...options, nodeId });
    return data.tabs;
  }
}
