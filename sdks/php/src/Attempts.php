<?php

declare(strict_types=1);

namespace Migomail;

use Migomail\Exception\MigomailException;

/**
 * How attempts are made, and whether and when there is another.
 *
 * @internal
 */
final class Attempts
{
    private const FIRST = 0.5;
    private const LONGEST = 8.0;
    private const DOUBLINGS = 4;
    /** Who is asked to wait for longer is told so instead. */
    private const PATIENCE = 60.0;
    /** Answers that say that nothing was done. */
    private const NOTHING_DONE = ['busy', 'shutting_down'];

    public function __construct(
        public readonly string $baseUrl,
        public readonly float $timeout,
        public readonly int $maxRetries,
        public readonly Transport $transport,
        public readonly \Closure $clock,
        public readonly \Closure $random,
        public readonly \Closure $randomBytes,
        public readonly \Closure $sleeper,
    ) {
    }

    /**
     * Waits before a call is tried again; false = it is not. It waits for what the server asks for, and on top of it the upper
     * half of 0.5, 1, 2, 4, 8, 8, … seconds at random, so that those who failed together do not come back together.
     */
    public function again(Call $call, int $attempt, MigomailException $failure): bool
    {
        $asked = $failure->retryAfter ?? 0.0;
        $nothingDone = in_array($failure->status, [409, 429], true)
            || in_array($failure->code, self::NOTHING_DONE, true);
        $may = $failure->retryable && (!$call->once || $nothingDone);
        if (!$may || $attempt >= $this->maxRetries || $asked > self::PATIENCE) {
            return false;
        }
        $step = min(self::LONGEST, self::FIRST * 2 ** min($attempt, self::DOUBLINGS));
        ($this->sleeper)($asked + $step * (0.5 + ($this->random)() / 2));
        return true;
    }
}
