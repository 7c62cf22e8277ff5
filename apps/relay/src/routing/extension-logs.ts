import type { OperationLog } from '@otto/logs';
import { isRecord, type ExtensionLogEntry } from '@otto/protocol';
import { ExtensionLogEntry as EntryDto, ExtensionLogEvent, compileValidator } from '@otto/protocol/dto';
import type { Frame } from '../ws/frame';

const eventOf = compileValidator(ExtensionLogEvent);
const entryOf = compileValidator<ExtensionLogEntry>(EntryDto);

/** Takes what nodes report of themselves into the operation log, bound to the node that reports it. */
export class ExtensionLogs {
  constructor(private readonly log: Pick<OperationLog, 'write'>) {}

  /** An `extension_log`. Throws `invalid_envelope`. */
  take(nodeId: string, { envelope }: Frame): void {
    const { level, type, requestId, traceId, action, status, ...rest } = entryOf(eventOf(envelope.payload).entry);
    this.log.write({ level, source: 'node', type, requestId, traceId, nodeId, action, status, data: dataOf(rest) });
  }
}

/** The node's own time is kept beside its data: reports may wait for a connection. */
function dataOf({ data, timestamp }: Pick<ExtensionLogEntry, 'data' | 'timestamp'>): unknown {
  if (timestamp === undefined) return data;
  return { reportedAt: timestamp, ...(isRecord(data) ? data : data !== undefined && { data }) };
}
