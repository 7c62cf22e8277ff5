import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { relayAddress } from '@otto/sdk';
import { RelayLocation } from '../relay/relay-location';
import { Guide } from './guide';
import { PairingWatch } from './pairing-watch';
import { RelayStep } from './relay-step';
import { Setup, type SetupOptions } from './setup';
import type { SetupReport } from './setup-report';

/** The setup with a person: asks what it needs to know, shows what to do in the browser, and lets that in. */
@Injectable()
export class GuidedSetup {
  constructor(
    private readonly guide: Guide,
    private readonly setup: Setup,
    private readonly watch: PairingWatch,
    private readonly location: RelayLocation,
    private readonly relay: RelayStep,
  ) {}

  /** @throws OttoError of the step that failed, `command_cancelled` */
  async run(options: SetupOptions): Promise<void> {
    await this.guide.begin('Otto setup');
    if (!(await this.location.isKnown())) await this.#askForRelay();
    const report = await this.setup.run(options, this.guide);
    if (report.warnings.some((text) => text.includes('otto restart'))) await this.#offerRestart();
    if (report.nextSteps.length === 0) return this.#end();
    await this.#connectBrowser(report);
  }

  async #askForRelay(): Promise<void> {
    const place = await this.guide.choose('Where is the relay, between this command and your browser?', [
      { value: 'here', label: 'On this machine: start one (if in doubt, this)' },
      { value: 'elsewhere', label: 'On another machine, where it runs already' },
    ]);
    if (place === 'here') return;
    const url = await this.guide.ask('What is its address?', 'wss://relay.example', (text) => whyNoRelay(text));
    this.location.useUrl(url);
  }

  async #offerRestart(): Promise<void> {
    if (!(await this.guide.confirm('Restart the relay now? Commands that run at this moment are ended.'))) return;
    await this.guide.during(
      'Restarting the relay',
      () => this.relay.restart(),
      () => 'The relay is up to date',
    );
  }

  /** What is set up by now is whole: to leave the browser for later is no failure. */
  async #connectBrowser({ nextSteps }: SetupReport): Promise<void> {
    this.guide.steps('Now in your browser', nextSteps.slice(0, -1));
    const refused = new Set<string>();
    for (;;) {
      const arrival = await this.guide.during(
        'Waiting for your browser (Ctrl+C: later)',
        () => this.watch.next(refused),
        (seen) => (seen === undefined ? 'Not waiting any longer' : ARRIVAL_WORDS[seen.kind]),
      );
      if (arrival === undefined) return this.guide.end('Once the browser shows its code: otto pair <code>');
      if (arrival.kind === 'connected') return this.#end();
      const { code, nodeId, repairs } = arrival.pairing;
      if (repairs) this.guide.warn(`${nodeId} was paired before; its earlier tokens end when you let it in.`);
      const answer = await this.#isCode(code, nodeId);
      if (answer) return this.#admit(code);
      if (answer === false) refused.add(code);
    }
  }

  /** Whether it is the code that the browser shows; undefined when that shows another one before anybody has answered. */
  async #isCode(code: string, nodeId: string): Promise<boolean | undefined> {
    const answered = new AbortController();
    const outdated = new AbortController();
    const takeBack = (): void => outdated.abort();
    // What went wrong there goes wrong again when the next browser is waited for.
    const watching = this.watch.superseded(code, answered.signal).then(takeBack, takeBack);
    try {
      const question = `Does the popup of Otto show ${code}? Then let that browser in (${nodeId})?`;
      return await this.guide.confirm(question, outdated.signal);
    } finally {
      answered.abort();
      await watching;
    }
  }

  async #admit(code: string): Promise<void> {
    const isConnected = await this.guide.during(
      'Letting the browser in',
      () => this.watch.admit(code),
      (connected) => (connected ? 'The browser is connected' : 'The browser is let in; it will connect by itself'),
    );
    if (isConnected) this.#end();
    else this.guide.end('See whether it is connected: otto status --nodes');
  }

  #end(): void {
    this.guide.end('All is set up. Try it: otto extract-content https://example.com/');
  }
}

const ARRIVAL_WORDS = {
  waits: 'A browser asks to be let in',
  connected: 'A browser is connected',
} as const;

function whyNoRelay(text: string): string | undefined {
  try {
    relayAddress(text);
    return undefined;
  } catch (error) {
    return error instanceof OttoError ? error.message : 'That is no address.';
  }
}
