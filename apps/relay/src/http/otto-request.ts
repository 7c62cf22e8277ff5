import type { Request } from 'express';
import type { Principal } from '../auth/principal';
import type { Caller } from '../front-door/caller';

/** A request as handlers see it: past the front door, and past the guard that resolved who sent it. */
export interface OttoRequest extends Request {
  caller: Caller;
  principal: Principal;
}
