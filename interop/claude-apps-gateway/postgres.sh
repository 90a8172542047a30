# A fresh database in $3, on port $2 of loopback; $1 holds the programs of PostgreSQL. They refuse to run as root.
set -e
[ "$(id -u)" = 0 ] && exec unshare --user --map-user=1000 --map-group=1000 sh "$0" "$@"
"$1/initdb" --pgdata="$3" --username=gw --auth=trust --no-sync >/dev/null
exec "$1/postgres" -D "$3" -h 127.0.0.1 -p "$2" -c unix_socket_directories= -c fsync=off
