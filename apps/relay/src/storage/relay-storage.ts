import { join } from 'node:path';
import { grantExpired, isGrant, type Grant } from '@otto/acl';
import {
  isControllerClientRecord,
  isRefreshFamily,
  refreshFamilyExpired,
  type ControllerClientRecord,
  type RefreshFamily,
} from '@otto/auth';
import { DirectoryLock, ensurePrivateDirectory, Journal, readOrCreateSecret, type JournalReport } from '@otto/store';
import type { Clock } from '../config/clock';
import type { RelayConfig } from '../config/relay-config';
import { JournalFailures } from './journal-failures';
import { OperatorToken } from './operator-token';

const OPERATOR_TOKEN_BYTES = 32;

interface Opened {
  readonly lock: DirectoryLock;
  readonly operatorToken: OperatorToken;
  readonly failures: JournalFailures;
  readonly refreshSessions: Journal<RefreshFamily>;
  readonly controllerClients: Journal<ControllerClientRecord>;
  readonly grants: Journal<Grant>;
}

/** What the relay keeps in its directory, which belongs to this process from `open` to `close`. */
export class RelayStorage {
  readonly #lock: DirectoryLock;
  readonly operatorToken: OperatorToken;
  readonly failures: JournalFailures;
  readonly refreshSessions: Journal<RefreshFamily>;
  readonly controllerClients: Journal<ControllerClientRecord>;
  readonly grants: Journal<Grant>;

  private constructor(opened: Opened) {
    this.#lock = opened.lock;
    this.operatorToken = opened.operatorToken;
    this.failures = opened.failures;
    this.refreshSessions = opened.refreshSessions;
    this.controllerClients = opened.controllerClients;
    this.grants = opened.grants;
  }

  /**
   * @throws OttoError `directory_locked`, `directory_not_writable`, `insecure_permissions`, `corrupt_file`
   */
  static async open(config: RelayConfig, clock: Clock): Promise<RelayStorage> {
    const directory = config.logDir;
    await ensurePrivateDirectory(directory);
    const lock = await DirectoryLock.acquire(directory);
    try {
      return new RelayStorage({ lock, ...(await openFiles(config, clock)) });
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** False once a journal could not be written: from then on nothing can be changed until the relay is restarted. */
  get healthy(): boolean {
    return this.#journals().every(([, journal]) => journal.healthy);
  }

  /** What each journal held when it was opened, by file. */
  get reports(): Readonly<Record<string, JournalReport>> {
    return Object.fromEntries(this.#journals().map(([name, { report }]) => [name, report]));
  }

  /** Resolves when every commit is on disk and the directory is free for another relay. */
  async close(): Promise<void> {
    try {
      await Promise.all(this.#journals().map(([, journal]) => journal.close()));
    } finally {
      await this.#lock.release();
    }
  }

  #journals(): [string, Journal<unknown>][] {
    return Object.entries({
      refreshSessions: this.refreshSessions,
      controllerClients: this.controllerClients,
      grants: this.grants,
    }) as [string, Journal<unknown>][];
  }
}

async function openFiles({ logDir, operatorToken }: RelayConfig, clock: Clock): Promise<Omit<Opened, 'lock'>> {
  const path = (name: string): string => join(logDir, name);
  const failures = new JournalFailures();
  const token = operatorToken ?? (await readOrCreateSecret(path('operator-token'), OPERATOR_TOKEN_BYTES));
  return {
    failures,
    operatorToken: new OperatorToken(token),
    refreshSessions: await Journal.open(path('refresh-sessions.jsonl'), {
      check: isRefreshFamily,
      isExpired: refreshFamilyExpired,
      clock,
      onFailure: failures.of('refreshSessions'),
    }),
    controllerClients: await Journal.open(path('controller-clients.jsonl'), {
      check: isControllerClientRecord,
      clock,
      onFailure: failures.of('controllerClients'),
    }),
    grants: await Journal.open(path('controller-acl.jsonl'), {
      check: isGrant,
      isExpired: grantExpired,
      clock,
      onFailure: failures.of('grants'),
    }),
  };
}
