import type { AccessDecision } from '../../runtime/access-list';
import { readSites } from './site-list';
import type { Terms } from './terms';

export type ReadTerms =
  | { readonly decision: Omit<AccessDecision, 'clientId' | 'grant'>; readonly problem?: undefined }
  /** What is wrong with the sites. */
  | { readonly problem: string };

/** What the worker is told of the terms that a person has chosen. */
export function readTerms({ duration, power, sites: text }: Terms): ReadTerms {
  const { problem, sites } = { sites: undefined, ...readSites(text) };
  if (problem !== undefined) return { problem };
  const { lastsMs, expiresAt } = duration;
  const { scopes } = power;
  return {
    decision: {
      ...(lastsMs !== undefined && { lastsMs }),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(scopes && { scopes }),
      ...(sites && { sites }),
    },
  };
}
