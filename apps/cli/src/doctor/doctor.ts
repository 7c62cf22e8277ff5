import { Injectable } from '@nestjs/common';
import { toOttoError } from '@otto/protocol';
import { FileChecks } from './file-checks';
import type { Check, Diagnosis, Finding } from './finding';
import { IdentityChecks } from './identity-checks';
import { RelayChecks } from './relay-checks';

/** Looks at everything that has to hold for a command to reach a browser. */
@Injectable()
export class Doctor {
  readonly #checks: readonly Check[];

  constructor(relay: RelayChecks, files: FileChecks, identity: IdentityChecks) {
    // Rights first, because reading a file narrows them; the relay before what needs it.
    this.#checks = [...files.checks, ...relay.checks, ...identity.checks];
  }

  /**
   * One check after the other, so that a later one finds what `fix` has mended before it. Never fails: what a check
   * throws is a finding.
   */
  async examine({ fix, onCheck }: { readonly fix: boolean; onCheck(name: string): void }): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const check of this.#checks) {
      onCheck(check.name);
      findings.push(unlessKnown(await this.#examineOne(check, fix), findings));
    }
    return findings;
  }

  async #examineOne(check: Check, fix: boolean): Promise<Finding> {
    const before = await diagnose(check);
    if (!fix || before.fix === undefined) return finding(check, before);
    try {
      await before.fix();
    } catch (error) {
      return finding(check, { ...before, text: `${before.text}; mending it failed: ${toOttoError(error).message}` });
    }
    const after = await diagnose(check);
    return { ...finding(check, after), fixed: after.state === 'ok' };
  }
}

async function diagnose(check: Check): Promise<Diagnosis> {
  try {
    return await check.look();
  } catch (thrown) {
    const { code, message, hint } = toOttoError(thrown);
    return { state: 'problem', text: `${code}: ${message}`, remedy: hint };
  }
}

/** What one thing has broken is told once, and not by everything that needed it. */
function unlessKnown(found: Finding, earlier: readonly Finding[]): Finding {
  const cause = earlier.find(({ state, text }) => state === 'problem' && text === found.text);
  return cause === undefined ? found : { check: found.check, state: 'skipped', text: `see ${cause.check}` };
}

function finding({ name }: Check, { state, text, remedy }: Diagnosis): Finding {
  return { check: name, state, text, ...(remedy !== undefined && { remedy }) };
}
