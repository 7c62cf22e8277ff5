import { Injectable } from '@nestjs/common';
import { isRecord, OttoError, readEnvironment } from '@otto/protocol';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT, builtFile } from '../built-file';
import { Invocation } from '../invocation';

interface Request {
  readonly operation: 'get' | 'set' | 'delete';
  readonly account: string;
  readonly secret?: string;
}

/** A keychain that is locked asks its owner first; where nobody sits in front of it, nobody will answer. */
const LIMIT_MS = { attended: 60_000, unattended: 5_000 } as const;
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * The keychain of the system, used through a helper program: a call into it can neither be cancelled nor given a deadline,
 * and there are machines where it never comes back. A helper can be ended.
 */
@Injectable()
export class Keychain {
  constructor(private readonly invocation: Invocation) {}

  /** Why there is none to use, as far as that can be told without asking it. */
  get obstacle(): string | undefined {
    const { env } = this.invocation;
    if (!readEnvironment(['OTTO_KEYCHAIN'], env).OTTO_KEYCHAIN) return 'OTTO_KEYCHAIN switches it off';
    if (process.platform !== 'linux' || env.DBUS_SESSION_BUS_ADDRESS) return undefined;
    const hasBus = Boolean(env.XDG_RUNTIME_DIR) && existsSync(join(env.XDG_RUNTIME_DIR ?? '', 'bus'));
    return hasBus ? undefined : 'this session has no D-Bus, through which it would be reached';
  }

  /** Undefined when it keeps nothing under that name. @throws OttoError `keychain_unavailable` */
  async get(account: string): Promise<string | undefined> {
    const { secret } = await this.#ask({ operation: 'get', account });
    return typeof secret === 'string' ? secret : undefined;
  }

  /** @throws OttoError `keychain_unavailable` */
  async set(account: string, secret: string): Promise<void> {
    await this.#ask({ operation: 'set', account, secret });
  }

  /** @throws OttoError `keychain_unavailable` */
  async delete(account: string): Promise<void> {
    await this.#ask({ operation: 'delete', account });
  }

  async #ask(request: Request): Promise<Record<string, unknown>> {
    if (this.obstacle !== undefined) throw unavailable(this.obstacle);
    const answer = parse(await this.#run(request));
    if (answer.ok !== true) throw unavailable(String(answer.reason ?? 'its helper ended without an answer'));
    return answer;
  }

  /** The request goes in through a pipe: arguments can be read by everybody on the machine. */
  #run(request: Request): Promise<string> {
    const { env, stderr, keychainProgram } = this.invocation;
    const program = keychainProgram ?? builtFile(BUILT.keychainProgram, 'The keychain helper');
    const child = spawn(process.execPath, [program], { env, windowsHide: true, stdio: ['pipe', 'pipe', 'ignore'] });
    const limitMs = stderr.isTTY ? LIMIT_MS.attended : LIMIT_MS.unattended;
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < MAX_ANSWER_BYTES) text += chunk;
    });
    // It may be gone before it has read.
    child.stdin.on('error', () => undefined).end(JSON.stringify(request));
    return new Promise((resolve, reject) => {
      child.once('error', (cause) => reject(unavailable(cause.message)));
      child.once('close', (_code, signal) => {
        clearTimeout(timer);
        if (signal === 'SIGKILL') reject(unavailable(`it did not answer within ${limitMs / 1000} s`));
        else resolve(text);
      });
    });
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function unavailable(reason: string): OttoError {
  return new OttoError('keychain_unavailable', { reason });
}
