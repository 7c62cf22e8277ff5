import { Get } from '@nestjs/common';
import { LiveAnswer, ReadyAnswer } from '@otto/protocol/dto';
import { Callers } from '../auth/callers.decorator';
import { Answers } from '../http/answers.decorator';
import { RestController } from '../http/rest-controller';
import { Readiness } from './readiness';

@RestController('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs and answers. */
  @Get('live')
  @Callers('nobody')
  @Answers(LiveAnswer)
  live(): LiveAnswer {
    return { status: 'live' };
  }

  /** It also does its work: 503 while it starts, shuts down, or cannot write to its disk. */
  @Get('ready')
  @Callers('nobody')
  @Answers(ReadyAnswer, 'relay_shutting_down', 'storage_unavailable')
  ready(): ReadyAnswer {
    this.readiness.assertReady();
    return { status: 'ready' };
  }
}
