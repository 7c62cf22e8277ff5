import { Body, Headers, HttpCode, Post } from '@nestjs/common';
import {
  ControllerRegisterAnswer,
  ControllerRegisterBody,
  ControllerRemoveAllAnswer,
  ControllerRemoveAnswer,
  ControllerRemoveBody,
  ControllerTokenAnswer,
  ControllerTokenBody,
} from '@otto/protocol/dto';
import { Callers, controllerWith } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import type { Caller } from '../front-door/caller';
import { Answers } from '../http/answers.decorator';
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

  /** Registers a client: from the relay's own machine, or from anywhere with the registration secret. */
  @Post('register')
  @HttpCode(200)
  @Callers('nobody')
  @Answers(
    ControllerRegisterAnswer,
    'registration_forbidden',
    'controller_name_conflict',
    'too_many_clients',
    'too_many_attempts',
    'storage_unavailable',
  )
  register(
    @Body() body: ControllerRegisterBody,
    @Headers('x-otto-registration-secret') secret: string | undefined,
    @FromCaller() caller: Caller,
  ): Promise<ControllerRegisterAnswer> {
    return this.registration.register(body, secret, caller);
  }

  /** Logs a client in with its secret. */
  @Post('token')
  @HttpCode(200)
  @Callers('nobody')
  @Answers(ControllerTokenAnswer, 'invalid_client_credentials', 'too_many_attempts', 'storage_unavailable')
  token(@Body() body: ControllerTokenBody, @FromCaller() caller: Caller): Promise<ControllerTokenAnswer> {
    return this.tokens.exchange(body, caller);
  }

  /** Removes a client with its grants, tokens and sessions: any for the operator, a controller only itself. */
  @Post('remove')
  @HttpCode(200)
  @Callers('operator', 'controller')
  @Answers(ControllerRemoveAnswer, 'forbidden_role', 'client_not_found', 'storage_unavailable')
  remove(
    @Body() { clientId }: ControllerRemoveBody,
    @ByPrincipal() principal: Principal,
  ): Promise<ControllerRemoveAnswer> {
    return this.removal.remove(clientId, principal);
  }

  /** Removes every client. */
  @Post('remove-all')
  @HttpCode(200)
  @Callers('operator', controllerWith('controller.admin'))
  @Answers(ControllerRemoveAllAnswer, 'storage_unavailable')
  removeAll(): Promise<ControllerRemoveAllAnswer> {
    return this.removal.removeAll();
  }
}
