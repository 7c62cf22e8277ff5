import path from 'node:path';
import ts from 'typescript';

/**
 * Reads from the TypeScript sources what no schema holds: doc comments, and the types of what goes in and comes out.
 *
 * @param where The file below libs/protocol/src and the type in it that lists all entries.
 * @returns {{entries: Record<string, Record<string, Field[] | undefined>>, shared: Record<string, Field[]>}} A list of
 * fields is undefined where the type leaves them open; `shared` holds the types that fields name.
 */
export function readProtocolTypes(root, { file: name, type }) {
  const file = path.join(root, 'libs/protocol/src', name);
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram([file], { ...options, noEmit: true });
  return new TypeReader(program.getTypeChecker()).read(program.getSourceFile(file), type);
}

/** @typedef {{name: string, type: string, optional: boolean, doc: string}} Field */
class TypeReader {
  #checker;
  #shared = new Map();

  constructor(checker) {
    this.#checker = checker;
  }

  read(source, listing) {
    const exported = this.#checker.getExportsOfModule(this.#checker.getSymbolAtLocation(source));
    const list = this.#checker.getDeclaredTypeOfSymbol(exported.find(({ name }) => name === listing));
    const entries = list
      .getProperties()
      .map((entry) => [entry.name, this.#members(this.#checker.getTypeOfSymbol(entry))]);
    return { entries: Object.fromEntries(entries), shared: Object.fromEntries(this.#shared) };
  }

  #members(type) {
    return Object.fromEntries(
      type.getProperties().map((member) => {
        const shape = this.#checker.getTypeOfSymbol(member);
        return [member.name, this.#isOpen(shape) ? undefined : this.#fields(shape)];
      }),
    );
  }

  #isOpen(type) {
    return (type.flags & ts.TypeFlags.Unknown) !== 0;
  }

  #fields(type) {
    return type.getProperties().map((property) => {
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const declared = this.#checker.getTypeOfSymbol(property);
      const shown = optional ? this.#checker.getNonNullableType(declared) : declared;
      this.#note(shown);
      return { name: property.name, type: this.#text(shown), optional, doc: this.#doc(property) };
    });
  }

  /** Keeps the fields of interfaces that a field names, so that a page can list them. */
  #note(type) {
    const item = this.#checker.isArrayType(type) ? this.#checker.getTypeArguments(type)[0] : type;
    const name = item.symbol?.name;
    const isNamed = item.isClassOrInterface() && !this.#checker.isArrayType(item);
    if (!isNamed || name === undefined || this.#shared.has(name)) return;
    this.#shared.set(name, undefined);
    this.#shared.set(name, this.#fields(item));
  }

  #text(type) {
    if (type.isUnion() && type.types.every((member) => member.isLiteral() || member.flags & ts.TypeFlags.Null)) {
      return type.types.map((member) => this.#checker.typeToString(member).replaceAll('"', "'")).join(' | ');
    }
    return this.#checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  }

  #doc(symbol) {
    return ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)).replace(/\s+/g, ' ');
  }
}
