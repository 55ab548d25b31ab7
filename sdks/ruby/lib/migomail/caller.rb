# frozen_string_literal: true

require 'json'

module Migomail
  # Makes calls: headers, attempts, answers. Safe for use by several threads.
  # @private
  class Caller
    FIRST = 0.5
    LONGEST = 8.0
    DOUBLINGS = 4
    # Who is asked to wait for longer is told so instead.
    PATIENCE = 60
    # Answers that say that nothing was done.
    NOTHING_DONE = %w[busy shutting_down].freeze
    KEY_BYTES = 16

    def initialize(key, base_url, signer, timeout:, max_retries:, transport:, clock:, random:, sleeper:)
      @authorization = "Bearer #{key}"
      @base_url = base_url
      @signer = signer
      @timeout = timeout
      @max_retries = max_retries
      @transport = transport
      @clock = clock
      @random = random
      @sleeper = sleeper
    end

    # Makes a call whose answer is one thing.
    def answer(call)
      reply = reply(call)
      read = JSON.parse(reply.body, symbolize_names: true)
      read.is_a?(Hash) ? read : raise(Failures.not_the_apis(reply))
    rescue JSON::ParserError
      raise Failures.not_the_apis(reply)
    end

    # Makes a call whose answer is a page of a list.
    def page(call)
      Page.new(answer(call)) { |cursor| page(call.at(cursor)) }
    end

    # Makes a call whose answer is a text.
    def text(call)
      reply(call).body.dup.force_encoding(Encoding::UTF_8)
    end

    # Makes a call that has no answer.
    def nothing(call)
      reply(call)
      nil
    end

    # Without its secrets.
    def inspect
      "#<Migomail::Caller #{@base_url}>"
    end

    private

    def reply(call)
      headers = headers(call)
      body = call.json
      (0..).each do |attempt|
        begin
          reply = attempt(call, headers, body)
          return reply if reply.status.between?(200, 299)

          failure = Failures.of_reply(reply, @clock.call)
        rescue TransportError => e
          failure = Failures.no_reply(e)
        end
        wait = wait(call, attempt, failure)
        raise failure if wait.nil?

        @sleeper.call(wait)
      end
    end

    def attempt(call, headers, body)
      url = @base_url + call.target
      signed = @signer ? @signer.headers(call.method, url.sub(%r{\Ahttps?://[^/]+}, ''), body) : {}
      @transport.call(Request.new(call.method, url, headers.merge(signed), body), @timeout)
    end

    def headers(call)
      headers = {
        'Authorization' => @authorization,
        'Accept' => 'application/json',
        'User-Agent' => "migomail-ruby/#{VERSION} (ruby #{RUBY_VERSION})"
      }
      headers['Content-Type'] = 'application/json' unless call.body.nil?
      headers['Idempotency-Key'] = call.idempotency_key || @random.bytes(KEY_BYTES).unpack1('H*') if call.keyed
      headers
    end

    # Seconds to wait before it is tried again; nil = it is not. That is what the server asks for, and on top of it the upper
    # half of 0.5, 1, 2, 4, 8, 8, … seconds at random, so that those who failed together do not come back together.
    def wait(call, attempt, failure)
      asked = failure.retry_after || 0
      nothing_done = [409, 429].include?(failure.status) || NOTHING_DONE.include?(failure.code)
      may = failure.retryable && (!call.once || nothing_done)
      return nil if !may || attempt >= @max_retries || asked > PATIENCE

      step = [LONGEST, FIRST * (2**[attempt, DOUBLINGS].min)].min
      asked + (step * (0.5 + (@random.rand / 2)))
    end
  end
end
