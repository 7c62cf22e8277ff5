import { Module } from '@nestjs/common';
import { NodeRevocation } from './node-revocation';
import { NodesController } from './nodes.controller';
import { NodesService } from './nodes.service';

@Module({ controllers: [NodesController], providers: [NodesService, NodeRevocation] })
export class NodesModule {}
