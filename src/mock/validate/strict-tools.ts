import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { objects } from '../conversation.ts';

/** Limits of the service that compiles the schemas of strict tools into one grammar. */
const MAX_TOOLS = 20;
const MAX_OPTIONAL = 24;
const MAX_UNIONS = 16;

/** Too many or too loose strict tools; the refusal, or undefined when all is well. */
export function strictToolsProblem(body: JsonObject): string | undefined {
  const strict = objects(body['tools']).filter((tool) => tool['strict'] === true);
  if (strict.length === 0) return undefined;
  if (strict.length > MAX_TOOLS) {
    return (
      `Too many strict tools (${strict.length}). The maximum number of strict tools supported is ${MAX_TOOLS}. ` +
      'Try reducing the number of tools marked as strict.'
    );
  }
  const schemas = strict.flatMap((tool) => properties(tool['input_schema']));
  const optional = schemas.filter(({ required }) => !required).length;
  if (optional > MAX_OPTIONAL) {
    return (
      `Schemas contains too many optional parameters (${optional}), which would make grammar compilation ` +
      `inefficient. Reduce the number of optional parameters in your tool schemas (limit: ${MAX_OPTIONAL}).`
    );
  }
  const unions = schemas.filter(({ schema }) => Array.isArray(schema['type']) || 'anyOf' in schema).length;
  if (unions > MAX_UNIONS) {
    return (
      `Schemas contains too many parameters with union types (${unions} parameters with type arrays or anyOf). ` +
      'This causes exponential compilation cost. Reduce the number of nullable or union-typed parameters ' +
      `(limit: ${MAX_UNIONS} parameters with unions).`
    );
  }
  return undefined;
}

/** One property of an object schema, at any depth. */
interface Property {
  readonly schema: JsonObject;
  readonly required: boolean;
}

function properties(schema: unknown): Property[] {
  if (!isObject(schema)) return [];
  const { required, properties: own, items } = schema;
  const needed = new Set(Array.isArray(required) ? required : []);
  const members = isObject(own) ? Object.entries(own) : [];
  const here = members.flatMap(([name, member]) =>
    isObject(member) ? [{ schema: member, required: needed.has(name) }, ...properties(member)] : [],
  );
  return [...here, ...properties(items)];
}
