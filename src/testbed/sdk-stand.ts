import { startGateway } from '../mock/gateway.ts';
import { managed } from '../mock/layers/credentials.ts';
import { type Mock, startMock } from '../mock/server.ts';
import type { Answer } from '../wire/scenario.ts';

/** A strict mock that demands a credential, and where and with which key a client reaches it. */
export interface SdkStand extends AsyncDisposable {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly mock: Mock;
}

/** The ways to the mock. A client must not be able to tell them apart. */
export const ROUTES = ['directly', 'through the reference gateway'] as const;

/** Sets up a mock that answers Messages requests in this order, and then by default. */
export async function sdkStand(route: (typeof ROUTES)[number], ...answers: Answer[]): Promise<SdkStand> {
  const provider = 'the-providers-key';
  const scenarios = answers.map((answer) => ({ name: 'scripted', answer, times: 1 }));
  const mock = await startMock({ validation: 'strict', apiKey: provider, scenarios });
  if (route === 'directly') {
    return { baseURL: mock.url, apiKey: provider, mock, [Symbol.asyncDispose]: () => mock.close() };
  }
  const developer = 'a-developers-key';
  const keys = { accepted: [developer], provider };
  const gateway = await startGateway({ upstream: mock.url, layers: [managed(keys)] });
  const close = async () => {
    await gateway.close();
    await mock.close();
  };
  return { baseURL: gateway.url, apiKey: developer, mock, [Symbol.asyncDispose]: close };
}
