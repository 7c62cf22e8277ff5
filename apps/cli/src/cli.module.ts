import { Module, type DynamicModule } from '@nestjs/common';
import { GlobalOptions } from './global-options';
import { ConfigFile } from './home/config-file';
import { OperatorToken } from './home/operator-token';
import { OttoHome } from './home/otto-home';
import { RelayLocation } from './relay/relay-location';
import { RelayHttp } from './http/relay-http';
import { Invocation } from './invocation';
import { NODE_COMMANDS, NODE_SERVICES } from './node/node-commands';
import { Output } from './output/output';
import { PidFile } from './relay/pid-file';
import { StatusCommand } from './relay/status.command';

const SERVICES = [OttoHome, ConfigFile, OperatorToken, PidFile, RelayLocation, RelayHttp, GlobalOptions, ...NODE_SERVICES];

/** Commands in the order of `otto --help`. */
const COMMANDS = [StatusCommand, ...NODE_COMMANDS];

@Module({})
export class CliModule {
  static for(invocation: Invocation, output: Output): DynamicModule {
    return {
      module: CliModule,
      providers: [
        { provide: Invocation, useValue: invocation },
        { provide: Output, useValue: output },
        ...SERVICES,
        ...COMMANDS,
      ],
    };
  }
}
