<?php

declare(strict_types=1);

namespace Migomail;

/**
 * Makes calls: headers, attempts, answers.
 *
 * @internal
 */
final class Caller
{
    private const KEY_BYTES = 16;

    public function __construct(private readonly Secrets $secrets, private readonly Attempts $attempts)
    {
    }

    /**
     * Makes a call whose answer is one thing.
     *
     * @return array<string, mixed>
     */
    public function answer(Call $call): array
    {
        $reply = $this->reply($call);
        $read = json_decode($reply->body, true);
        if (!is_array($read) || !str_starts_with(ltrim($reply->body), '{')) {
            throw Failures::notTheApis($reply);
        }
        return $read;
    }

    /** Makes a call whose answer is a page of a list. */
    public function page(Call $call): Page
    {
        return new Page($this->answer($call), fn (string $cursor): Page => $this->page($call->at($cursor)));
    }

    /** Makes a call whose answer is a text. */
    public function text(Call $call): string
    {
        return $this->reply($call)->body;
    }

    /** Makes a call that has no answer. */
    public function nothing(Call $call): void
    {
        $this->reply($call);
    }

    private function reply(Call $call): Reply
    {
        $headers = $this->headers($call);
        $body = $call->json();
        for ($attempt = 0; ; $attempt++) {
            try {
                $reply = $this->attempt($call, $headers, $body);
                if ($reply->status >= 200 && $reply->status < 300) {
                    return $reply;
                }
                $failure = Failures::ofReply($reply, ($this->attempts->clock)());
            } catch (TransportException $e) {
                $failure = Failures::noReply($e);
            }
            if (!$this->attempts->again($call, $attempt, $failure)) {
                throw $failure;
            }
        }
    }

    /** @param array<string, string> $headers */
    private function attempt(Call $call, array $headers, string $body): Reply
    {
        $url = $this->attempts->baseUrl . $call->target();
        $target = (string) preg_replace('~^https?://[^/]+~', '', $url);
        $now = ($this->attempts->clock)();
        $signed = $this->secrets->sign($now, ($this->attempts->random)(), $call->method, $target, $body);
        $request = new Request($call->method, $url, $headers + $signed, $body);
        return $this->attempts->transport->exchange($request, $this->attempts->timeout);
    }

    /** @return array<string, string> */
    private function headers(Call $call): array
    {
        $headers = [
            'Authorization' => $this->secrets->authorization(),
            'Accept' => 'application/json',
            'User-Agent' => 'migomail-php/' . Migomail::VERSION . ' (php ' . PHP_VERSION . ')',
        ];
        if ($call->body !== null) {
            $headers['Content-Type'] = 'application/json';
        }
        if ($call->keyed) {
            $headers['Idempotency-Key'] = $call->idempotencyKey
                ?? bin2hex(($this->attempts->randomBytes)(self::KEY_BYTES));
        }
        return $headers;
    }
}
