import { Injectable } from '@nestjs/common';
import { RelayApi, type CallOptions } from '@otto/sdk';
import { OperatorToken } from '../home/operator-token';
import { RelayLocation } from '../relay/relay-location';
import { nodeHttpTransport } from './node-http-transport';

export interface RelayCall extends CallOptions {
  /** Proves with the operator token, where this user has it, that the caller owns the relay. */
  readonly asOperator?: boolean;
}

/** REST calls to the relay of this run. Refusals are OttoErrors; see RelayApi. */
@Injectable()
export class RelayHttp {
  constructor(
    private readonly location: RelayLocation,
    private readonly operatorToken: OperatorToken,
  ) {}

  async get<T>(path: string, call: RelayCall = {}): Promise<T> {
    const api = await this.#api();
    return api.get<T>(path, await this.#options(api, call));
  }

  async post<T>(path: string, body: object, call: RelayCall = {}): Promise<T> {
    const api = await this.#api();
    return api.post<T>(path, body, await this.#options(api, call));
  }

  async #api(): Promise<RelayApi> {
    const { httpUrl } = await this.location.address();
    return new RelayApi({ httpUrl, transport: nodeHttpTransport });
  }

  async #options(api: RelayApi, { asOperator, ...options }: RelayCall): Promise<CallOptions> {
    return asOperator ? { ...options, token: await this.operatorToken.for(api.httpUrl) } : options;
  }
}
