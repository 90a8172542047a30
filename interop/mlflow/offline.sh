#!/bin/sh
# MLflow for providers whose host is built in: a network of its own, in which the names of Google and AWS lead to the mock.
# To be run by root in namespaces of its own, from the folder that is to hold its files:
#   GATEWAY_CHECK='npx gateway-check' unshare --net --mount sh .../offline.sh sh .../serve.sh .../bin/mlflow 5000
set -eu
ip link set lo up
cp /etc/hosts hosts
echo '127.0.0.1 us-east5-aiplatform.googleapis.com oauth2.googleapis.com bedrock-runtime.us-east-1.amazonaws.com' >>hosts
mount --bind hosts /etc/hosts
$GATEWAY_CHECK mock --port 443 --tls-ca-out ca.pem >mock.log 2>&1 &
until [ -s ca.pem ]; do
  kill -0 $! || { cat mock.log >&2; exit 1; }
  sleep 0.1
done
echo $$ >pid
export SSL_CERT_FILE="$PWD/ca.pem" REQUESTS_CA_BUNDLE="$PWD/ca.pem"
exec "$@"
