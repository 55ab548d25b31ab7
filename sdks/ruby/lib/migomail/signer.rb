# frozen_string_literal: true

require 'digest'
require 'openssl'

module Migomail
  # Signs requests: HMAC-SHA256 of timestamp.METHOD.path?query.hex(sha256(body)). A signature is taken once: six digits at
  # random after the millisecond tell equal requests apart.
  # @private
  class Signer
    DIGITS = 1_000_000

    def initialize(secret, clock, random)
      @secret = secret
      @clock = clock
      @random = random
    end

    # The headers that sign it; target is path and query as they are sent.
    def headers(method, target, body)
      seconds, millis = (@clock.call * 1000).round.divmod(1000)
      timestamp = format('%<s>d.%<ms>03d%<us>06d', s: seconds, ms: millis, us: (@random.rand * DIGITS).to_i)
      text = "#{timestamp}.#{method}.#{target}.#{Digest::SHA256.hexdigest(body)}"
      { 'Migo-Timestamp' => timestamp, 'Migo-Signature' => "v1=#{OpenSSL::HMAC.hexdigest('SHA256', @secret, text)}" }
    end

    # Without the secret.
    def inspect
      '#<Migomail::Signer>'
    end
  end
end
