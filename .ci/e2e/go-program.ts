import { cached, install } from './cached.ts';

/**
 * Builds a program of a Go module into the user's cache, at first use.
 * @param name of the folder, with the version in it
 * @param program its import path with a version, `example.org/gateway/cmd/gateway@v1.2.3`
 * @returns the folder that holds it
 * @throws with what go said
 */
export function goProgram(name: string, program: string): Promise<string> {
  return cached(name, (fresh) => {
    // Never another toolchain than that of the machine: it would be one more download, from elsewhere.
    const env = { ...process.env, GOBIN: fresh, GOTOOLCHAIN: 'local' };
    install(`build ${program}`, 'go', ['install', program], { env });
  });
}
