import 'reflect-metadata';
import type { StreamableFile } from '@nestjs/common';
import type { ErrorCode } from '@otto/protocol';
import type { DtoClass } from '@otto/protocol/dto';

/** What a handler answers, for the description of the HTTP API. */
export interface DeclaredAnswer {
  readonly mediaType: string;
  /** Undefined where the answer is no JSON; for JSON lines that of one line. */
  readonly dto?: DtoClass;
  /**
   * The codes that the work itself may end in. Those of the front door, of credentials and of the body's DTO follow from
   * elsewhere and are not repeated.
   */
  readonly errors: readonly ErrorCode[];
}

type HandlerDecorator<R> = <H extends (...parameters: never[]) => R | Promise<R>>(
  target: object,
  name: string,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

const ANSWER = Symbol('otto:answers');

/** Declares the JSON that a handler returns; the compiler compares it with what it does return. */
export function Answers<T extends object>(dto: DtoClass<T>, ...errors: readonly ErrorCode[]): HandlerDecorator<T> {
  return declare({ mediaType: 'application/json', dto, errors });
}

/** Declares that a handler streams JSON lines. */
export function AnswersLinesOf(dto: DtoClass, ...errors: readonly ErrorCode[]): HandlerDecorator<StreamableFile> {
  return declare({ mediaType: 'application/x-ndjson', dto, errors });
}

/** Declares that a handler answers text or a file. */
export function AnswersText(
  mediaType: string,
  ...errors: readonly ErrorCode[]
): HandlerDecorator<string | StreamableFile> {
  return declare({ mediaType, errors });
}

/** What a handler declares; undefined when it declares nothing. */
export function answerOf(handler: object): DeclaredAnswer | undefined {
  return Reflect.getMetadata(ANSWER, handler) as DeclaredAnswer | undefined;
}

function declare(answer: DeclaredAnswer) {
  return (_target: object, _name: string, descriptor: PropertyDescriptor): void => {
    Reflect.defineMetadata(ANSWER, answer, descriptor.value as object);
  };
}
