import { Module, type DynamicModule } from '@nestjs/common';
import { CLIENT_COMMANDS, CLIENT_SERVICES } from './client/client-commands';
import { CmdCommand } from './command/cmd.command';
import { ExtractContentCommand } from './content/extract-content.command';
import { CompleteCommand } from './completion/complete.command';
import { CompletionCommand } from './completion/completion.command';
import { CommandSender } from './controller/command-sender';
import { Controller } from './controller/controller';
import { ControllerIdentity } from './controller/controller-identity';
import { NodeChoice } from './controller/node-choice';
import { NodeList } from './controller/node-list';
import { DOCTOR_COMMANDS, DOCTOR_SERVICES } from './doctor/doctor-commands';
import { EXTENSION_COMMANDS, EXTENSION_SERVICES } from './extension/extension-commands';
import { GlobalOptions } from './global-options';
import { ClientSecret } from './home/client-secret';
import { ConfigFile } from './home/config-file';
import { Keychain } from './home/keychain';
import { OperatorToken } from './home/operator-token';
import { OttoHome } from './home/otto-home';
import { RelayHttp } from './http/relay-http';
import { Invocation } from './invocation';
import { LISTENER_COMMANDS, LISTENER_SERVICES } from './listener/listener-commands';
import { LOGS_COMMANDS, LOGS_SERVICES } from './logs/logs-commands';
import { NODE_COMMANDS, NODE_SERVICES } from './node/node-commands';
import { Output } from './output/output';
import { PayloadInput } from './payload-input';
import { AuthcodeCommand } from './pairing/authcode.command';
import { PairCommand } from './pairing/pair.command';
import { DescribeCommand } from './reference/describe.command';
import { HelpPages } from './reference/help-pages';
import { RevokeCommand } from './pairing/revoke.command';
import { AttachedRelay } from './relay/attached-relay';
import { LocalRelay } from './relay/local-relay';
import { PidFile } from './relay/pid-file';
import { RelayDaemon } from './relay/relay-daemon';
import { RelayEnvironment } from './relay/relay-environment';
import { RelayLocation } from './relay/relay-location';
import { RelayOwner } from './relay/relay-owner';
import { RelayProbe } from './relay/relay-probe';
import { RelayStarter } from './relay/relay-starter';
import { RestartCommand } from './relay/restart.command';
import { StartCommand } from './relay/start.command';
import { StatusCommand } from './relay/status.command';
import { StopCommand } from './relay/stop.command';
import { SETTINGS_COMMANDS } from './settings/settings-commands';
import { ScreenshotCommand } from './screenshot/screenshot.command';
import { SETUP_COMMANDS, SETUP_SERVICES } from './setup/setup-commands';
import { SITE_COMMANDS, SITE_SERVICES } from './site/site-commands';

const SERVICES = [
  OttoHome,
  ConfigFile,
  Keychain,
  ClientSecret,
  OperatorToken,
  PidFile,
  RelayLocation,
  RelayHttp,
  LocalRelay,
  RelayEnvironment,
  RelayDaemon,
  RelayStarter,
  AttachedRelay,
  RelayProbe,
  RelayOwner,
  ControllerIdentity,
  Controller,
  NodeChoice,
  NodeList,
  CommandSender,
  PayloadInput,
  ...CLIENT_SERVICES,
  GlobalOptions,
  HelpPages,
  ...EXTENSION_SERVICES,
  ...SITE_SERVICES,
  ...LISTENER_SERVICES,
  ...LOGS_SERVICES,
  ...SETUP_SERVICES,
  ...DOCTOR_SERVICES,
  ...NODE_SERVICES,
];

/** Commands in the order of `otto --help`. */
const COMMANDS = [
  ...SETUP_COMMANDS,
  ...DOCTOR_COMMANDS,
  StartCommand,
  StopCommand,
  RestartCommand,
  StatusCommand,
  ...SETTINGS_COMMANDS,
  ...CLIENT_COMMANDS,
  AuthcodeCommand,
  PairCommand,
  RevokeCommand,
  ExtractContentCommand,
  ScreenshotCommand,
  CmdCommand,
  ...SITE_COMMANDS,
  ...EXTENSION_COMMANDS,
  ...LISTENER_COMMANDS,
  ...LOGS_COMMANDS,
  ...NODE_COMMANDS,
  CompletionCommand,
  CompleteCommand,
  DescribeCommand,
];

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
