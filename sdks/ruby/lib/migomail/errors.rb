# frozen_string_literal: true

require 'json'
require 'time'

module Migomail
  # A call that did not succeed; its subclass tells the kind, its code the reason.
  class Error < StandardError
    # code: of the API's list of errors, or connection_failed, timeout, unexpected_answer; status: of HTTP, 0 = there was no
    # reply; request_id: what the request is called in the server's logs, or nil; retryable: whether the same call may succeed
    # later; retry_after: seconds that the server asks to wait for, or nil; errors: what is wrong with each field.
    attr_reader :code, :status, :request_id, :retryable, :retry_after, :errors

    def initialize(message, code:, status: 0, request_id: nil, retryable: false, retry_after: nil, errors: [])
      super("#{code}: #{message}#{" (#{request_id})" if request_id}")
      @code = code
      @status = status
      @request_id = request_id
      @retryable = retryable
      @retry_after = retry_after
      @errors = errors
    end
  end

  # 401: the key, or the signature, is not accepted.
  class AuthenticationError < Error; end

  # 403: the key may not do this.
  class PermissionDeniedError < Error; end

  # 404 or 410: there is no such resource, or no longer.
  class NotFoundError < Error; end

  # 409: it does not fit with what is there.
  class ConflictError < Error; end

  # Another 4xx: the request is not valid; errors tells where.
  class InvalidRequestError < Error; end

  # 429: too many requests.
  class RateLimitError < Error; end

  # 5xx, or an answer that is not one of the API.
  class ServerError < Error; end

  # No reply: connection_failed or timeout. Whether the request arrived is not known.
  class ConnectionError < Error; end

  # Tells what went wrong from a reply, or from there being none.
  # @private
  module Failures
    BY_STATUS = {
      401 => AuthenticationError, 403 => PermissionDeniedError, 404 => NotFoundError, 409 => ConflictError,
      410 => NotFoundError, 429 => RateLimitError
    }.freeze

    module_function

    # Of a reply that is no success.
    def of_reply(reply, now)
      status = reply.status
      problem = parse(reply.body)
      code = problem.fetch(:code, 'unexpected_answer').to_s
      kind = BY_STATUS.fetch(status) { status.between?(400, 499) ? InvalidRequestError : ServerError }
      kind.new(problem.fetch(:message, "HTTP status #{status}"),
               code: code,
               status: status,
               request_id: problem.fetch(:request_id, reply.headers['x-request-id']),
               retryable: [408, 429].include?(status) || status >= 500 || (status == 409 && code == 'conflict'),
               retry_after: retry_after(reply.headers['retry-after'], now),
               errors: problem[:errors].is_a?(Array) ? problem[:errors] : [])
    end

    # Of a success whose body is not what it should be.
    def not_the_apis(reply)
      ServerError.new('the body of the answer is not what the API answers',
                      code: 'unexpected_answer', status: reply.status, request_id: reply.headers['x-request-id'])
    end

    # Of an attempt without a reply.
    def no_reply(cause)
      code = cause.timeout? ? 'timeout' : 'connection_failed'
      ConnectionError.new(cause.message, code: code, retryable: true)
    end

    def parse(body)
      problem = JSON.parse(body, symbolize_names: true)
      problem.is_a?(Hash) ? problem : {}
    rescue JSON::ParserError
      {}
    end

    # RFC 9110 section 10.2.3: seconds, or a date. Nil where there is neither.
    def retry_after(value, now)
      return nil if value.nil?
      return value.to_i if value.match?(/\A[0-9]{1,9}\z/)

      [0, Time.httpdate(value).to_f - now].max
    rescue ArgumentError
      nil
    end
  end
end
