import type { ErrorCode } from '@otto/protocol';

interface Exception {
  readonly why: string;
  /** The spec that shows it nevertheless, on fakes. */
  readonly shownBy: string;
}

const INPUT = {
  why: 'no command that is bundled so far has an input that must be given',
  shownBy: 'apps/extension/src/commands/runtime/check-input.spec.ts',
};
const RUNTIME = 'apps/extension/src/commands/runtime/site-commands.spec.ts';
const FOCUS = {
  why: 'no command that is bundled so far needs its page to believe that it has the focus',
  shownBy: 'apps/extension/src/runtime/debugger/focus-emulation.spec.ts',
};
/** Errors of the node that no spec in a real browser can bring about. An entry has to go when one does. */
export const NOT_IN_A_BROWSER: Partial<Record<ErrorCode, Exception>> = {
  missing_command_input: INPUT,
  missing_command_input_one_of: INPUT,
  manual_login_required: { why: 'no command that is bundled so far needs somebody to be signed in', shownBy: RUNTIME },
  preload_host_mismatch: { why: 'no command that is bundled so far begins on another host', shownBy: RUNTIME },
  debugger_focus_unavailable: FOCUS,
  debugger_focus_conflict: FOCUS,
  debugger_focus_permission_denied: FOCUS,
  debugger_focus_attach_failed: FOCUS,
  debugger_focus_command_failed: FOCUS,
};
