<?php

declare(strict_types=1);

namespace Migomail;

/**
 * A page of a list. Walking over it goes on to the pages after it, each asked for when it is needed.
 *
 * @implements \IteratorAggregate<int, array<string, mixed>>
 */
final class Page implements \IteratorAggregate
{
    /** @var list<array<string, mixed>> what this page holds */
    public readonly array $data;
    /** Whether there is a page after it now. */
    public readonly bool $hasMore;
    /** Where the list goes on; null where it does not. */
    public readonly ?string $nextCursor;

    /**
     * @internal
     * @param array<string, mixed> $answer
     */
    public function __construct(array $answer, private readonly \Closure $following)
    {
        $this->data = $answer['data'] ?? [];
        $this->nextCursor = $answer['next_cursor'] ?? null;
        $this->hasMore = ($answer['has_more'] ?? false) === true && $this->nextCursor !== null;
    }

    /**
     * Asks for the page after it.
     *
     * @throws \OutOfBoundsException where the API gave no cursor
     */
    public function nextPage(): self
    {
        if ($this->nextCursor === null) {
            throw new \OutOfBoundsException('the last page');
        }
        return ($this->following)($this->nextCursor);
    }

    public function getIterator(): \Generator
    {
        $page = $this;
        while (true) {
            foreach ($page->data as $each) {
                yield $each;
            }
            if (!$page->hasMore) {
                return;
            }
            $page = $page->nextPage();
        }
    }
}
