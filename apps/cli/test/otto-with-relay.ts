import { FakeRelay } from '../../../libs/sdk/test/fake-relay';
import { OttoUnderTest, type Capture, type Run, type RunOptions } from './otto-under-test';

/** `otto`, and a fake relay that it is configured for. */
export class OttoWithRelay {
  private constructor(
    readonly otto: OttoUnderTest,
    readonly relay: FakeRelay,
  ) {}

  static async create(): Promise<OttoWithRelay> {
    return new OttoWithRelay(await OttoUnderTest.create(), await FakeRelay.start());
  }

  run(argv: readonly string[], options?: RunOptions, capture?: Capture): Promise<Run> {
    return this.otto.run(['--relay-url', this.relay.url, ...argv], options, capture);
  }

  json<T>(argv: readonly string[], options?: RunOptions): Promise<T> {
    return this.otto.json<T>(['--relay-url', this.relay.url, ...argv], options);
  }

  /** Makes this machine a client of the relay. */
  async register(): Promise<void> {
    await this.json(['client', 'register', '--name', 'spec']);
  }

  async remove(): Promise<void> {
    await this.relay.stop();
    await this.otto.remove();
  }
}
