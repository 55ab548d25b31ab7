<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;

/**
 * The resource recipients.
 *
 * @phpstan-import-type EraseRecipientQuery from \Migomail\Types
 * @phpstan-import-type ErasureReceipt from \Migomail\Types
 */
final class RecipientsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Erase a person everywhere within the account, with a receipt. Scope: admin.
     *
     * @param array<string, mixed> $query
     * @phpstan-param EraseRecipientQuery $query
     * @return array<string, mixed>
     * @phpstan-return ErasureReceipt
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function erase(string $address, array $query = []): array
    {
        return $this->caller->answer(new Call('DELETE', '/v1/recipients/{address}/data', [$address], query: $query));
    }
}
