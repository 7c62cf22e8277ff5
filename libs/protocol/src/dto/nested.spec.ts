import { IsString } from 'class-validator';
import { schemaOf } from './json-schema';
import { ListOf, ObjectOf, withNested } from './nested';

class Leaf {
  @IsString()
  name: string;
}

class Twig {
  @ListOf(Leaf)
  leaves: Leaf[];
}

class Flower {
  @ObjectOf(Leaf)
  petal: Leaf;
}

class Tree {
  @ListOf(Twig, Flower)
  parts: (Twig | Flower)[];
}

/** A tree is a part of a tree. */
class Forest extends Tree {
  @ListOf(Forest)
  within: Forest[];
}

const LEAF = { $ref: '#/components/schemas/Leaf' };

describe('the schema of a DTO that holds others', () => {
  it('refers to them by name', () => {
    expect(schemaOf(Twig)).toMatchObject({ properties: { leaves: { type: 'array', items: LEAF } } });
    expect(schemaOf(Flower)).toMatchObject({ properties: { petal: { type: 'object', ...LEAF } }, required: ['petal'] });
  });

  it('lets a list hold one or the other', () => {
    const items = { anyOf: [{ $ref: '#/components/schemas/Twig' }, { $ref: '#/components/schemas/Flower' }] };
    expect(schemaOf(Tree)).toMatchObject({ properties: { parts: { items } } });
  });
});

describe('withNested', () => {
  it('gives a DTO and all that it holds, each once', () => {
    expect([...withNested(Tree)]).toEqual([Tree, Twig, Leaf, Flower]);
    expect([...withNested(Leaf)]).toEqual([Leaf]);
  });

  it('gives what it inherits too, and comes to an end where a DTO holds itself', () => {
    expect(withNested(Forest)).toEqual(new Set([Forest, Twig, Leaf, Flower]));
  });
});
