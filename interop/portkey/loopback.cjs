'use strict';
// Portkey listens on every address of the machine and has no option for it. This preload keeps it on loopback, and
// changes nothing else of it.
const { Server } = require('node:net');

const { listen } = Server.prototype;
Server.prototype.listen = function (where, ...rest) {
  const port = typeof where === 'object' && where !== null ? where.port : where;
  const onListening = rest.find((argument) => typeof argument === 'function');
  return listen.call(this, { port, host: '127.0.0.1' }, onListening);
};
