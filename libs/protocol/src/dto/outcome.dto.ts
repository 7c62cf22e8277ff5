import { IsArray, IsBoolean, IsIn, IsNumber, IsOptional, IsString, Length, Min } from 'class-validator';
import { FailsWith } from './fails-with';

export const COMMAND_OUTCOMES = ['completed', 'failed', 'timed_out', 'cancelled'] as const;
/** How a command ended. Every accepted command ends in exactly one of these. */
export type CommandOutcome = (typeof COMMAND_OUTCOMES)[number];

/** `result`: the terminal frame of a command that ran to an end on its node. */
@FailsWith('invalid_envelope')
export class ResultPayload<D = unknown> {
  @IsBoolean()
  ok: boolean;

  @IsNumber()
  @Min(0)
  durationMs: number;

  @IsString()
  @Length(1, 128)
  action: string;

  /** What the action returns; see action-types.ts. */
  @IsOptional()
  data?: D;

  @IsOptional()
  @IsArray()
  warnings?: string[];

  @IsIn(COMMAND_OUTCOMES)
  commandOutcome: CommandOutcome;
}
