#!/bin/sh
# MLflow with its AI Gateway, as its page for Claude Code starts it: serve.sh <program> <port>, from the folder that is to
# hold its database. Beyond that page: plain http and loopback are allowed for a provider, because its stand-in is there.
set -eu
export MLFLOW_GATEWAY_API_BASE_ALLOWED_SCHEMES=http,https
export MLFLOW_GATEWAY_API_BASE_ALLOW_PRIVATE_IPS=true
export MLFLOW_CRYPTO_KEK_PASSPHRASE=made-up-passphrase-of-the-database
export MLFLOW_DISABLE_TELEMETRY=true
exec "$1" server --host 127.0.0.1 --port "$2" --backend-store-uri sqlite:///mlflow.db --workers 1
