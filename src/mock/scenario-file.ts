import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import type {
  CountAnswer,
  Delivery,
  ErrorAnswer,
  Json,
  JsonObject,
  Match,
  MessageAnswer,
  NoAnswer,
  RawAnswer,
  Scenario,
  Step,
  StreamAnswer,
} from '../wire/scenario.ts';

type Optional<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
type Shapes<T> = { readonly [K in keyof T]-?: z.ZodType<T[K]> };

/** A strict object for exactly the fields of `T`: one too many, too few or of another type doesn't compile. */
function fields<T>(
  required: Shapes<Omit<T, Optional<T>>>,
  optional: Shapes<Required<Pick<T, Optional<T>>>>,
): z.ZodType<T> {
  const others = Object.entries<z.ZodType>(optional).map(([name, shape]) => [name, shape.exactOptional()]);
  return z.strictObject({ ...required, ...Object.fromEntries(others) }) as unknown as z.ZodType<T>;
}

const json: z.ZodType<Json> = z.json();
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);
/** More would overflow the timer. */
const milliseconds = z.int().min(0).max(2_147_483_647);
const status = z.int().min(200).max(599);
const text = z.string();
/** What Node would refuse when the answer is sent is refused here, where it can be explained. */
const headers = z
  .array(
    z.tuple([
      text.refine(passes(validateHeaderName), 'not a header name'),
      text.refine(
        passes((value) => validateHeaderValue('x', value)),
        'not a header value',
      ),
    ]),
  )
  .describe('pairs of name and value, in place of or beside those that the API sends');
const end = z
  .enum(['cut', 'reset', 'stall'])
  .describe('cut: the connection closes. reset: with RST. stall: nothing more comes');

function passes(check: (value: string) => void): (value: string) => boolean {
  return (value) => {
    try {
      check(value);
      return true;
    } catch {
      return false;
    }
  };
}

const step: z.ZodType<Step> = z.union([
  fields<Extract<Step, { event: unknown }>>({ event: jsonObject.describe('one event, with its type') }, {}),
  fields<Extract<Step, { raw: unknown }>>(
    { raw: text.describe('these characters, outside any framing') },
    {},
  ),
  fields<Extract<Step, { base64: unknown }>>({ base64: z.base64().describe('these bytes') }, {}),
  fields<Extract<Step, { comment: unknown }>>({ comment: text.describe('an SSE comment') }, {}),
  fields<Extract<Step, { delay: unknown }>>({ delay: milliseconds.describe('milliseconds of silence') }, {}),
  fields<Extract<Step, { gate: unknown }>>(
    { gate: z.literal(true).describe('hold until released over the control API') },
    {},
  ),
  fields<Extract<Step, { end: unknown }>>({ end }, {}),
]);

const delivery = fields<Delivery>(
  {},
  {
    chunkBytes: z.int().min(1).describe('bytes in each write; default: one write an event'),
    eventDelay: milliseconds.describe('milliseconds before each event'),
    lockstep: z.boolean().describe('hold after each event until released'),
    held: z.boolean().describe('hold all of it, the head too, until released'),
    ping: z.boolean().describe('a ping after the first block start; default true'),
    padding: z.boolean().describe('blanks at the end of data lines, as the API has; default true'),
    lineEnding: z.enum(['\n', '\r\n']),
  },
);

/** Any answer of a Scenario or script. */
export const answerSchema = z.union([
  fields<MessageAnswer>(
    {
      message: fields<MessageAnswer['message']>(
        {
          content: z
            .array(jsonObject)
            .describe('blocks as in a finished message; ids are made up where missing'),
        },
        {
          stop_reason: text,
          stop_sequence: text.nullable(),
          usage: jsonObject.describe('members given here win over made-up ones'),
          model: text.describe('default: as requested'),
          id: text,
          extra: jsonObject.describe('further members of the message'),
        },
      ),
    },
    { delivery, headers },
  ).describe('a message, as JSON or as a stream, whichever the request asks for'),
  fields<StreamAnswer>({ steps: z.array(step) }, { status, delivery, headers }).describe(
    'a stream, step by step',
  ),
  fields<ErrorAnswer>(
    { error: fields<ErrorAnswer['error']>({ type: text, message: text }, { details: json }), status },
    { headers },
  ).describe('a refusal in the API’s envelope'),
  fields<RawAnswer>({ body: z.union([text, jsonObject, z.null()]), status }, { headers }).describe(
    'anything else, as given',
  ),
  fields<CountAnswer>({ input_tokens: z.int().min(0) }, { headers }).describe('of count_tokens'),
  fields<NoAnswer>({ end }, {}).describe('no answer at all'),
]);

const match = fields<Match>(
  {},
  {
    operation: z
      .enum(['messages', 'count_tokens', 'models', 'profiles', 'hello'])
      .describe('default: count_tokens for an answer with input_tokens, else messages'),
    format: z.enum(['anthropic', 'bedrock', 'vertex']).describe('what is spoken; default: any'),
    lastUserText: text.describe('part of the last user text'),
    systemText: text.describe('part of any system text'),
    toolResultOf: text.describe('name of a tool whose result is in the last user message'),
    tool: text.describe('name of a tool that is offered'),
    model: text.describe('as the request names it, in its path or in its body'),
    stream: z.boolean().describe('whether the request asks for a stream, in its path or in its body'),
    headers: z.record(z.string(), z.string()).describe('name to a part of the value; "" asks for presence'),
    bodyKeys: z.array(text).describe('top-level keys of the body'),
  },
).describe('all conditions must hold; without any, every request matches');

const scenario = fields<Scenario>(
  { answer: answerSchema },
  {
    name: text.min(1).describe('for the log, and to release gates by'),
    match,
    times: z.int().min(1).describe('play only so many times, then fall through to the next'),
  },
).meta({ id: 'scenario' });

/** A file of Scenarios: a list, or an object with one. Of those that match a request the first one plays. */
export const scenarioFileSchema = z.union([
  z.strictObject({ $schema: text.exactOptional(), scenarios: z.array(scenario) }),
  z.array(scenario),
]);

/** The Scenarios of a file, in their order. */
export function scenariosOf(file: z.output<typeof scenarioFileSchema>): readonly Scenario[] {
  return 'scenarios' in file ? file.scenarios : file;
}
