# frozen_string_literal: true

require 'json'
require 'openssl'

module Migomail
  # What came to a webhook's endpoint is not a call of Migomail's, or is not one any more: answer it with 400.
  class WebhookVerificationError < StandardError
    # missing_header, invalid_timestamp, timestamp_out_of_range, signature_mismatch or invalid_body.
    attr_reader :code

    def initialize(code, message)
      super(message)
      @code = code
    end
  end

  # Checks that a call to a webhook's endpoint is one of Migomail's, by the Standard Webhooks scheme. Safe for use by several
  # threads.
  class WebhookVerifier
    TOLERANCE_SECONDS = 300
    private_constant :TOLERANCE_SECONDS

    # @param secrets [String, Array<String>] whsec_…; while one is rotated the new and the old one
    # @param clock [#call] Unix seconds
    # @raise [ArgumentError] where there is no secret, or one is none
    def initialize(secrets, clock: -> { Time.now.to_f })
      @keys = Array(secrets).map { |secret| decode(secret.delete_prefix('whsec_')) }
      @clock = clock
      return unless @keys.empty? || @keys.include?(nil)

      raise ArgumentError, 'a webhook has at least one secret, each whsec_ and base64'
    end

    # The event that was brought; events come at least once: tell repeats by their id.
    # @param body [String] exactly as it came
    # @param headers [Hash{String => String}] their names in any case, as HTTP has them
    # @raise [WebhookVerificationError] where the signature is not by any of the secrets, or older or newer than five minutes
    def verify(body, headers)
      by_name = headers.to_h { |name, value| [name.to_s.downcase, value] }
      id, timestamp, signatures = %w[webhook-id webhook-timestamp webhook-signature].map do |name|
        by_name.fetch(name) { raise WebhookVerificationError.new('missing_header', "#{name} is missing") }
      end
      check_time(timestamp)
      signed = "#{id}.#{timestamp}.".b + body.b
      unless match?(signed, signatures)
        raise WebhookVerificationError.new('signature_mismatch', 'no signature is by one of the secrets')
      end

      event(body)
    end

    # Without its secrets.
    def inspect
      "#<Migomail::WebhookVerifier #{@keys.size} secrets>"
    end

    private

    def match?(signed, signatures)
      given = signatures.split.map { |each| each.start_with?('v1,') ? decode(each.delete_prefix('v1,')) : nil }.compact
      matches = @keys.flat_map do |key|
        expected = OpenSSL::HMAC.digest('SHA256', key, signed)
        given.map { |each| each.bytesize == expected.bytesize && OpenSSL.fixed_length_secure_compare(each, expected) }
      end
      matches.any?
    end

    def event(body)
      event = JSON.parse(body, symbolize_names: true)
      event.is_a?(Hash) ? event : raise(WebhookVerificationError.new('invalid_body', 'the body is not an event'))
    rescue JSON::ParserError
      raise WebhookVerificationError.new('invalid_body', 'the body is not an event')
    end

    def check_time(timestamp)
      unless timestamp.match?(/\A[0-9]{1,11}\z/)
        raise WebhookVerificationError.new('invalid_timestamp', 'webhook-timestamp must be Unix seconds')
      end
      return if (@clock.call.to_i - timestamp.to_i).abs <= TOLERANCE_SECONDS

      raise WebhookVerificationError.new('timestamp_out_of_range',
                                         'webhook-timestamp is more than five minutes from now')
    end

    # Base64, strictly; nil where it is not, or of nothing.
    def decode(text)
      bytes = text.unpack1('m0')
      bytes.empty? ? nil : bytes
    rescue ArgumentError
      nil
    end
  end
end
