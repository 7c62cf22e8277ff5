import { Get } from '@nestjs/common';
import { ConnectedNodesAnswer } from '@otto/protocol/dto';
import { Callers } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import { Answers } from '../http/answers.decorator';
import { ByPrincipal } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { NodesService } from './nodes.service';

@RestController('api/nodes')
export class NodesController {
  constructor(private readonly nodes: NodesService) {}

  /**
   * Lists the connected nodes: all for the operator; for a controller those it is granted, and with `nodes.discover` the
   * others by id.
   */
  @Get('connected')
  @Callers('controller', 'operator')
  @Answers(ConnectedNodesAnswer)
  connected(@ByPrincipal() principal: Principal): ConnectedNodesAnswer {
    return this.nodes.connected(principal);
  }
}
