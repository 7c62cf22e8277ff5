import { applyDecorators, Controller, UseGuards, UsePipes } from '@nestjs/common';
import { CallerGuard } from '../auth/caller.guard';
import { validationPipe } from './validation-pipe';

/**
 * A controller whose handlers are guarded and whose bodies are checked. Every REST controller is one; guard and pipe are
 * not global because Nest would then run them for every WebSocket frame as well.
 */
export const RestController = (path: string): ClassDecorator =>
  applyDecorators(Controller(path), UseGuards(CallerGuard), UsePipes(validationPipe()));
