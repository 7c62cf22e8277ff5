import { endProcess } from '../relay/end-process';
import { writeNodeRecord, type NodeRecord } from './node-record';

/**
 * Ends a node's supervisor by signal, and with it the browser; by force when it takes too long. Afterwards the profile
 * is free.
 *
 * @throws OttoError `process_not_ended`
 */
export async function stopNode(record: NodeRecord, recordFile: string): Promise<void> {
  const { host, browser } = record;
  await endProcess(host.pid, host.mark);
  // It ends with the supervisor's pipe, also when the supervisor was killed and could not close it.
  await endProcess(browser.pid, browser.mark);
  await writeNodeRecord(recordFile, { ...record, ended: 'stopped' });
}
