# frozen_string_literal: true

require 'securerandom'

module Migomail
  # A client of the API with one API key. Safe for use by several threads; an application needs one. Requests take hashes
  # with the API's names; answers are hashes with symbols as keys.
  #
  #   migo = Migomail::Client.new('migo_sk_live_…')
  #   accepted = migo.messages.send({ to: 'priya@example.com', from: 'noreply@yourapp.com', subject: 'Hi', text: 'Hello' })
  class Client < Resources
    LOCAL_RUN = 'http://127.0.0.1:8080'
    private_constant :LOCAL_RUN

    # Where the API is, seconds for one attempt, and attempts after the first one.
    attr_reader :base_url, :timeout, :max_retries

    # @param key [String, nil] the API key; nil = that in MIGO_API_KEY
    # @param base_url [String, nil] where the API is; nil = MIGO_BASE_URL, else the local run
    # @param timeout [Numeric] seconds for one attempt, the body of the answer included
    # @param max_retries [Integer] attempts after the first one, 0 = none
    # @param signing_secret [String, nil] of the API key, migo_ss_…; nil = requests are not signed
    # @param transport [#call] takes a Request and seconds, gives a Reply; raises TransportError
    # @param clock [#call] Unix seconds
    # @param random [#rand, #bytes] of idempotency keys, jitter and timestamps of signatures
    # @param sleeper [#call] waits for so many seconds
    # @raise [ArgumentError] where there is no key, or an option is out of range
    def initialize(key = nil, base_url: nil, timeout: 30, max_retries: 3, signing_secret: nil, transport: nil,
                   clock: -> { Time.now.to_f }, random: SecureRandom, sleeper: ->(seconds) { sleep(seconds) })
      key = (key || ENV.fetch('MIGO_API_KEY', '')).strip
      raise ArgumentError, 'no API key: give one, or set MIGO_API_KEY' if key.empty?
      raise ArgumentError, 'the API key holds a character that none has' unless key.match?(/\A[\x21-\x7e]+\z/)
      raise ArgumentError, 'the timeout must be positive' unless timeout.positive?
      raise ArgumentError, 'max_retries must not be negative' if max_retries.negative?

      @base_url = (base_url || ENV.fetch('MIGO_BASE_URL', LOCAL_RUN)).strip.sub(%r{/+\z}, '')
      raise ArgumentError, 'the base URL must be one of http or https' unless @base_url.match?(%r{\Ahttps?://[^/]})

      @timeout = timeout
      @max_retries = max_retries
      signer = signing_secret && Signer.new(signing_secret, clock, random)
      super(Caller.new(key, @base_url, signer,
                       timeout: timeout, max_retries: max_retries, transport: transport || HttpTransport.new,
                       clock: clock, random: random, sleeper: sleeper))
    end

    # Without its secrets.
    def inspect
      "#<Migomail::Client #{@base_url} timeout=#{@timeout} max_retries=#{@max_retries}>"
    end
  end
end
