# frozen_string_literal: true

require 'net/http'
require 'openssl'
require 'uri'

module Migomail
  # What is sent; the body is empty where there is none.
  Request = Struct.new(:method, :url, :headers, :body)

  # What came back; headers by their names in lower case.
  Reply = Struct.new(:status, :headers, :body)

  # What a transport raises where there is no reply.
  class TransportError < StandardError
    def initialize(message, timeout: false)
      super(message)
      @timeout = timeout
    end

    # Whether the time was up.
    def timeout?
      @timeout
    end
  end

  # Ruby's own HTTP client: keeps connections, follows no redirects. Safe for use by several threads.
  class HttpTransport
    # A server closes what idles; it is not asked on a connection that it may be closing.
    IDLE_SECONDS = 4
    TIMEOUTS = [Net::OpenTimeout, Net::ReadTimeout, Net::WriteTimeout].freeze
    FAILURES = [SystemCallError, IOError, SocketError, OpenSSL::SSL::SSLError, Net::ProtocolError,
                Net::HTTPBadResponse, Net::HTTPHeaderSyntaxError].freeze
    private_constant :IDLE_SECONDS, :TIMEOUTS, :FAILURES

    def initialize
      @kept = Hash.new { |hash, place| hash[place] = [] }
      @lock = Mutex.new
    end

    # Waits for the whole reply, for so many seconds at most.
    # @raise [TransportError] where there is none
    def call(request, timeout)
      uri = URI(request.url)
      place = [uri.scheme, uri.host, uri.port]
      connection = take(place)
      reply = exchange(connection, uri, request, timeout)
      @lock.synchronize { @kept[place].push(connection) }
      reply
    rescue *TIMEOUTS => e
      close(connection)
      raise TransportError.new(e.message, timeout: true)
    rescue *FAILURES => e
      close(connection)
      raise TransportError, "#{e.class}: #{e.message}"
    rescue TransportError
      close(connection)
      raise
    end

    private

    def take(place)
      kept = @lock.synchronize { @kept[place].pop }
      return kept if kept

      scheme, host, port = place
      connection = Net::HTTP.new(host, port)
      connection.use_ssl = scheme == 'https'
      connection.keep_alive_timeout = IDLE_SECONDS
      # Who calls decides what is repeated.
      connection.max_retries = 0
      connection
    end

    def exchange(connection, uri, request, timeout)
      deadline = now + timeout
      connection.open_timeout = connection.read_timeout = connection.write_timeout = timeout
      connection.start unless connection.started?
      body = +''
      response = connection.request(build(uri, request)) do |head|
        head.read_body do |chunk|
          body << chunk
          raise TransportError.new('no reply in time', timeout: true) if now > deadline
        end
      end
      length = response.content_length
      raise TransportError, 'the answer broke off' if length && response.code != '204' && body.bytesize != length

      headers = response.to_hash.to_h { |name, values| [name.downcase, values.first] }
      Reply.new(response.code.to_i, headers, body)
    end

    def build(uri, request)
      built = Net::HTTPGenericRequest.new(request.method, !request.body.empty?, true, uri.request_uri,
                                          request.headers.merge('Accept-Encoding' => 'identity'))
      if request.body.empty?
        built['Content-Length'] = '0' unless %w[GET DELETE].include?(request.method)
      else
        built.body = request.body
      end
      built
    end

    def close(connection)
      connection.finish if connection&.started?
    rescue IOError
      nil # It is closed already.
    end

    def now
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end
  end
end
