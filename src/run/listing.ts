import { wireOf } from '../wire/format.ts';
import type { CheckContext, ProbeRequest, TurnSpec } from './check.ts';

/**
 * The requests with which Claude Code asks what models there are, with more headers if wanted: the models
 * of the Messages API, the inference profiles of Bedrock; Vertex has no such list.
 */
export function listRequests(t: CheckContext, spec: Pick<TurnSpec, 'headers'> = {}): readonly ProbeRequest[] {
  switch (wireOf(t.format).id) {
    case 'anthropic':
      return [t.bare('GET', '/v1/models?limit=1000', 'models', spec)];
    case 'bedrock':
      return [t.bare('GET', '/inference-profiles?type=SYSTEM_DEFINED', 'profiles', spec)];
    case 'vertex':
      return [];
  }
}
