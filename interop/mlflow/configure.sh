#!/bin/sh
# Makes the endpoint `claude-code`, as its page does by hand: configure.sh <url of MLflow> <provider> <model> <secret> <settings>
#   configure.sh http://127.0.0.1:5000 anthropic claude-sonnet-4-6 '{"api_key":"made-up-provider-key"}' '{"api_base":"http://127.0.0.1:8788/v1"}'
set -eu
made() {
  curl --silent --show-error --fail-with-body --header 'content-type: application/json' --data "$2" \
    "$url/api/3.0/mlflow/gateway/$1/create"
}
id() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" | head -n 1; }

url=$1 provider=$2 model=$3
secret=$(made secrets "{\"secret_name\":\"provider\",\"provider\":\"$provider\",\"secret_value\":$4,\"auth_config\":$5}" | tr ',' '\n' | id secret_id)
definition=$(made model-definitions "{\"name\":\"sonnet\",\"provider\":\"$provider\",\"secret_id\":\"$secret\",\"model_name\":\"$model\"}" | tr ',' '\n' | id model_definition_id)
made endpoints "{\"name\":\"claude-code\",\"model_configs\":[{\"model_definition_id\":\"$definition\",\"linkage_type\":\"PRIMARY\",\"weight\":1}]}" >/dev/null
