<?php

declare(strict_types=1);

namespace Migomail;

/** Carries one request to the API and its reply back. Must not follow redirects. */
interface Transport
{
    /**
     * Waits for the whole reply, for so many seconds at most.
     *
     * @throws TransportException where there is none
     */
    public function exchange(Request $request, float $timeout): Reply;
}
