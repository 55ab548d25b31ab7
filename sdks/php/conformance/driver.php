<?php

declare(strict_types=1);

// The driver of the library for PHP; see sdks/README.md.
require __DIR__ . '/../autoload.php';

use Migomail\Exception\MigomailException;
use Migomail\Exception\WebhookVerificationException;
use Migomail\Migomail;
use Migomail\Page;
use Migomail\Reply;
use Migomail\Request;
use Migomail\Transport;
use Migomail\WebhookVerifier;

final class Driver
{
    private ?Migomail $migo = null;
    /** @var list<int> */
    public array $slept = [];

    public function answer(array $command): array
    {
        $this->slept = [];
        try {
            $out = ['result' => $this->{$command['do']}($command)];
        } catch (MigomailException $e) {
            $out = ['error' => self::error($e)];
        } catch (WebhookVerificationException $e) {
            $out = ['error' => ['type' => 'webhook_verification', 'code' => $e->code]];
        } catch (InvalidArgumentException $e) {
            $out = ['error' => ['type' => 'argument', 'message' => $e->getMessage()]];
        }
        return $out + ['slept' => $this->slept];
    }

    private function client(array $command): string
    {
        $told = $command['options'];
        $options = ['key' => $told['key'] ?? null];
        foreach (['base_url' => 'baseUrl', 'max_retries' => 'maxRetries', 'signing_secret' => 'signingSecret'] as $name => $option) {
            if (isset($told[$name])) {
                $options[$option] = $told[$name];
            }
        }
        $options['sleeper'] = fn (float $seconds) => $this->slept[] = (int) round($seconds * 1000, 6);
        if (isset($told['timeout_ms'])) {
            $options['timeout'] = $told['timeout_ms'] / 1000;
        }
        if (isset($told['now_ms'])) {
            $options['clock'] = static fn (): float => $told['now_ms'] / 1000;
        }
        if (isset($told['random'])) {
            $options['random'] = static fn (): float => (float) $told['random'];
        }
        if (isset($told['transport_replies'])) {
            $options['transport'] = new Scripted($told['transport_replies']);
        }
        $this->migo = new Migomail(...$options);
        return 'made';
    }

    private function call(array $command): mixed
    {
        $arguments = $command['path'] ?? [];
        if (isset($command['params'])) {
            $arguments[] = $command['params'];
        }
        if (isset($command['idempotency_key'])) {
            $arguments[] = $command['idempotency_key'];
        }
        $result = $this->migo->{self::camel($command['resource'])}->{self::camel($command['method'])}(...$arguments);
        if (!$result instanceof Page) {
            return is_array($result) ? (object) $result : $result;
        }
        if ($command['all'] ?? false) {
            return iterator_to_array($result, false);
        }
        $data = array_map(static fn (array $each): object => (object) $each, $result->data);
        return ['data' => $data, 'has_more' => $result->hasMore, 'next_cursor' => $result->nextCursor];
    }

    private function describe(): string
    {
        ob_start();
        var_dump($this->migo);
        print_r($this->migo);
        return ob_get_clean() . json_encode($this->migo);
    }

    private function defaults(): array
    {
        return ['timeout_ms' => (int) ($this->migo->timeout * 1000), 'max_retries' => $this->migo->maxRetries];
    }

    private function verify(array $command): array
    {
        $verifier = new WebhookVerifier($command['secrets'], static fn (): float => $command['now_ms'] / 1000);
        return $verifier->verify($command['body'], $command['headers']);
    }

    private static function error(MigomailException $e): array
    {
        $name = preg_replace('/^.*\\\\|Exception$/', '', $e::class);
        return [
            'type' => strtolower(preg_replace('/(?<=[a-z])(?=[A-Z])/', '_', $name)),
            'code' => $e->code,
            'status' => $e->status,
            'request_id' => $e->requestId,
            'retryable' => $e->retryable,
            'retry_after_ms' => $e->retryAfter === null ? null : (int) ($e->retryAfter * 1000),
            'message' => $e->getMessage(),
            'errors' => $e->errors,
        ];
    }

    private static function camel(string $snake): string
    {
        return lcfirst(str_replace('_', '', ucwords($snake, '_')));
    }
}

final class Scripted implements Transport
{
    public function __construct(private array $replies)
    {
    }

    public function exchange(Request $request, float $timeout): Reply
    {
        $reply = array_shift($this->replies);
        return new Reply($reply['status'], $reply['headers'] ?? [], json_encode($reply['body']));
    }
}

$driver = new Driver();
while (($line = fgets(STDIN)) !== false) {
    $answer = $driver->answer(json_decode($line, true, flags: JSON_THROW_ON_ERROR));
    fwrite(STDOUT, json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR) . "\n");
}
