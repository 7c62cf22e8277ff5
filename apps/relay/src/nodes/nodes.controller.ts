import { Get } from '@nestjs/common';
import type { ConnectedNodesAnswer } from '@otto/protocol';
import { Callers } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import { ByPrincipal } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { NodesService } from './nodes.service';

@RestController('api/nodes')
export class NodesController {
  constructor(private readonly nodes: NodesService) {}

  @Get('connected')
  @Callers('controller', 'operator')
  connected(@ByPrincipal() principal: Principal): ConnectedNodesAnswer {
    return this.nodes.connected(principal);
  }
}
