import { Injectable } from '@nestjs/common';
import { readEnvironment } from '@otto/protocol';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Invocation } from '../invocation';

/** Where everything of this user lies: OTTO_HOME, or ~/.otto. Only paths; whoever writes makes the directories. */
@Injectable()
export class OttoHome {
  readonly root: string;
  readonly configFile: string;
  /** The client secret, on machines without OTTO_CONTROLLER_CLIENT_SECRET. */
  readonly clientSecretFile: string;
  /** Where the extension is unpacked for people to load, unless they chose another place. */
  readonly extensionDirectory: string;
  /** Profiles of the nodes that `otto node start` runs. */
  readonly nodesDirectory: string;
  /** Records of the listeners that this machine holds at the moment. */
  readonly listenersDirectory: string;
  /** Of the relay that this machine runs: its secret, pid file and log. */
  readonly relayDirectory: string;
  readonly tokenSecretFile: string;
  readonly pidFile: string;
  readonly relayLogFile: string;
  /** Where that relay keeps its journals and operation log: OTTO_LOG_DIR, or the relay's directory. */
  readonly relayDataDirectory: string;
  readonly operatorTokenFile: string;

  constructor({ env }: Invocation) {
    const { OTTO_HOME, OTTO_LOG_DIR } = readEnvironment(['OTTO_HOME', 'OTTO_LOG_DIR'], env);
    this.root = resolve(OTTO_HOME ?? join(homedir(), '.otto'));
    this.configFile = join(this.root, 'config.json');
    this.clientSecretFile = join(this.root, 'client-secret');
    this.extensionDirectory = join(this.root, 'extension');
    this.nodesDirectory = join(this.root, 'nodes');
    this.listenersDirectory = join(this.root, 'listeners');
    this.relayDirectory = join(this.root, 'relay');
    this.tokenSecretFile = join(this.relayDirectory, 'token-secret');
    this.pidFile = join(this.relayDirectory, 'relay.pid');
    this.relayLogFile = join(this.relayDirectory, 'relay.log');
    this.relayDataDirectory = resolve(OTTO_LOG_DIR ?? this.relayDirectory);
    this.operatorTokenFile = join(this.relayDataDirectory, 'operator-token');
  }
}
