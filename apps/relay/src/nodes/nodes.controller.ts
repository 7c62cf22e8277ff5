import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { ConnectedNodesAnswer, NodeRevokeAnswer, NodeRevokeBody } from '@otto/protocol/dto';
import { Callers } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import { Answers } from '../http/answers.decorator';
import { ByPrincipal } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { NodeRevocation } from './node-revocation';
import { NodesService } from './nodes.service';

@RestController('api/nodes')
export class NodesController {
  constructor(
    private readonly nodes: NodesService,
    private readonly revocation: NodeRevocation,
  ) {}

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

  /** Locks a node out, such as one on a machine that was lost: it has to be paired again. What was granted on it stays. */
  @Post('revoke')
  @HttpCode(200)
  @Callers('operator')
  @Answers(NodeRevokeAnswer, 'storage_unavailable')
  revoke(@Body() { nodeId }: NodeRevokeBody): Promise<NodeRevokeAnswer> {
    return this.revocation.revoke(nodeId);
  }
}
