import path from 'node:path';
import ts from 'typescript';

/**
 * The JSON schema of every member of an interface, from the TypeScript sources, with their doc comments.
 *
 * @param {string} root
 * @param {{ file: string, type: string }} where the file, from the root, and the interface in it
 * @returns {Record<string, object>}
 */
export function readTypeSchemas(root, { file, type }) {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram([path.join(root, file)], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path.join(root, file));
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source)).find(({ name }) => name === type);
  const writer = new SchemaWriter(checker);
  const members = checker.getDeclaredTypeOfSymbol(exported).getProperties();
  return Object.fromEntries(members.map((member) => [member.name, writer.write(checker.getTypeOfSymbol(member))]));
}

const { TypeFlags, SymbolFlags } = ts;
const OPEN = TypeFlags.Unknown | TypeFlags.Any;
const PRIMITIVES = [
  [TypeFlags.Null, 'null'],
  [TypeFlags.String, 'string'],
  [TypeFlags.Number, 'number'],
  [TypeFlags.Boolean, 'boolean'],
];

class SchemaWriter {
  #checker;

  constructor(checker) {
    this.#checker = checker;
  }

  write(type) {
    if (type.flags & OPEN) return {};
    if (type.flags & TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === 'true' };
    const primitive = PRIMITIVES.find(([flag]) => type.flags & flag);
    if (primitive) return { type: primitive[1] };
    if (type.isLiteral()) return { const: type.value };
    if (type.isUnion()) return this.#union(type.types.filter(({ flags }) => !(flags & TypeFlags.Undefined)));
    if (this.#checker.isArrayType(type)) {
      return { type: 'array', items: this.write(this.#checker.getTypeArguments(type)[0]) };
    }
    return this.#object(type);
  }

  #union(types) {
    if (types.length === 1) return this.write(types[0]);
    if (types.every((type) => type.flags & TypeFlags.BooleanLiteral)) return { type: 'boolean' };
    if (types.every((type) => type.isLiteral())) return { enum: types.map(({ value }) => value) };
    return { anyOf: types.map((type) => this.write(type)) };
  }

  #object(type) {
    const values = type.getStringIndexType();
    if (values) return { type: 'object', additionalProperties: this.write(values) };
    const properties = type.getProperties();
    const required = properties.filter((property) => !this.#isOptional(property)).map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(properties.map((property) => [property.name, this.#property(property)])),
      ...(required.length > 0 && { required }),
    };
  }

  #property(property) {
    const description = ts.displayPartsToString(property.getDocumentationComment(this.#checker)).replace(/\s+/g, ' ');
    return { ...this.write(this.#checker.getTypeOfSymbol(property)), ...(description && { description }) };
  }

  /** JSON leaves a property out that is undefined. */
  #isOptional(property) {
    const type = this.#checker.getTypeOfSymbol(property);
    const types = type.isUnion() ? type.types : [type];
    return Boolean(property.flags & SymbolFlags.Optional) || types.some(({ flags }) => flags & TypeFlags.Undefined);
  }
}
