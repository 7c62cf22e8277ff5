import { Get } from '@nestjs/common';
import { Callers } from '../auth/callers.decorator';
import { RestController } from '../http/rest-controller';
import { Readiness } from './readiness';

@RestController('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs and answers. */
  @Get('live')
  @Callers('nobody')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** It also does its work: 503 while it starts, shuts down, or cannot write to its disk. */
  @Get('ready')
  @Callers('nobody')
  ready(): { status: 'ready' } {
    this.readiness.assertReady();
    return { status: 'ready' };
  }
}
