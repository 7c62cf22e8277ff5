import { LIMITS, type TimeoutPolicy } from '@otto/protocol';

/** ms that a site command with this policy is given for an input; within what the relay takes. */
export function policyTimeoutMs(
  { defaultMs, scaling }: TimeoutPolicy,
  input: Readonly<Record<string, unknown>>,
): number {
  const units = scaling && input[scaling.inputField];
  if (scaling === undefined || typeof units !== 'number' || !Number.isFinite(units)) return allowed(defaultMs);
  const scaledMs = scaling.baseMs + units * scaling.perUnitMs;
  return allowed(Math.min(scaling.maxMs, Math.max(scaling.minMs, scaledMs)));
}

function allowed(ms: number): number {
  const { min, max } = LIMITS.commandTimeoutMs;
  return Math.round(Math.min(max, Math.max(min, ms)));
}
