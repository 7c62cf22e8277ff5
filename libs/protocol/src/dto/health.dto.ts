import { IsIn } from 'class-validator';

/** Answer of GET /health/live */
export class LiveAnswer {
  @IsIn(['live'])
  status: 'live';
}

/** Answer of GET /health/ready */
export class ReadyAnswer {
  @IsIn(['ready'])
  status: 'ready';
}
