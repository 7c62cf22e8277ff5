import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { FailsWith } from './fails-with';
import { IsPageAddress } from './page-address';

export const WAIT_UNTIL = ['none', 'commit', 'load'] as const;
/** When a navigation counts as done: at once, when the new document is there, or when it has loaded. */
export type WaitUntil = (typeof WAIT_UNTIL)[number];

/** Payload of an action that takes nothing but its tab. */
@FailsWith('invalid_payload')
export class EmptyPayload {}

@FailsWith('invalid_payload')
export class TabOpenPayload {
  @IsPageAddress()
  url: string;

  /** Keeps the tab open when the controller goes away. */
  @IsOptional()
  @IsBoolean()
  retain?: boolean;

  /** `commit` when left out. */
  @IsOptional()
  @IsIn(WAIT_UNTIL)
  waitUntil?: WaitUntil;
}

@FailsWith('invalid_payload')
export class TabNavigatePayload {
  @IsPageAddress()
  url: string;

  /** `commit` when left out. */
  @IsOptional()
  @IsIn(WAIT_UNTIL)
  waitUntil?: WaitUntil;
}

@FailsWith('invalid_payload')
export class TabCloseOwnedPayload {
  @IsString()
  @Length(1, 128)
  controllerClientId: string;
}
