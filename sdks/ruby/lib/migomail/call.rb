# frozen_string_literal: true

require 'erb'
require 'json'
require 'time'

module Migomail
  # One call of an operation, whatever attempts it takes. keyed: it has an idempotency key; once: it would make a second thing,
  # and is repeated only where the answer says that it made none.
  # @private
  class Call
    attr_reader :method, :path, :body, :keyed, :idempotency_key, :once

    def initialize(method, template, *parameters, body: nil, query: nil, keyed: false, idempotency_key: nil, once: false)
      unless idempotency_key.nil? || idempotency_key.match?(/\A[\x21-\x7e]{1,256}\z/)
        raise ArgumentError, 'an idempotency key has 1 to 256 printable ASCII characters, no spaces'
      end

      rest = parameters.dup
      @path = template.gsub(/\{[a-z_]+\}/) { Call.segment(rest.shift.to_s) }
      @method = method
      @body = body
      @query = query || {}
      @keyed = keyed
      @idempotency_key = idempotency_key
      @once = once
    end

    # The same of the page at this cursor.
    def at(cursor)
      rest = @query.reject { |name, _| name.to_s == 'cursor' }
      Call.new(@method, @path, query: rest.merge(cursor: cursor), once: @once)
    end

    # Path and query as they are sent.
    def target
      pairs = @query.flat_map do |name, value|
        (value.is_a?(Array) ? value : [value].compact).map do |each|
          "#{Call.encode(name.to_s)}=#{Call.encode(Call.plain(each).to_s)}"
        end
      end
      pairs.empty? ? @path : "#{@path}?#{pairs.join('&')}"
    end

    # The body as it is sent; empty where there is none.
    def json
      @body.nil? ? '' : JSON.generate(Call.plain(@body))
    end

    # Instants in ISO-8601, all else as it is.
    def self.plain(value)
      case value
      when Hash then value.transform_values { |each| plain(each) }
      when Array then value.map { |each| plain(each) }
      when Time then value.getutc.iso8601(3)
      else value
      end
    end

    # A dot segment would be another path, and so would none.
    def self.segment(parameter)
      raise ArgumentError, "not an id, alias or address: #{parameter.inspect}" if ['', '.', '..'].include?(parameter)

      encode(parameter)
    end

    # RFC 3986 section 2.3: all but the unreserved characters.
    def self.encode(text)
      ERB::Util.url_encode(text)
    end
  end
end
