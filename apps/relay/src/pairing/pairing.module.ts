import { Module } from '@nestjs/common';
import { Admission } from './admission';
import { ApprovalService } from './approval.service';
import { PairingController } from './pairing.controller';
import { PairingService } from './pairing.service';

@Module({ controllers: [PairingController], providers: [PairingService, ApprovalService, Admission] })
export class PairingModule {}
