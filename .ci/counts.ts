import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Writes `<passed> <failed>` of one vitest run into the folder that the CI script names. */
export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const folder = process.env['GATEWAY_CHECK_COUNTS'];
    if (!folder) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    ).length;
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `${process.pid}-${Date.now()}`),
      `${count('passed')} ${count('failed') + broken}\n`,
    );
  }
}
