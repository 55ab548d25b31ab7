# frozen_string_literal: true

# Made of docs/openapi.yaml; see sdks/README.md.
module Migomail
  # Methods of one resource.
  class Resource
    # @private
    def initialize(caller)
      @caller = caller
    end
  end

  # The resource messages.
  class MessagesResource < Resource
    # Send a message. Scope: messages:send. Repeats of this call send the same idempotency key, so that it
    # counts once.
    # @param body [Hash] :to, :cc, :bcc, :from, :reply_to, :subject, :html, :text, :template,
    # :template_version, :variables, :stream, :headers, :attachments, :tags, :metadata, :class, :expires_in,
    # :track_opens, :track_clicks, :list_unsubscribe, :sandbox_result, :scheduled_at
    # @return [Hash] :message_id, :status, :created_at
    # @raise [Error] typed by what went wrong
    def send(body, idempotency_key: nil)
      @caller.answer(Call.new('POST', '/v1/messages', body: body, keyed: true, idempotency_key: idempotency_key))
    end

    # Send up to 500 messages. Scope: messages:send. Repeats of this call send the same idempotency key, so
    # that it counts once.
    # @param body [Hash] :messages
    # @return [Hash] :data, :accepted, :refused
    # @raise [Error] typed by what went wrong
    def send_batch(body, idempotency_key: nil)
      @caller.answer(Call.new('POST', '/v1/messages/batch', body: body, keyed: true, idempotency_key: idempotency_key))
    end

    # Search the messages of the key's application and environment, newest first. Every condition given must
    # hold. Scope: messages:read. Walking over the page goes on to the next ones.
    # @param query [Hash] :recipient, :status, :from, :subject, :template, :tag, :metadata, :class,
    # :application, :since, :until, :limit, :cursor
    # @return [Page] of hashes with :message_id, :status, :counts, :application, :environment, :from,
    # :subject, :template, :tags, :metadata, :class, :stream, :created_at, :scheduled_at, :recipients
    # @raise [Error] typed by what went wrong
    def search(query = {})
      @caller.page(Call.new('GET', '/v1/messages', query: query))
    end

    # The whole story of a message; of an id that a repeat under the same idempotency key got on the next day,
    # the first's. Scope: messages:read.
    # @return [Hash] :message_id, :status, :counts, :application, :environment, :from, :subject, :template,
    # :tags, :metadata, :class, :stream, :recipients, :created_at, :scheduled_at, :received_at, :queued_at,
    # :rendered_at, :dispatched_at, :accepted_at, :latency, :sla, :opens, :clicks, :bounce, :complaint,
    # :complaint_at, :attempts, :expires_at
    # @raise [Error] typed by what went wrong
    def get(id)
      @caller.answer(Call.new('GET', '/v1/messages/{id}', id))
    end

    # The event log of a message. Scope: messages:read. Walking over the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :id, :type, :timestamp, :data
    # @raise [Error] typed by what went wrong
    def list_events(id, query = {})
      @caller.page(Call.new('GET', '/v1/messages/{id}/events', id, query: query))
    end

    # Cancel what has not left. Deliveries that wait end as canceled, with one event each; those under way or
    # settled are left alone. May be repeated. Scope: messages:send.
    # @return [Hash] :message_id, :status, :recipients
    # @raise [Error] typed by what went wrong
    def cancel(id)
      @caller.answer(Call.new('POST', '/v1/messages/{id}/cancel', id))
    end

    # Where each delivery is now, why it waits, and what its destination's queue does as a whole. Scope:
    # messages:read.
    # @return [Hash] :message_id, :as_of, :deliveries
    # @raise [Error] typed by what went wrong
    def explain(id)
      @caller.answer(Call.new('GET', '/v1/messages/{id}/explain', id))
    end

    # What the message said, as far as its application has it kept. Scope: messages:read.
    # @param query [Hash] :format, :recipient
    # @return [Hash] :message_id, :form, :from, :to, :cc, :bcc, :reply_to, :subject, :html, :text, :source,
    # :headers, :attachments, :kept_until
    # @raise [Error] typed by what went wrong
    def content(id, query = {})
      @caller.answer(Call.new('GET', '/v1/messages/{id}/content', id, query: query))
    end

    # Signed statements of what was sent to whom and what became of it, one for each recipient, that can be
    # shown to others. Scope: messages:read.
    # @return [Hash] :message_id, :issuer, :jwks_uri, :proofs
    # @raise [Error] typed by what went wrong
    def proof(id)
      @caller.answer(Call.new('GET', '/v1/messages/{id}/proof', id))
    end
  end

  # The resource events.
  class EventsResource < Resource
    # The events of the key's application and environment, for those who cannot be called by webhooks. Scope:
    # messages:read. Walking over the page goes on to the next ones.
    # @param query [Hash] :type, :since, :limit, :cursor
    # @return [Page] of hashes with :id, :type, :timestamp, :data
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/events', query: query))
    end
  end

  # The resource stats.
  class StatsResource < Resource
    # What happened, counted, in total or by hour, day and up to three dimensions. Scope: stats:read.
    # @param query [Hash] :from, :to, :interval, :group_by, :application, :class, :stream, :endpoint,
    # :provider, :template, :tag, :domain, :recipient_domain
    # @return [Hash] :from, :to, :interval, :data
    # @raise [Error] typed by what went wrong
    def get(query = {})
      @caller.answer(Call.new('GET', '/v1/stats', query: query))
    end

    # How long deliveries took that were accepted by a mail server within the range, stage by stage, grouped
    # likewise. Scope: stats:read.
    # @param query [Hash] :from, :to, :interval, :group_by, :application, :class, :stream, :endpoint,
    # :provider, :template, :tag, :domain, :recipient_domain
    # @return [Hash] :from, :to, :interval, :data
    # @raise [Error] typed by what went wrong
    def latency(query = {})
      @caller.answer(Call.new('GET', '/v1/stats/latency', query: query))
    end

    # What happened and how long it took, as it is counted by the minute. Scope: stats:read.
    # @param query [Hash] :from, :to, :interval, :group_by, :application, :class, :provider, :endpoint,
    # :egress_ip
    # @return [Hash] :from, :to, :interval, :data, :total
    # @raise [Error] typed by what went wrong
    def windows(query = {})
      @caller.answer(Call.new('GET', '/v1/stats/windows', query: query))
    end
  end

  # The resource alerts.
  class AlertsResource < Resource
    # What endangers the promise on the application's mail now, and what did. Scope: stats:read. Walking over
    # the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor, :state, :application
    # @return [Page] of hashes with :id, :kind, :state, :application, :environment, :class, :sentence,
    # :figures, :opened_at, :resolved_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/alerts', query: query))
    end
  end

  # The resource reports.
  class ReportsResource < Resource
    # How many deliveries were accepted within the promised time, of each application and class. Scope:
    # stats:read.
    # @param query [Hash] :month, :from, :to, :application, :class, :format
    # @return [Hash] :month, :from, :to, :generated_at, :data, :total
    # @raise [Error] typed by what went wrong
    def sla(query = {})
      @caller.answer(Call.new('GET', '/v1/reports/sla', query: query))
    end

    # The same as text/csv. How many deliveries were accepted within the promised time, of each application
    # and class. Scope: stats:read.
    # @param query [Hash] :month, :from, :to, :application, :class
    # @raise [Error] typed by what went wrong
    def sla_csv(query = {})
      @caller.text(Call.new('GET', '/v1/reports/sla', query: query.merge(format: 'csv')))
    end
  end

  # The resource templates.
  class TemplatesResource < Resource
    # Create a template; its first version is active at once, unless it is to be a draft. Scope:
    # templates:write.
    # @param body [Hash] :alias, :kind, :name, :subject, :html, :text, :syntax, :locale, :layout, :class,
    # :activate, :design
    # @return [Hash] :id, :alias, :name, :kind, :active_version, :latest_version, :version, :created_at,
    # :updated_at
    # @raise [Error] typed by what went wrong
    def create(body)
      @caller.answer(Call.new('POST', '/v1/templates', body: body, once: true))
    end

    # List templates. Scope: templates:read. Walking over the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :id, :alias, :name, :kind, :active_version, :latest_version, :version,
    # :created_at, :updated_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/templates', query: query))
    end

    # A template with its active version. Scope: templates:read.
    # @return [Hash] :id, :alias, :name, :kind, :active_version, :latest_version, :version, :created_at,
    # :updated_at
    # @raise [Error] typed by what went wrong
    def get(template_alias)
      @caller.answer(Call.new('GET', '/v1/templates/{alias}', template_alias))
    end

    # Add a version. Scope: templates:write.
    # @param body [Hash] :subject, :html, :text, :syntax, :locale, :layout, :class, :activate, :design
    # @return [Hash] :number, :syntax, :class, :subject, :html, :text, :design, :active, :locale, :layout,
    # :pieces, :variables, :created_at
    # @raise [Error] typed by what went wrong
    def create_version(template_alias, body)
      @caller.answer(Call.new('POST', '/v1/templates/{alias}/versions', template_alias, body: body, once: true))
    end

    # List versions. Scope: templates:read. Walking over the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :number, :syntax, :class, :subject, :html, :text, :design, :active,
    # :locale, :layout, :pieces, :variables, :created_at
    # @raise [Error] typed by what went wrong
    def list_versions(template_alias, query = {})
      @caller.page(Call.new('GET', '/v1/templates/{alias}/versions', template_alias, query: query))
    end

    # A version with its source. Scope: templates:read.
    # @return [Hash] :number, :syntax, :class, :subject, :html, :text, :design, :active, :locale, :layout,
    # :pieces, :variables, :created_at
    # @raise [Error] typed by what went wrong
    def get_version(template_alias, number)
      @caller.answer(Call.new('GET', '/v1/templates/{alias}/versions/{n}', template_alias, number))
    end

    # Publish a version, or roll back to it. Scope: templates:write.
    # @return [Hash] :id, :alias, :name, :kind, :active_version, :latest_version, :version, :created_at,
    # :updated_at
    # @raise [Error] typed by what went wrong
    def activate_version(template_alias, number)
      @caller.answer(Call.new('POST', '/v1/templates/{alias}/versions/{n}/activate', template_alias, number))
    end

    # What a send with these variables would say. Scope: templates:read.
    # @param body [Hash] :variables, :version, :source
    # @return [Hash] :subject, :html, :text, :template_version
    # @raise [Error] typed by what went wrong
    def render(template_alias, body)
      @caller.answer(Call.new('POST', '/v1/templates/{alias}/render', template_alias, body: body))
    end

    # Whether a source could be published. Scope: templates:read.
    # @param body [Hash] :subject, :html, :text, :syntax, :kind, :locale, :layout, :class
    # @return [Hash] :valid, :errors, :variables
    # @raise [Error] typed by what went wrong
    def validate(template_alias, body)
      @caller.answer(Call.new('POST', '/v1/templates/{alias}/validate', template_alias, body: body))
    end

    # Copy a version to another application of the account, or see what that would change. Scope: admin.
    # @param body [Hash] :application, :version, :activate, :dry_run
    # @return [Hash] :application, :alias, :from_version, :template_version, :created, :identical, :active,
    # :dry_run, :changes
    # @raise [Error] typed by what went wrong
    def promote(template_alias, body)
      @caller.answer(Call.new('POST', '/v1/templates/{alias}/promote', template_alias, body: body))
    end
  end

  # The resource domains.
  class DomainsResource < Resource
    # Add a sending domain; its keys are made here. Scope: domains:write.
    # @param body [Hash] :name, :stream
    # @return [Hash] :id, :name, :stream, :verified, :status, :records, :created_at, :verified_at,
    # :checked_at, :failing_since, :fails_at
    # @raise [Error] typed by what went wrong
    def create(body)
      @caller.answer(Call.new('POST', '/v1/domains', body: body, once: true))
    end

    # List domains. Scope: domains:read. Walking over the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :id, :name, :stream, :verified, :status, :records, :created_at,
    # :verified_at, :checked_at, :failing_since, :fails_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/domains', query: query))
    end

    # A domain with its records. Scope: domains:read.
    # @return [Hash] :id, :name, :stream, :verified, :status, :records, :created_at, :verified_at,
    # :checked_at, :failing_since, :fails_at
    # @raise [Error] typed by what went wrong
    def get(id)
      @caller.answer(Call.new('GET', '/v1/domains/{id}', id))
    end

    # Remove a domain and its keys; accepted mail that is not signed yet fails. Scope: domains:write.
    # @raise [Error] typed by what went wrong
    def delete(id)
      @caller.nothing(Call.new('DELETE', '/v1/domains/{id}', id))
    end

    # Look at the DNS now instead of at the next of its automatic looks. Scope: domains:write.
    # @return [Hash] :id, :name, :stream, :verified, :status, :records, :created_at, :verified_at,
    # :checked_at, :failing_since, :fails_at
    # @raise [Error] typed by what went wrong
    def verify(id)
      @caller.answer(Call.new('POST', '/v1/domains/{id}/verify', id))
    end

    # Make new DKIM keys, staged over two selectors. Scope: domains:write.
    # @return [Hash] :id, :name, :stream, :verified, :status, :records, :created_at, :verified_at,
    # :checked_at, :failing_since, :fails_at
    # @raise [Error] typed by what went wrong
    def rotate_keys(id)
      @caller.answer(Call.new('POST', '/v1/domains/{id}/dkim/rotate', id, once: true))
    end
  end

  # The resource sandbox.
  class SandboxResource < Resource
    # Sandbox mail as the simulated mail server received it, newest first. Scope: messages:read. Walking over
    # the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :id, :message_id, :received_at, :return_path, :recipients, :from,
    # :subject, :dkim, :tls, :size, :source
    # @raise [Error] typed by what went wrong
    def list_messages(query = {})
      @caller.page(Call.new('GET', '/v1/sandbox/messages', query: query))
    end

    # A captured mail with its source. Scope: messages:read.
    # @return [Hash] :id, :message_id, :received_at, :return_path, :recipients, :from, :subject, :dkim, :tls,
    # :size, :source
    # @raise [Error] typed by what went wrong
    def get_message(id)
      @caller.answer(Call.new('GET', '/v1/sandbox/messages/{id}', id))
    end
  end

  # The resource suppressions.
  class SuppressionsResource < Resource
    # Write to an address no more. Scope: suppressions:write.
    # @param body [Hash] :address, :reason
    # @return [Hash] :id, :address, :reason, :origin, :created_at
    # @raise [Error] typed by what went wrong
    def add(body)
      @caller.answer(Call.new('POST', '/v1/suppressions', body: body))
    end

    # Add up to 1,000 at once, all or none. Scope: suppressions:write.
    # @param body [Hash] :suppressions
    # @return [Hash] :added
    # @raise [Error] typed by what went wrong
    def import_many(body)
      @caller.answer(Call.new('POST', '/v1/suppressions/import', body: body))
    end

    # The addresses that are not written to, newest first. Scope: suppressions:read. Walking over the page
    # goes on to the next ones.
    # @param query [Hash] :address, :reason, :limit, :cursor
    # @return [Page] of hashes with :id, :address, :reason, :origin, :created_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/suppressions', query: query))
    end

    # Why an address is not written to. Scope: suppressions:read.
    # @return [Hash] :id, :address, :reason, :origin, :created_at
    # @raise [Error] typed by what went wrong
    def get(address)
      @caller.answer(Call.new('GET', '/v1/suppressions/{address}', address))
    end

    # Write to an address again. Scope: suppressions:write.
    # @raise [Error] typed by what went wrong
    def remove(address)
      @caller.nothing(Call.new('DELETE', '/v1/suppressions/{address}', address))
    end
  end

  # The resource recipients.
  class RecipientsResource < Resource
    # Erase a person everywhere within the account, with a receipt. Scope: admin.
    # @param query [Hash] :suppressions
    # @return [Hash] :id, :erased_at, :settled_at, :erased, :suppressions, :deliveries, :expiring, :webhooks
    # @raise [Error] typed by what went wrong
    def erase(address, query = {})
      @caller.answer(Call.new('DELETE', '/v1/recipients/{address}/data', address, query: query))
    end
  end

  # The resource ip_pools.
  class IpPoolsResource < Resource
    # Give an account a pool for a stream that has none. Needs a live key of the operator's account. Scope:
    # admin.
    # @param body [Hash] :account, :stream, :environment, :ips
    # @return [Hash] :id, :account, :suspended_at, :suspended_destinations, :stream, :environment, :ips,
    # :waiting, :in_flight, :refusals_last_24_hours, :queues, :created_at
    # @raise [Error] typed by what went wrong
    def create(body)
      @caller.answer(Call.new('POST', '/v1/ip-pools', body: body, once: true))
    end

    # The pools of the key's account and environment, and what waits in them. Scope: stats:read. Walking over
    # the page goes on to the next ones.
    # @param query [Hash] :account, :limit, :cursor
    # @return [Page] of hashes with :id, :account, :suspended_at, :suspended_destinations, :stream,
    # :environment, :ips, :waiting, :in_flight, :refusals_last_24_hours, :queues, :created_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/ip-pools', query: query))
    end

    # A pool, what its addresses met with in seven days, the replies that refused in a day, and its queues as
    # they are, a second behind. Scope: stats:read.
    # @return [Hash] :id, :account, :suspended_at, :suspended_destinations, :stream, :environment, :ips,
    # :waiting, :in_flight, :refusals_last_24_hours, :queues, :created_at
    # @raise [Error] typed by what went wrong
    def get(id)
      @caller.answer(Call.new('GET', '/v1/ip-pools/{id}', id))
    end

    # Change the addresses of a pool. Needs a live key of the operator's account. Scope: admin.
    # @param body [Hash] :ips
    # @return [Hash] :id, :account, :suspended_at, :suspended_destinations, :stream, :environment, :ips,
    # :waiting, :in_flight, :refusals_last_24_hours, :queues, :created_at
    # @raise [Error] typed by what went wrong
    def update(id, body)
      @caller.answer(Call.new('PATCH', '/v1/ip-pools/{id}', id, body: body))
    end

    # Let nothing out by a pool, from one of its addresses, or to one destination. Needs a live key of the
    # operator's account. Scope: admin.
    # @param body [Hash] :address, :destination
    # @return [Hash] :id, :account, :suspended_at, :suspended_destinations, :stream, :environment, :ips,
    # :waiting, :in_flight, :refusals_last_24_hours, :queues, :created_at
    # @raise [Error] typed by what went wrong
    def suspend(id, body = nil)
      @caller.answer(Call.new('POST', '/v1/ip-pools/{id}/suspend', id, body: body))
    end

    # End a suspension. Needs a live key of the operator's account. Scope: admin.
    # @param body [Hash] :address, :destination
    # @return [Hash] :id, :account, :suspended_at, :suspended_destinations, :stream, :environment, :ips,
    # :waiting, :in_flight, :refusals_last_24_hours, :queues, :created_at
    # @raise [Error] typed by what went wrong
    def resume(id, body = nil)
      @caller.answer(Call.new('POST', '/v1/ip-pools/{id}/resume', id, body: body))
    end
  end

  # The resource queues.
  class QueuesResource < Resource
    # What waits, by destination and pool, as it is, a second behind. Scope: stats:read. Walking over the page
    # goes on to the next ones.
    # @param query [Hash] :account, :pool, :destination, :limit, :cursor
    # @return [Page] of hashes with :as_of, :binding_limit, :explanation, :since, :waiting, :in_flight,
    # :oldest_due_at, :holds, :next_turn_at, :destination, :pool, :account, :stream, :environment
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/queues', query: query))
    end
  end

  # The resource webhooks.
  class WebhooksResource < Resource
    # Subscribe; the signing secret is shown once. Scope: webhooks:write.
    # @param body [Hash] :url, :events, :retry
    # @return [Hash] :id, :url, :environment, :enabled, :events, :retry, :disabled_reason, :disabled_at,
    # :replay, :created_at, :old_secret_until, :secret
    # @raise [Error] typed by what went wrong
    def create(body)
      @caller.answer(Call.new('POST', '/v1/webhooks', body: body, once: true))
    end

    # List webhooks of the key's environment. Scope: webhooks:read. Walking over the page goes on to the next
    # ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :id, :url, :environment, :enabled, :events, :retry, :disabled_reason,
    # :disabled_at, :replay, :created_at, :old_secret_until
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/webhooks', query: query))
    end

    # A webhook. Scope: webhooks:read.
    # @return [Hash] :id, :url, :environment, :enabled, :events, :retry, :disabled_reason, :disabled_at,
    # :replay, :created_at, :old_secret_until
    # @raise [Error] typed by what went wrong
    def get(id)
      @caller.answer(Call.new('GET', '/v1/webhooks/{id}', id))
    end

    # Change a webhook. Scope: webhooks:write.
    # @param body [Hash] :url, :events, :retry, :enabled
    # @return [Hash] :id, :url, :environment, :enabled, :events, :retry, :disabled_reason, :disabled_at,
    # :replay, :created_at, :old_secret_until
    # @raise [Error] typed by what went wrong
    def update(id, body)
      @caller.answer(Call.new('PATCH', '/v1/webhooks/{id}', id, body: body))
    end

    # Unsubscribe. Scope: webhooks:write.
    # @raise [Error] typed by what went wrong
    def delete(id)
      @caller.nothing(Call.new('DELETE', '/v1/webhooks/{id}', id))
    end

    # Send one signed sample event at once, also to a webhook that is disabled, and tell what came back within
    # 15 seconds. Scope: webhooks:write.
    # @param body [Hash] :event
    # @return [Hash] :event_id, :event_type, :succeeded, :status, :error, :duration_ms, :response_body
    # @raise [Error] typed by what went wrong
    def test(id, body = nil)
      @caller.answer(Call.new('POST', '/v1/webhooks/{id}/test', id, body: body, once: true))
    end

    # What each attempt to deliver an event to the webhook came to, newest first, for 30 days. Scope:
    # webhooks:read. Walking over the page goes on to the next ones.
    # @param query [Hash] :result, :event, :message, :limit, :cursor
    # @return [Page] of hashes with :id, :event_id, :event_type, :message_id, :attempt, :result, :status,
    # :error, :duration_ms, :at
    # @raise [Error] typed by what went wrong
    def list_deliveries(id, query = {})
      @caller.page(Call.new('GET', '/v1/webhooks/{id}/deliveries', id, query: query))
    end

    # Send the event of a delivery again, at once. Scope: webhooks:write.
    # @return [Hash] :webhook_id, :event_id, :status
    # @raise [Error] typed by what went wrong
    def retry_delivery(id, delivery)
      @caller.answer(Call.new('POST', '/v1/webhooks/{id}/deliveries/{delivery}/retry', id, delivery, once: true))
    end

    # Send the events of a span of time again, also such as came before the webhook was there. Scope:
    # webhooks:write.
    # @param body [Hash] :from, :to, :events
    # @return [Hash] :id, :from, :to, :events, :requested_at, :webhook_id, :estimated_events, :status
    # @raise [Error] typed by what went wrong
    def replay(id, body)
      @caller.answer(Call.new('POST', '/v1/webhooks/{id}/replay', id, body: body, once: true))
    end

    # End the replay under way; the few events that it has read are still sent. Scope: webhooks:write.
    # @raise [Error] typed by what went wrong
    def cancel_replay(id)
      @caller.nothing(Call.new('DELETE', '/v1/webhooks/{id}/replay', id))
    end

    # Give a webhook a new secret, which is shown once. Scope: webhooks:write.
    # @param body [Hash] :overlap_seconds
    # @return [Hash] :id, :url, :environment, :enabled, :events, :retry, :disabled_reason, :disabled_at,
    # :replay, :created_at, :old_secret_until, :secret
    # @raise [Error] typed by what went wrong
    def rotate_secret(id, body = nil)
      @caller.answer(Call.new('POST', '/v1/webhooks/{id}/rotate-secret', id, body: body, once: true))
    end
  end

  # The resource proof_keys.
  class ProofKeysResource < Resource
    # Sign proofs with a new key from now on, for the operator. Those that were signed before go on to verify.
    # Needs a live key without limits. Scope: admin.
    # @return [Hash] :kid, :created_at, :published
    # @raise [Error] typed by what went wrong
    def rotate
      @caller.answer(Call.new('POST', '/v1/proof-keys/rotate', once: true))
    end
  end

  # The resource accounts.
  class AccountsResource < Resource
    # Open an account, for the operator. It has an application and a key of each environment, which are shown
    # once. Scope: admin.
    # @param body [Hash] :username, :name, :plan, :cell
    # @return [Hash] :id, :username, :name, :plan, :operator, :status, :cell, :limits, :created_at,
    # :closed_at, :application, :live_key, :sandbox_key
    # @raise [Error] typed by what went wrong
    def create(body)
      @caller.answer(Call.new('POST', '/v1/accounts', body: body, once: true))
    end

    # The key's own account; for the operator all of them. Scope: admin. Walking over the page goes on to the
    # next ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :id, :username, :name, :plan, :operator, :status, :cell, :limits,
    # :created_at, :closed_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/accounts', query: query))
    end

    # The key's own account; for the operator any. Scope: admin.
    # @return [Hash] :id, :username, :name, :plan, :operator, :status, :cell, :limits, :created_at, :closed_at
    # @raise [Error] typed by what went wrong
    def get(id)
      @caller.answer(Call.new('GET', '/v1/accounts/{id}', id))
    end

    # Change the account's name; for the operator also its plan and status. Needs a live key without limits.
    # Scope: admin.
    # @param body [Hash] :name, :plan, :status
    # @return [Hash] :id, :username, :name, :plan, :operator, :status, :cell, :limits, :created_at, :closed_at
    # @raise [Error] typed by what went wrong
    def update(id, body)
      @caller.answer(Call.new('PATCH', '/v1/accounts/{id}', id, body: body))
    end

    # Close an account, for the operator. Its keys end at once; what was accepted is still delivered, nothing
    # is erased, and status active opens it again. Scope: admin.
    # @raise [Error] typed by what went wrong
    def close(id)
      @caller.nothing(Call.new('DELETE', '/v1/accounts/{id}', id))
    end
  end

  # The resource users.
  class UsersResource < Resource
    # Add a person to the account. The first one must be its owner. Needs a live key without limits. Scope:
    # admin.
    # @param body [Hash] :email, :name, :role, :password
    # @return [Hash] :id, :email, :name, :role, :password_set, :created_at, :updated_at
    # @raise [Error] typed by what went wrong
    def create(body)
      @caller.answer(Call.new('POST', '/v1/users', body: body, once: true))
    end

    # List the people of the account. Scope: admin. Walking over the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :id, :email, :name, :role, :password_set, :created_at, :updated_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/users', query: query))
    end

    # A person of the account. Scope: admin.
    # @return [Hash] :id, :email, :name, :role, :password_set, :created_at, :updated_at
    # @raise [Error] typed by what went wrong
    def get(id)
      @caller.answer(Call.new('GET', '/v1/users/{id}', id))
    end

    # Change a person. Needs a live key without limits. Scope: admin.
    # @param body [Hash] :email, :name, :role, :password
    # @return [Hash] :id, :email, :name, :role, :password_set, :created_at, :updated_at
    # @raise [Error] typed by what went wrong
    def update(id, body)
      @caller.answer(Call.new('PATCH', '/v1/users/{id}', id, body: body))
    end

    # Remove a person, other than the last owner. Needs a live key without limits. Scope: admin.
    # @raise [Error] typed by what went wrong
    def delete(id)
      @caller.nothing(Call.new('DELETE', '/v1/users/{id}', id))
    end
  end

  # The resource audit_logs.
  class AuditLogsResource < Resource
    # Who changed what of the account, newest first. Scope: admin. Walking over the page goes on to the next
    # ones.
    # @param query [Hash] :limit, :cursor, :resource, :actor, :since, :until, :account
    # @return [Page] of hashes with :id, :at, :action, :resource, :fields, :actor, :count, :request,
    # :request_id
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/audit-logs', query: query))
    end
  end

  # The resource applications.
  class ApplicationsResource < Resource
    # Create an application. Scope: admin.
    # @param body [Hash] :name, :content
    # @return [Hash] :id, :name, :content, :created_at
    # @raise [Error] typed by what went wrong
    def create(body)
      @caller.answer(Call.new('POST', '/v1/applications', body: body, once: true))
    end

    # List applications. Scope: admin. Walking over the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor
    # @return [Page] of hashes with :id, :name, :content, :created_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/applications', query: query))
    end

    # An application. Scope: admin.
    # @return [Hash] :id, :name, :content, :created_at
    # @raise [Error] typed by what went wrong
    def get(id)
      @caller.answer(Call.new('GET', '/v1/applications/{id}', id))
    end

    # Rename an application. Needs a live key without limits. Scope: admin.
    # @param body [Hash] :name, :content
    # @return [Hash] :id, :name, :content, :created_at
    # @raise [Error] typed by what went wrong
    def update(id, body)
      @caller.answer(Call.new('PATCH', '/v1/applications/{id}', id, body: body))
    end

    # Delete an application that has neither active API keys nor webhooks (409 in_use). What it accepted is
    # still delivered. Needs a live key without limits. Scope: admin.
    # @raise [Error] typed by what went wrong
    def delete(id)
      @caller.nothing(Call.new('DELETE', '/v1/applications/{id}', id))
    end
  end

  # The resource api_keys.
  class ApiKeysResource < Resource
    # Create an API key; it is shown once. Scope: admin.
    # @param body [Hash] :name, :application, :environment, :scopes, :expires_at, :domains, :templates,
    # :sources, :require_signature
    # @return [Hash] :id, :name, :application, :environment, :hint, :revoked, :require_signature, :scopes,
    # :domains, :templates, :sources, :succeeded_by, :created_at, :expires_at, :last_used_at, :key,
    # :signing_secret
    # @raise [Error] typed by what went wrong
    def create(body)
      @caller.answer(Call.new('POST', '/v1/api-keys', body: body, once: true))
    end

    # List the keys of an application. Scope: admin. Walking over the page goes on to the next ones.
    # @param query [Hash] :limit, :cursor, :application
    # @return [Page] of hashes with :id, :name, :application, :environment, :hint, :revoked,
    # :require_signature, :scopes, :domains, :templates, :sources, :succeeded_by, :created_at, :expires_at,
    # :last_used_at
    # @raise [Error] typed by what went wrong
    def list(query = {})
      @caller.page(Call.new('GET', '/v1/api-keys', query: query))
    end

    # An API key, without its secret. Scope: admin.
    # @return [Hash] :id, :name, :application, :environment, :hint, :revoked, :require_signature, :scopes,
    # :domains, :templates, :sources, :succeeded_by, :created_at, :expires_at, :last_used_at
    # @raise [Error] typed by what went wrong
    def get(id)
      @caller.answer(Call.new('GET', '/v1/api-keys/{id}', id))
    end

    # Change an API key that is neither revoked nor expired (409 key_not_active). Needs a key without limits,
    # a live key for a live key. Scope: admin.
    # @param body [Hash] :name, :scopes, :expires_at, :domains, :templates, :sources, :require_signature
    # @return [Hash] :id, :name, :application, :environment, :hint, :revoked, :require_signature, :scopes,
    # :domains, :templates, :sources, :succeeded_by, :created_at, :expires_at, :last_used_at
    # @raise [Error] typed by what went wrong
    def update(id, body)
      @caller.answer(Call.new('PATCH', '/v1/api-keys/{id}', id, body: body))
    end

    # Revoke an API key. Scope: admin.
    # @raise [Error] typed by what went wrong
    def delete(id)
      @caller.nothing(Call.new('DELETE', '/v1/api-keys/{id}', id))
    end

    # Give an API key a successor, which is shown once. Scope: admin.
    # @param body [Hash] :overlap_seconds
    # @return [Hash] :id, :name, :application, :environment, :hint, :revoked, :require_signature, :scopes,
    # :domains, :templates, :sources, :succeeded_by, :created_at, :expires_at, :last_used_at, :key,
    # :signing_secret
    # @raise [Error] typed by what went wrong
    def rotate(id, body = nil)
      @caller.answer(Call.new('POST', '/v1/api-keys/{id}/rotate', id, body: body, once: true))
    end
  end

  # The resource limits.
  class LimitsResource < Resource
    # What a request may hold.
    # @return [Hash] :plans
    # @raise [Error] typed by what went wrong
    def get
      @caller.answer(Call.new('GET', '/v1/limits'))
    end
  end

  # The resources of the API.
  class Resources
    attr_reader :messages, :events, :stats, :alerts, :reports, :templates, :domains, :sandbox, :suppressions, :recipients, :ip_pools, :queues, :webhooks, :proof_keys, :accounts, :users, :audit_logs, :applications, :api_keys, :limits

    # @private
    def initialize(caller)
      @messages = MessagesResource.new(caller)
      @events = EventsResource.new(caller)
      @stats = StatsResource.new(caller)
      @alerts = AlertsResource.new(caller)
      @reports = ReportsResource.new(caller)
      @templates = TemplatesResource.new(caller)
      @domains = DomainsResource.new(caller)
      @sandbox = SandboxResource.new(caller)
      @suppressions = SuppressionsResource.new(caller)
      @recipients = RecipientsResource.new(caller)
      @ip_pools = IpPoolsResource.new(caller)
      @queues = QueuesResource.new(caller)
      @webhooks = WebhooksResource.new(caller)
      @proof_keys = ProofKeysResource.new(caller)
      @accounts = AccountsResource.new(caller)
      @users = UsersResource.new(caller)
      @audit_logs = AuditLogsResource.new(caller)
      @applications = ApplicationsResource.new(caller)
      @api_keys = ApiKeysResource.new(caller)
      @limits = LimitsResource.new(caller)
    end
  end
end
