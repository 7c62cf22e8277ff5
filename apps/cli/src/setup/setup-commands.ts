import { ClientStep } from './client-step';
import { Guide } from './guide';
import { GuidedSetup } from './guided-setup';
import { PairingWatch } from './pairing-watch';
import { RelayStep } from './relay-step';
import { Setup } from './setup';
import { SetupCommand } from './setup.command';

/** `otto setup`, and what it works with, for the module. */
export const SETUP_COMMANDS = [SetupCommand];
export const SETUP_SERVICES = [RelayStep, ClientStep, Setup, PairingWatch, Guide, GuidedSetup];
