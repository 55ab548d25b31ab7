<?php

declare(strict_types=1);

namespace Migomail;

/** A client of the Migomail API with one API key. */
final class Migomail extends Resources
{
    /** The version of this library. */
    public const VERSION = '0.2.0';

    private const LOCAL_RUN = 'http://127.0.0.1:8080';

    /** Where the API is. */
    public readonly string $baseUrl;

    /**
     * @param string|null $key the API key; null = that in MIGO_API_KEY
     * @param string|null $baseUrl where the API is; null = MIGO_BASE_URL, else the local run
     * @param float $timeout seconds for one attempt, the body of the answer included
     * @param int $maxRetries attempts after the first one, 0 = none
     * @param string|null $signingSecret of the API key, migo_ss_…; null = requests are not signed
     * @param (callable(): float)|null $clock Unix seconds
     * @param (callable(): float)|null $random 0 to 1, of jitter and timestamps of signatures
     * @param (callable(int): string)|null $randomBytes of idempotency keys
     * @param (callable(float): void)|null $sleeper waits for so many seconds
     * @throws \InvalidArgumentException where there is no key, or an option is out of range
     */
    public function __construct(
        #[\SensitiveParameter] ?string $key = null,
        ?string $baseUrl = null,
        public readonly float $timeout = 30.0,
        public readonly int $maxRetries = 3,
        #[\SensitiveParameter] ?string $signingSecret = null,
        ?Transport $transport = null,
        ?callable $clock = null,
        ?callable $random = null,
        ?callable $randomBytes = null,
        ?callable $sleeper = null,
    ) {
        $this->baseUrl = self::address($baseUrl ?? self::environment('MIGO_BASE_URL') ?? self::LOCAL_RUN);
        if ($timeout <= 0) {
            throw new \InvalidArgumentException('the timeout must be positive');
        }
        if ($maxRetries < 0) {
            throw new \InvalidArgumentException('maxRetries must not be negative');
        }
        parent::__construct(new Caller(
            new Secrets(self::key($key ?? self::environment('MIGO_API_KEY') ?? ''), $signingSecret),
            new Attempts(
                $this->baseUrl,
                $timeout,
                $maxRetries,
                $transport ?? new HttpTransport(),
                ($clock ?? static fn (): float => microtime(true))(...),
                ($random ?? static fn (): float => random_int(0, 999_999_999) / 1_000_000_000)(...),
                ($randomBytes ?? random_bytes(...))(...),
                ($sleeper ?? static fn (float $seconds) => usleep((int) ($seconds * 1_000_000)))(...),
            ),
        ));
    }

    private static function environment(string $name): ?string
    {
        $value = getenv($name);
        return $value === false ? null : $value;
    }

    private static function key(string $given): string
    {
        $key = trim($given);
        if ($key === '') {
            throw new \InvalidArgumentException('no API key: give one, or set MIGO_API_KEY');
        }
        if (preg_match('/^[\x21-\x7e]+$/D', $key) !== 1) {
            throw new \InvalidArgumentException('the API key holds a character that none has');
        }
        return $key;
    }

    private static function address(string $given): string
    {
        $url = rtrim(trim($given), '/');
        if (preg_match('~^https?://[^/]~', $url) !== 1) {
            throw new \InvalidArgumentException('the base URL must be one of http or https');
        }
        return $url;
    }
}
