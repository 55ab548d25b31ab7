<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;

/**
 * The resource proof_keys.
 *
 * @phpstan-import-type ProofKey from \Migomail\Types
 */
final class ProofKeysResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Sign proofs with a new key from now on, for the operator. Those that were signed before go on to
     * verify. Needs a live key without limits. Scope: admin.
     *
     * @return array<string, mixed>
     * @phpstan-return ProofKey
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function rotate(): array
    {
        return $this->caller->answer(new Call('POST', '/v1/proof-keys/rotate', [], once: true));
    }
}
