import { Module } from '@nestjs/common';
import { WsModule } from '../ws/ws.module';
import { NodesController } from './nodes.controller';
import { NodesService } from './nodes.service';

@Module({ imports: [WsModule], controllers: [NodesController], providers: [NodesService] })
export class NodesModule {}
