'use strict';

const crypto = require('node:crypto');

/**
 * The headers that sign a request: HMAC-SHA256 of timestamp.METHOD.path?query.hex(sha256(body)). A signature is taken once:
 * six digits of chance (0 to 1) after the millisecond tell equal requests apart.
 */
function sign(secret, now, chance, method, target, body) {
  const millis = Math.floor(now);
  const fraction = String(millis % 1000).padStart(3, '0') + String(Math.floor(chance * 1e6)).padStart(6, '0');
  const timestamp = `${Math.floor(millis / 1000)}.${fraction}`;
  const digest = crypto.createHash('sha256').update(body).digest('hex');
  const signature = crypto.createHmac('sha256', secret).update(`${timestamp}.${method}.${target}.${digest}`).digest('hex');
  return { 'Migo-Timestamp': timestamp, 'Migo-Signature': `v1=${signature}` };
}

module.exports = { sign };
