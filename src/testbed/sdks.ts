import Anthropic from '@anthropic-ai/sdk';
import Anthropic0 from 'anthropic-sdk-0';

/** An official SDK. What tests call is the same in both generations; only their types are not. */
export interface Sdk {
  readonly name: string;
  readonly errors: typeof Anthropic;
  client(options: { baseURL?: string; apiKey?: string; authToken?: string; maxRetries?: number }): Anthropic;
}

/** Both generations of the official SDK, as judges of the mock that nobody here wrote. */
export const SDKS: readonly Sdk[] = [Anthropic, Anthropic0 as unknown as typeof Anthropic].map(
  (Client, i) => ({
    name: i === 0 ? 'SDK 1.x' : 'SDK 0.x',
    errors: Client,
    // Else a variable of the environment would be the credential.
    client: (options) => new Client({ apiKey: null, authToken: null, maxRetries: 0, ...options }),
  }),
);

/** All that an async iterable yields, and the error that ended it early. */
export async function gather<T>(items: AsyncIterable<T>): Promise<{ items: T[]; error?: unknown }> {
  const gathered: T[] = [];
  try {
    for await (const item of items) gathered.push(item);
    return { items: gathered };
  } catch (error) {
    return { items: gathered, error };
  }
}

/** What a call was refused with. */
export async function refusalOf(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call was not refused');
}

/** As JSON has it: without the classes and lazy members that an SDK adds. */
export function plain(value: object): { [key: string]: unknown } {
  return JSON.parse(JSON.stringify(value));
}
