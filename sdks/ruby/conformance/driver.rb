# frozen_string_literal: true

# The driver of the library for Ruby; see sdks/README.md.
require 'json'
require 'pp'
require_relative '../lib/migomail'

# Randomness that is always the same.
Always = Struct.new(:rand) do
  def bytes(length)
    "\0" * length
  end
end

# Does what it is told.
class Driver
  def answer(command)
    @slept = []
    out =
      begin
        { result: public_send(command['do'], command) }
      rescue Migomail::Error => e
        { error: error(e) }
      rescue Migomail::WebhookVerificationError => e
        { error: { type: 'webhook_verification', code: e.code } }
      rescue ArgumentError => e
        { error: { type: 'argument', message: e.message } }
      end
    out.merge(slept: @slept)
  end

  def client(command)
    told = command['options']
    options = { sleeper: ->(seconds) { @slept << (seconds * 1000).round(6).to_i } }
    %w[base_url max_retries signing_secret].each { |name| options[name.to_sym] = told[name] if told.key?(name) }
    options[:timeout] = told['timeout_ms'] / 1000.0 if told.key?('timeout_ms')
    options[:clock] = -> { told['now_ms'] / 1000.0 } if told.key?('now_ms')
    options[:random] = Always.new(told['random']) if told.key?('random')
    options[:transport] = scripted(told['transport_replies']) if told.key?('transport_replies')
    @migo = Migomail::Client.new(told['key'], **options)
    'made'
  end

  def call(command)
    arguments = [*command['path']]
    arguments << command['params'] if command.key?('params')
    more = command.key?('idempotency_key') ? { idempotency_key: command['idempotency_key'] } : {}
    resource = @migo.public_send(command['resource'])
    result = resource.public_send(command['method'], *arguments, **more)
    return result unless result.is_a?(Migomail::Page)
    return result.to_a if command['all']

    { data: result.data, has_more: result.more?, next_cursor: result.next_cursor }
  end

  def describe(_command)
    @migo.inspect + @migo.to_s + @migo.messages.inspect + @migo.pretty_inspect + @migo.messages.pretty_inspect
  end

  def defaults(_command)
    { timeout_ms: @migo.timeout * 1000, max_retries: @migo.max_retries }
  end

  def verify(command)
    verifier = Migomail::WebhookVerifier.new(command['secrets'], clock: -> { command['now_ms'] / 1000.0 })
    verifier.verify(command['body'], command['headers'])
  end

  private

  def scripted(replies)
    rest = replies.dup
    lambda do |_request, _timeout|
      reply = rest.shift
      Migomail::Reply.new(reply['status'], reply.fetch('headers', {}), JSON.generate(reply['body']))
    end
  end

  def error(failure)
    name = failure.class.name.delete_prefix('Migomail::').delete_suffix('Error')
    {
      type: name.gsub(/(?<=[a-z])(?=[A-Z])/, '_').downcase,
      code: failure.code,
      status: failure.status,
      request_id: failure.request_id,
      retryable: failure.retryable,
      retry_after_ms: failure.retry_after && (failure.retry_after * 1000).to_i,
      message: failure.message,
      errors: failure.errors
    }
  end
end

driver = Driver.new
$stdout.sync = true
$stdin.each_line { |line| puts JSON.generate(driver.answer(JSON.parse(line))) }
