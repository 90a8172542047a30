import { expect } from 'vitest';
import { type TerminalOptions, type Typed, type } from './terminal.ts';

/**
 * Starts the command on a free port, does something with the mock once it is announced, and interrupts it.
 * @param act gets the address of the mock, and the text that announced it
 */
export async function during(
  args: readonly string[],
  act: (url: string, text: string) => Promise<void>,
  options: TerminalOptions = {},
): Promise<Typed> {
  const interrupt = new AbortController();
  const acted: Promise<void>[] = [];
  const onOutput = (text: string) => {
    const url = /^export \w+_BASE_URL=(https?:\/\/[^/\s]+)/m.exec(text)?.[1] ?? '';
    acted.push(act(url, text).finally(() => interrupt.abort()));
  };
  const typed = await type(['mock', '--port', '0', ...args], {
    ...options,
    interruption: interrupt.signal,
    onOutput,
  });
  expect(acted).toHaveLength(1);
  await Promise.all(acted);
  return { ...typed, stdout: typed.stdout.replaceAll(/:\d{2,5}(?=\b)/g, ':PORT') };
}

/** Asks the mock at `url` and returns status and body. */
export async function ask(url: string, text: string, body: object = {}, key = 'k'): Promise<string> {
  const response = await fetch(`${url}/v1/messages?beta=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', 'x-api-key': key },
    body: JSON.stringify({
      model: 'claude-opus-5-5',
      max_tokens: 9,
      messages: [{ role: 'user', content: text }],
      ...body,
    }),
  });
  return `${response.status} ${await response.text()}`;
}
