import { Doctor } from './doctor';
import { DoctorCommand } from './doctor.command';
import { FileChecks } from './file-checks';
import { IdentityChecks } from './identity-checks';
import { RelayChecks } from './relay-checks';

/** `otto doctor`, and what it works with, for the module. */
export const DOCTOR_COMMANDS = [DoctorCommand];
export const DOCTOR_SERVICES = [RelayChecks, FileChecks, IdentityChecks, Doctor];
