'use strict';

const { Migomail } = require('./lib/client.js');
const errors = require('./lib/errors.js');
const { Page } = require('./lib/page.js');
const { HttpTransport, TransportError } = require('./lib/transport.js');
const { VERSION } = require('./lib/version.js');
const { WebhookVerifier, WebhookVerificationError } = require('./lib/webhooks.js');

module.exports = {
  Migomail,
  Page,
  HttpTransport,
  TransportError,
  WebhookVerifier,
  WebhookVerificationError,
  MigomailError: errors.MigomailError,
  AuthenticationError: errors.AuthenticationError,
  PermissionDeniedError: errors.PermissionDeniedError,
  NotFoundError: errors.NotFoundError,
  ConflictError: errors.ConflictError,
  InvalidRequestError: errors.InvalidRequestError,
  RateLimitError: errors.RateLimitError,
  ServerError: errors.ServerError,
  ConnectionError: errors.ConnectionError,
  VERSION,
};
