import { IsArray, IsObject } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import 'reflect-metadata';
import type { DtoClass } from './json-schema';

type FieldDecorator = (target: object, property: string) => void;

const NESTED = Symbol('otto:nested');

/** A field that holds one object of another DTO. For answers: what peers send is flat, or checked part by part. */
export function ObjectOf(dto: DtoClass): FieldDecorator {
  return (target, property) => {
    IsObject()(target, property);
    JSONSchema(reference(dto))(target, property);
    remember(target, [dto]);
  };
}

/** A field that holds a list of other DTOs, each of one of these classes. For answers. */
export function ListOf(dto: DtoClass, ...others: readonly DtoClass[]): FieldDecorator {
  const dtos = [dto, ...others];
  const items = others.length === 0 ? reference(dto) : { anyOf: dtos.map(reference) };
  return (target, property) => {
    IsArray()(target, property);
    JSONSchema({ items })(target, property);
    remember(target, dtos);
  };
}

/** A DTO with all that it holds, directly or further down. Their schemas refer to each other by class name. */
export function withNested(dto: DtoClass, known: ReadonlySet<DtoClass> = new Set()): ReadonlySet<DtoClass> {
  if (known.has(dto)) return known;
  return nestedIn(dto).reduce((all, nested) => withNested(nested, all), new Set([...known, dto]) as typeof known);
}

function nestedIn(dto: DtoClass): readonly DtoClass[] {
  return (Reflect.getMetadata(NESTED, dto) ?? []) as readonly DtoClass[];
}

function remember(target: object, dtos: readonly DtoClass[]): void {
  const dto = target.constructor as DtoClass;
  Reflect.defineMetadata(NESTED, [...nestedIn(dto), ...dtos], dto);
}

function reference({ name }: DtoClass): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
