-- The events of {messages} messages from number {first} on, {step} milliseconds apart from {start} on. A function of the number, of the
-- application whose messages they are, all or every second one, and of the secret that its ids are sealed with. The others' belong to {others}
-- accounts of four applications each, some of which have many and most few.
INSERT INTO events (event_id, type, at, message_id, account_id, application_id, environment, stream, message_class, from_address,
    subject, template_alias, template_version, tags, received_at, recipient_count, endpoint, retention_days, recipient, delivery_id,
    attempt, reached_received, reached_queued, reached_rendered, reached_dispatched, reached_accepted, smtp_code, smtp_enhanced,
    smtp_response, smtp_mx, smtp_egress_ip, smtp_tls_certificate, smtp_stage, smtp_mx_ip, smtp_tls_version, smtp_tls_cipher, expires_at, url,
    user_agent, code, provider, pool_id, size, blame, category, sent, parts)
WITH
    cityHash64(number) AS h,
    fromUnixTimestamp64Milli({start:Int64} + toInt64(number) * {step:Int64} , 'UTC') AS received,
    {others:UInt64} = 0 OR bitAnd(h, 1) = 0 AS own,
    toUInt64(pow((bitShiftRight(h, 1) % 1000) / 1000, 2) * {others:UInt64}) AS other,
    if(own, {application:String}, concat('app_bench', toString(other), '_', toString(bitShiftRight(h, 12) % 4))) AS application,
    -- Six bytes of time, eight that are unique, and six of the seal: an id of ours.
    concat(substring(reverse(reinterpretAsString(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(received)), 16) + 1)), 1, 6),
        reinterpretAsFixedString(sipHash64(number))) AS unsealed,
    concat('msg_', translate(base32Encode(concat(unsealed, if(own,
        substring(HMAC('sha256', concat(unhex({sized:String}), unhex('0000000e'), unsealed), unhex({secret:String})), 1, 6),
        substring(reinterpretAsFixedString(h), 1, 6)))),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', '0123456789abcdefghjkmnpqrstvwxyz')) AS id,
    h % 1000 AS lot,
    1 + bitShiftRight(h, 10) % 4 AS queued_after,
    2 + bitShiftRight(h, 14) % 16 AS rendered_after,
    1 + bitShiftRight(h, 20) % 40 AS dispatched_after,
    40 + bitShiftRight(h, 26) % 700 + if(bitShiftRight(h, 36) % 100 = 0, 2000, 0) AS accepted_after,
    received + toIntervalMillisecond(queued_after) AS queued,
    queued + toIntervalMillisecond(rendered_after) AS rendered,
    rendered + toIntervalMillisecond(dispatched_after) AS dispatched,
    toIntervalMinute(1 + bitShiftRight(h, 24) % 30) AS pause,
    toDateTime64('1970-01-01 00:00:00', 3, 'UTC') AS never,
    -- type, attempt, instant, dispatched, accepted
    arrayConcat(
        [('queued', 0, queued, never, never)],
        if(lot < 985, [('dispatched', 1, dispatched, dispatched, never)], []),
        multiIf(
            lot < 940, [('delivered', 1, dispatched + toIntervalMillisecond(accepted_after), dispatched, dispatched + toIntervalMillisecond(accepted_after))],
            lot < 970, [
                ('soft_bounce', 1, dispatched + toIntervalMillisecond(accepted_after), dispatched, never),
                ('dispatched', 2, dispatched + pause, dispatched + pause, never),
                ('delivered', 2, dispatched + pause + toIntervalMillisecond(accepted_after), dispatched + pause, dispatched + pause + toIntervalMillisecond(accepted_after))],
            lot < 985, [('hard_bounce', 1, dispatched + toIntervalMillisecond(accepted_after), dispatched, never)],
            lot < 993, [('suppressed', 0, rendered, never, never)],
            lot < 997, [('expired', 0, queued + toIntervalHour(72), never, never)],
            lot < 998, [('failed', 0, queued, never, never)],
            lot < 999, [('canceled', 0, queued + toIntervalSecond(30), never, never)],
            []),
        if(lot < 970 AND bitShiftRight(h, 40) % 8 = 0, [('opened', 1, dispatched + toIntervalMinute(90), never, never)], []),
        if(lot < 970 AND bitShiftRight(h, 40) % 32 = 0, [('clicked', 1, dispatched + toIntervalMinute(91), never, never)], []),
        if(lot < 970 AND bitShiftRight(h, 40) % 2048 = 1, [('spam_complaint', 1, dispatched + toIntervalHour(5), never, never)], []))
    AS events,
    bitShiftRight(h, 45) AS many,
    -- A SentMail of the usual size, in octets that do not compress: digest, a signature by RSA-2048 and one by Ed25519.
    arrayMap(i -> hex(sipHash128(number, i)), range(24)) AS noise,
    concat('2220', noise[1], noise[2]) AS body_hash,
    unhex(concat('0a20', noise[3], noise[4], '12a502', body_hash, '2a8002', arrayStringConcat(arraySlice(noise, 5, 16)),
        '1264', body_hash, '2a40', arrayStringConcat(arraySlice(noise, 21, 4)))) AS sent_mail,
    event.1 IN ('delivered', 'soft_bounce', 'hard_bounce') AS told,
    arrayElement(['google', 'google', 'microsoft', 'yahoo', 'icloud', concat('mx:mx', toString(many % 40), '.example')], 1 + many % 6) AS site
SELECT
    concat('evt_', substring(lower(hex(sipHash128(id, event.1, event.2))), 1, 26)), event.1, event.3,
    id, if(own, 'acc_bench', concat('acc_bench', toString(other))), application, 'live', if(many % 4 = 3, 'marketing', 'transactional'),
    arrayElement(['critical', 'high', 'normal'], 1 + many % 3), concat('noreply@shop', toString(many % 5), '.example'),
    concat(arrayElement(['Your order ', 'Your code for ', 'Invoice ', 'Reset your password, request ', 'Welcome, member '], 1 + many % 5), toString(number)), concat('template-', toString(many % 20)), 1 + many % 3,
    [concat('tag-', toString(many % 30))], received, 1, if(many % 10 = 0, 'smtp', 'rest'),
    if(own OR other % 2 = 0, 365, 90),
    concat('user', toString(many % 3000000), '@', if(many % 6 < 2, 'gmail.com', concat('domain', toString(many % 400), '.example'))),
    concat(id, '.0'), event.2, received, queued, if(event.1 = 'queued', never, rendered), event.4, event.5,
    multiIf(event.1 = 'delivered', 250, event.1 = 'soft_bounce', 451, event.1 = 'hard_bounce', 550, 0),
    multiIf(event.1 = 'delivered', '2.0.0', event.1 = 'soft_bounce', '4.7.1', event.1 = 'hard_bounce', '5.1.1', ''),
    if(event.1 = 'delivered', concat('2.0.0 OK ', toString(h)), ''), if(event.4 = never, '', 'mx1.example'), if(event.4 = never, '', '192.0.2.7'),
    if(NOT told, '', toString(sipHash128(many % 40))), if(told, 'data', ''), if(told, concat('198.51.100.', toString(many % 40)), ''),
    if(told, 'TLSv1.3', ''), if(told, 'TLS_AES_256_GCM_SHA384', ''), received + toIntervalHour(72),
    if(event.1 = 'clicked', concat('https://shop.example/orders/', toString(number)), ''),
    if(event.1 IN ('opened', 'clicked'), 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15', ''),
    '', if(event.1 = 'queued', '', site), if(event.1 = 'queued', '', 'pool_bench'), 20000,
    if(event.1 IN ('soft_bounce', 'hard_bounce'), 'recipient', ''), if(event.1 = 'hard_bounce', 'no-such-user', ''), if(event.1 = 'delivered', sent_mail, ''),
    3 + if(event.4 = never, 0, 4) + if(event.1 IN ('opened', 'clicked'), 8, 0)
FROM numbers({first:UInt64}, {messages:UInt64})
ARRAY JOIN events AS event
