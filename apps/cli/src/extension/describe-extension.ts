import type { ErrorBody } from '@otto/protocol';
import type { InstalledExtension } from './extension-files';

/** An unpacked extension for programs. */
export interface DescribedExtension {
  readonly state: InstalledExtension['state'];
  readonly directory: string;
  /** When it is intact. */
  readonly version?: string;
  readonly sha256?: string;
  /** What is wrong with a damaged one. */
  readonly problem?: ErrorBody;
}

export function describeExtension(installed: InstalledExtension): DescribedExtension {
  return installed.state === 'damaged' ? { ...installed, problem: installed.problem.toBody() } : installed;
}

/** The same for people. */
export function extensionInWords(installed: InstalledExtension): string {
  switch (installed.state) {
    case 'missing':
      return 'not yet';
    case 'damaged':
      return `damaged (${installed.problem.code}: ${installed.problem.message})`;
    case 'intact':
      return `${installed.version}, every file as its SHA-256 says`;
  }
}
