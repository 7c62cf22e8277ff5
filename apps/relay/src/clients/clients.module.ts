import { Module } from '@nestjs/common';
import { ClientTeardown } from './client-teardown';
import { ClientsController } from './clients.controller';
import { RegistrationService } from './registration.service';
import { RemovalService } from './removal.service';
import { TokenService } from './token.service';

@Module({
  controllers: [ClientsController],
  providers: [RegistrationService, TokenService, RemovalService, ClientTeardown],
})
export class ClientsModule {}
