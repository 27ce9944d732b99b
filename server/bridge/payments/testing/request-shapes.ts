import { join, resolve } from 'node:path';
import ts from 'typescript';

/** What Stripe publishes of the requests that we make: the parameter types of its own package, which it generates from its API's description. */
const source = `import type Stripe from 'stripe';
export type checkout = Stripe.Checkout.SessionCreateParams;
export type refund = Stripe.RefundCreateParams;
export type retrieveCheckout = Stripe.Checkout.SessionRetrieveParams;
export type retrieveRefund = Stripe.RefundRetrieveParams;
export type retrieveDispute = Stripe.DisputeRetrieveParams;
export type retrievePrice = Stripe.PriceRetrieveParams;
`;
export type RequestKind =
  'checkout' | 'refund' | 'retrieveCheckout' | 'retrieveRefund' | 'retrieveDispute' | 'retrievePrice';

/** A form as it came: all that is no list or object is a text. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

/** Reads the published shapes once (some seconds); then tells what of a request does not fit them, in a sentence, or undefined. */
export function readRequestShapes(): (kind: RequestKind, form: FormValue) => string | undefined {
  const root = resolve(import.meta.dirname, '../../../..');
  const path = join(root, 'server/bridge/payments/testing/shapes.virtual.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : fromDisk(name, ...rest);
  const program = ts.createProgram([path], options, host);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  if (!file) throw new Error('the shapes cannot be read');
  const kinds = new Map<string, ts.Type>();
  ts.forEachChild(file, (node) => {
    if (ts.isTypeAliasDeclaration(node)) kinds.set(node.name.text, checker.getTypeAtLocation(node));
  });
  return (kind, form) => {
    const type = kinds.get(kind);
    if (!type || type.flags & ts.TypeFlags.Any) throw new Error(`no shape of ${kind}`);
    return problemOf(checker, type, form, kind);
  };
}

function problemOf(checker: ts.TypeChecker, type: ts.Type, value: FormValue, at: string): string | undefined {
  const choices = type.isUnion() ? type.types : [type];
  const problems = choices
    .filter((choice) => !(choice.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)))
    .map((choice) => problemOfOne(checker, choice, value, at));
  return problems.includes(undefined) ? undefined : (problems[0] ?? `${at}: nothing may stand here`);
}

function problemOfOne(
  checker: ts.TypeChecker,
  type: ts.Type,
  value: FormValue,
  at: string,
): string | undefined {
  if (typeof value === 'string') {
    const fits = type.isStringLiteral()
      ? type.value === value
      : type.flags & ts.TypeFlags.BooleanLiteral
        ? checker.typeToString(type) === value
        : type.flags & ts.TypeFlags.Number
          ? /^-?\d+(\.\d+)?$/.test(value)
          : type.flags & ts.TypeFlags.String ||
            // `string & {}`: texts besides those that are known.
            type.isIntersection();
    return fits ? undefined : `${at}: "${value}" is not ${checker.typeToString(type)}`;
  }
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (Array.isArray(value)) {
    if (!element) return `${at}: no list`;
    return value.map((one, index) => problemOf(checker, element, one, `${at}[${index}]`)).find((one) => one);
  }
  if (!(type.flags & ts.TypeFlags.Object) || element) return `${at}: no object`;
  const named = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const properties = new Map(type.getProperties().map((one) => [one.name, one]));
  for (const [name, inner] of Object.entries(value)) {
    const property = properties.get(name);
    const innerType = property ? checker.getTypeOfSymbol(property) : named;
    if (!innerType) return `${at}: unknown parameter ${name}`;
    const problem = problemOf(checker, innerType, inner, `${at}.${name}`);
    if (problem !== undefined) return problem;
  }
  for (const [name, property] of properties)
    if (!(property.flags & ts.SymbolFlags.Optional) && !(name in value)) return `${at}: ${name} is missing`;
  return undefined;
}
