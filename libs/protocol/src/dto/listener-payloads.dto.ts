import { IsObject, IsOptional, IsString, Length } from 'class-validator';
import { FailsWith } from './fails-with';

@FailsWith('invalid_payload')
export class ListenerSubscribePayload {
  @IsString()
  @Length(1, 128)
  listener: string;

  @IsOptional()
  @IsObject()
  options?: Record<string, unknown>;
}

@FailsWith('invalid_payload')
export class ListenerUnsubscribePayload {
  @FailsWith('missing_listener_target')
  @IsString()
  @Length(1, 128)
  targetRequestId: string;
}
