import { defineErrors } from './error-definition';

/** Setting a machine up: the extension's files, settings, the keychain. */
export const SETUP_ERRORS = defineErrors({
  extension_artifact_invalid: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: '{source} is not a copy of the Otto extension: {reason}.',
    hint: 'Name another one with --from, or leave --from out to use the one that came with this command.',
  },
  extension_checksum_missing: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: '{source} comes without a SHA-256: there is no {file}.',
    hint: 'Put the file that was published with it beside it; without it nobody can tell whether the extension was changed.',
  },
  extension_checksum_mismatch: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: '{file} is not what its SHA-256 says: it was damaged or changed.',
    hint: 'Get it again from where it is published, and do not load this one into a browser.',
  },
  extension_version_unavailable: {
    category: 'validation',
    status: 404,
    retryable: false,
    message: 'Version {wanted} of the extension is not there: {source} is version {found}.',
    hint: 'Leave --version out, name another source with --from, or tell where releases are: otto settings extensionReleaseUrl <address with {placeholder}>.',
  },
  extension_download_failed: {
    category: 'execution',
    status: 502,
    retryable: true,
    message: '{url} could not be downloaded: {reason}.',
    hint: 'Check the address and the network, or download the file and its .sha256 by hand and name it with --from.',
  },
  directory_occupied: {
    category: 'conflict',
    status: 409,
    retryable: false,
    message: '{path} holds files that are not a copy of the Otto extension.',
    hint: 'Choose an empty or new directory with --output.',
  },
  keychain_unavailable: {
    category: 'execution',
    status: 503,
    retryable: true,
    message: 'The keychain of this system cannot be used: {reason}.',
    hint: 'Unlock it and try again, or give the client secret in OTTO_CONTROLLER_CLIENT_SECRET.',
  },
  unknown_setting: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'There is no setting "{name}".',
    hint: 'The settings are: {allowed}.',
  },
});
