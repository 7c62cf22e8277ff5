import { Injectable } from '@nestjs/common';
import { Grants } from '@otto/acl';
import type { LogFilter } from '@otto/logs';
import type { Principal } from '../auth/principal';

/** Which entries of the operation log a reader may see. */
@Injectable()
export class LogVisibility {
  constructor(private readonly grants: Grants) {}

  /** The operator sees everything, a controller what its client did and what concerns nodes that it is granted. */
  narrow(filter: LogFilter, principal: Principal): LogFilter {
    if (principal.kind === 'operator') return filter;
    if (principal.kind !== 'controller') return { ...filter, visible: () => false };
    return { ...filter, visible: this.forClient(principal.claims.clientId) };
  }

  /** Grants are looked up for each entry, so that one that ends takes effect at once. */
  forClient(clientId: string): NonNullable<LogFilter['visible']> {
    return (entry) =>
      entry.clientId === clientId ||
      (entry.nodeId !== undefined && this.grants.find(clientId, entry.nodeId) !== undefined);
  }
}
