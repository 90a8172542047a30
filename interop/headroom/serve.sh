#!/bin/sh
# Headroom's proxy, as its page for Claude Code starts it, with the stand-in for the provider in place of the three hosts:
#   serve.sh <environment> <port> <upstream> [further options]
# Beyond that page, all of it because the machine reaches nothing else: token tables and prices are those that its own
# packages hold, no model for compression is fetched, nothing is reported; and more than 60 requests a minute pass.
set -eu
environment=$1 port=$2 upstream=$3
shift 3
export TIKTOKEN_CACHE_DIR="$("$environment/bin/python" -c 'import importlib.util as u; print(u.find_spec("litellm").submodule_search_locations[0])')/litellm_core_utils/tokenizers"
export HF_HUB_OFFLINE=1 LITELLM_LOCAL_MODEL_COST_MAP=True HEADROOM_TELEMETRY=off
exec "$environment/bin/headroom" proxy --port "$port" --rpm 100000 \
  --anthropic-api-url "$upstream" --bedrock-api-url "$upstream" --vertex-api-url "$upstream" "$@"
