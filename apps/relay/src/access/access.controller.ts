import { Body, Get, HttpCode, Post } from '@nestjs/common';
import type { ControllerAccessAnswer, ControllerAccessListAnswer } from '@otto/protocol';
import { ControllerAccessBody } from '@otto/protocol/dto';
import { Callers } from '../auth/callers.decorator';
import { ByNode } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { AccessService } from './access.service';

/** A node speaks for itself only: its id comes from its token, never from the request. */
@RestController('api/controller/access')
export class AccessController {
  constructor(private readonly access: AccessService) {}

  @Get()
  @Callers('node')
  list(@ByNode() nodeId: string): ControllerAccessListAnswer {
    return this.access.list(nodeId);
  }

  @Post()
  @HttpCode(200)
  @Callers('node')
  decide(@ByNode() nodeId: string, @Body() body: ControllerAccessBody): Promise<ControllerAccessAnswer> {
    return this.access.decide(nodeId, body);
  }
}
