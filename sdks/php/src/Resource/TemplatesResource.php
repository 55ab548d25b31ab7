<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource templates.
 *
 * @phpstan-import-type ListTemplateVersionsQuery from \Migomail\Types
 * @phpstan-import-type ListTemplatesQuery from \Migomail\Types
 * @phpstan-import-type Promote from \Migomail\Types
 * @phpstan-import-type Promoted from \Migomail\Types
 * @phpstan-import-type RenderRequest from \Migomail\Types
 * @phpstan-import-type Rendered from \Migomail\Types
 * @phpstan-import-type Template from \Migomail\Types
 * @phpstan-import-type TemplateCheck from \Migomail\Types
 * @phpstan-import-type TemplateCreate from \Migomail\Types
 * @phpstan-import-type TemplateSource from \Migomail\Types
 * @phpstan-import-type TemplateVersion from \Migomail\Types
 * @phpstan-import-type TemplateVersionCreate from \Migomail\Types
 */
final class TemplatesResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Create a template; its first version is active at once, unless it is to be a draft. Scope:
     * templates:write.
     *
     * @param array<string, mixed> $body
     * @phpstan-param TemplateCreate $body
     * @return array<string, mixed>
     * @phpstan-return Template
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function create(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/templates', [], body: $body, once: true));
    }

    /**
     * List templates. Scope: templates:read. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListTemplatesQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/templates', [], query: $query));
    }

    /**
     * A template with its active version. Scope: templates:read.
     *
     * @return array<string, mixed>
     * @phpstan-return Template
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $alias): array
    {
        return $this->caller->answer(new Call('GET', '/v1/templates/{alias}', [$alias]));
    }

    /**
     * Add a version. Scope: templates:write.
     *
     * @param array<string, mixed> $body
     * @phpstan-param TemplateVersionCreate $body
     * @return array<string, mixed>
     * @phpstan-return TemplateVersion
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function createVersion(string $alias, array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/templates/{alias}/versions', [$alias], body: $body, once: true));
    }

    /**
     * List versions. Scope: templates:read. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListTemplateVersionsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function listVersions(string $alias, array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/templates/{alias}/versions', [$alias], query: $query));
    }

    /**
     * A version with its source. Scope: templates:read.
     *
     * @return array<string, mixed>
     * @phpstan-return TemplateVersion
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function getVersion(string $alias, int $number): array
    {
        return $this->caller->answer(new Call('GET', '/v1/templates/{alias}/versions/{n}', [$alias, $number]));
    }

    /**
     * Publish a version, or roll back to it. Scope: templates:write.
     *
     * @return array<string, mixed>
     * @phpstan-return Template
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function activateVersion(string $alias, int $number): array
    {
        return $this->caller->answer(new Call('POST', '/v1/templates/{alias}/versions/{n}/activate', [$alias, $number]));
    }

    /**
     * What a send with these variables would say. Scope: templates:read.
     *
     * @param array<string, mixed> $body
     * @phpstan-param RenderRequest $body
     * @return array<string, mixed>
     * @phpstan-return Rendered
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function render(string $alias, array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/templates/{alias}/render', [$alias], body: $body));
    }

    /**
     * Whether a source could be published. Scope: templates:read.
     *
     * @param array<string, mixed> $body
     * @phpstan-param TemplateSource $body
     * @return array<string, mixed>
     * @phpstan-return TemplateCheck
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function validate(string $alias, array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/templates/{alias}/validate', [$alias], body: $body));
    }

    /**
     * Copy a version to another application of the account, or see what that would change. Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param Promote $body
     * @return array<string, mixed>
     * @phpstan-return Promoted
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function promote(string $alias, array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/templates/{alias}/promote', [$alias], body: $body));
    }
}
