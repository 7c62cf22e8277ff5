import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { ControllerAccessAnswer, ControllerAccessBody, ControllerAccessListAnswer } from '@otto/protocol/dto';
import { Callers } from '../auth/callers.decorator';
import { Answers } from '../http/answers.decorator';
import { ByNode } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { AccessService } from './access.service';

/** A node speaks for itself only: its id comes from its token, never from the request. */
@RestController('api/controller/access')
export class AccessController {
  constructor(private readonly access: AccessService) {}

  /** Lists every client, with how it stands to the calling node. */
  @Get()
  @Callers('node')
  @Answers(ControllerAccessListAnswer)
  list(@ByNode() nodeId: string): ControllerAccessListAnswer {
    return this.access.list(nodeId);
  }

  /** Grants a client the calling node, perhaps narrowed and for a time, or takes the grant away. */
  @Post()
  @HttpCode(200)
  @Callers('node')
  @Answers(ControllerAccessAnswer, 'client_not_found', 'invalid_expiresAt', 'storage_unavailable')
  decide(@ByNode() nodeId: string, @Body() body: ControllerAccessBody): Promise<ControllerAccessAnswer> {
    return this.access.decide(nodeId, body);
  }
}
