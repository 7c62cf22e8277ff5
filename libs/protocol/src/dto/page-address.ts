import { IsString, Length } from 'class-validator';
import { FailsWith } from './fails-with';

const MAX_URL_LENGTH = 65_536;
/** In the order in which decorators apply: from the bottom of a stack. */
const RULES = [Length(1, MAX_URL_LENGTH), IsString(), FailsWith('invalid_url')];

/** On a property: the address of a page, as far as that can be said without a browser. */
export function IsPageAddress(): PropertyDecorator {
  return (target, property) => {
    for (const rule of RULES) rule(target, property as string);
  };
}
