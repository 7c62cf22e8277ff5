import { Injectable } from '@nestjs/common';
import { readEnvironment } from '@otto/protocol';
import { Invocation } from '../invocation';
import { OttoHome } from './otto-home';
import { readPrivateFile } from './private-file';

/**
 * The proof that this user owns the relay: OTTO_OPERATOR_TOKEN, or the file that the relay of this machine wrote.
 * The file's token is for that relay only and is not shown to one on another machine.
 */
@Injectable()
export class OperatorToken {
  constructor(
    private readonly invocation: Invocation,
    private readonly home: OttoHome,
  ) {}

  /** Undefined when this user does not own the relay at that address, as far as this machine knows. */
  async for(relayHttpUrl: string): Promise<string | undefined> {
    const { OTTO_OPERATOR_TOKEN } = readEnvironment(['OTTO_OPERATOR_TOKEN'], this.invocation.env);
    if (OTTO_OPERATOR_TOKEN !== undefined) return OTTO_OPERATOR_TOKEN;
    if (!isLoopback(new URL(relayHttpUrl).hostname)) return undefined;
    return (await readPrivateFile(this.home.operatorTokenFile))?.trim();
  }
}

/** Whether a host of a URL is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
