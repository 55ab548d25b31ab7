# frozen_string_literal: true

require_relative 'migomail/version'
require_relative 'migomail/errors'
require_relative 'migomail/transport'
require_relative 'migomail/page'
require_relative 'migomail/call'
require_relative 'migomail/signer'
require_relative 'migomail/caller'
require_relative 'migomail/resources'
require_relative 'migomail/client'
require_relative 'migomail/webhook_verifier'

# Client of the Migomail API. Begin with Migomail::Client; what a webhook brings is checked by Migomail::WebhookVerifier.
module Migomail
end
