import { Body, Headers, HttpCode, Post } from '@nestjs/common';
import type {
  ControllerRegisterAnswer,
  ControllerRemoveAllAnswer,
  ControllerRemoveAnswer,
  ControllerTokenAnswer,
} from '@otto/protocol';
import { ControllerRegisterBody, ControllerRemoveBody, ControllerTokenBody } from '@otto/protocol/dto';
import { Callers, controllerWith } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import type { Caller } from '../front-door/caller';
import { ByPrincipal, FromCaller } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { RegistrationService } from './registration.service';
import { RemovalService } from './removal.service';
import { TokenService } from './token.service';

@RestController('api/controller')
export class ClientsController {
  constructor(
    private readonly registration: RegistrationService,
    private readonly tokens: TokenService,
    private readonly removal: RemovalService,
  ) {}

  @Post('register')
  @HttpCode(200)
  @Callers('nobody')
  register(
    @Body() body: ControllerRegisterBody,
    @Headers('x-otto-registration-secret') secret: string | undefined,
    @FromCaller() caller: Caller,
  ): Promise<ControllerRegisterAnswer> {
    return this.registration.register(body, secret, caller);
  }

  @Post('token')
  @HttpCode(200)
  @Callers('nobody')
  token(@Body() body: ControllerTokenBody, @FromCaller() caller: Caller): Promise<ControllerTokenAnswer> {
    return this.tokens.exchange(body, caller);
  }

  @Post('remove')
  @HttpCode(200)
  @Callers('operator', 'controller')
  remove(
    @Body() { clientId }: ControllerRemoveBody,
    @ByPrincipal() principal: Principal,
  ): Promise<ControllerRemoveAnswer> {
    return this.removal.remove(clientId, principal);
  }

  @Post('remove-all')
  @HttpCode(200)
  @Callers('operator', controllerWith('controller.admin'))
  removeAll(): Promise<ControllerRemoveAllAnswer> {
    return this.removal.removeAll();
  }
}
