import v8 from 'node:v8';
import vm from 'node:vm';
import { abridge, type Exchange } from '../net/exchange.ts';

/** Bytes from which on it is worth a look at all of the memory, some 30 ms. */
const MANY = 4 * 1024 * 1024;

let collect: (() => void) | undefined;

/**
 * Keeps only the beginning of large bodies, and has V8 free the rest at once: bodies lie outside of its heap,
 * where it notices them so late that a few of 31 MB would stand side by side.
 */
export function letGo(exchanges: readonly Exchange[]): void {
  let freed = 0;
  for (const exchange of exchanges) freed += abridge(exchange);
  if (freed >= MANY) tidy();
}

/** Has V8 free what nobody holds any more. */
export function tidy(): void {
  collect ??= collector();
  collect();
}

/** V8's own function, which a process has to ask for. */
function collector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  const found: unknown = vm.runInNewContext('gc');
  return typeof found === 'function' ? () => void found() : () => {};
}
