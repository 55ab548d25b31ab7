// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.ListTemplateVersionsQuery;
import io.migomail.sdk.model.ListTemplatesQuery;
import io.migomail.sdk.model.Promote;
import io.migomail.sdk.model.Promoted;
import io.migomail.sdk.model.RenderRequest;
import io.migomail.sdk.model.Rendered;
import io.migomail.sdk.model.Template;
import io.migomail.sdk.model.TemplateCheck;
import io.migomail.sdk.model.TemplateCreate;
import io.migomail.sdk.model.TemplateSource;
import io.migomail.sdk.model.TemplateVersion;
import io.migomail.sdk.model.TemplateVersionCreate;

/** The resource templates. Thread-safe. */
public final class TemplatesResource {
    private final Caller caller;

    TemplatesResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Create a template; its first version is active at once, unless it is to be a draft. Scope: templates:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Template create(TemplateCreate body) {
        return caller.answer(Call.once("POST", "/v1/templates").body(body), Template.class);
    }

    /**
     * List templates. Scope: templates:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Template> list() {
        return caller.page(Call.of("GET", "/v1/templates"), Template.class);
    }

    /**
     * List templates. Scope: templates:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Template> list(ListTemplatesQuery query) {
        return caller.page(Call.of("GET", "/v1/templates").query(query), Template.class);
    }

    /**
     * A template with its active version. Scope: templates:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Template get(String alias) {
        return caller.answer(Call.of("GET", "/v1/templates/{alias}", alias), Template.class);
    }

    /**
     * Add a version. Scope: templates:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public TemplateVersion createVersion(String alias, TemplateVersionCreate body) {
        return caller.answer(
                Call.once("POST", "/v1/templates/{alias}/versions", alias).body(body), TemplateVersion.class);
    }

    /**
     * List versions. Scope: templates:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<TemplateVersion> listVersions(String alias) {
        return caller.page(Call.of("GET", "/v1/templates/{alias}/versions", alias), TemplateVersion.class);
    }

    /**
     * List versions. Scope: templates:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<TemplateVersion> listVersions(String alias, ListTemplateVersionsQuery query) {
        return caller.page(
                Call.of("GET", "/v1/templates/{alias}/versions", alias).query(query), TemplateVersion.class);
    }

    /**
     * A version with its source. Scope: templates:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public TemplateVersion getVersion(String alias, long number) {
        return caller.answer(
                Call.of("GET", "/v1/templates/{alias}/versions/{n}", alias, Long.toString(number)),
                TemplateVersion.class);
    }

    /**
     * Publish a version, or roll back to it. Scope: templates:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Template activateVersion(String alias, long number) {
        return caller.answer(
                Call.of("POST", "/v1/templates/{alias}/versions/{n}/activate", alias, Long.toString(number)),
                Template.class);
    }

    /**
     * What a send with these variables would say. Scope: templates:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Rendered render(String alias, RenderRequest body) {
        return caller.answer(
                Call.of("POST", "/v1/templates/{alias}/render", alias).body(body), Rendered.class);
    }

    /**
     * Whether a source could be published. Scope: templates:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public TemplateCheck validate(String alias, TemplateSource body) {
        return caller.answer(
                Call.of("POST", "/v1/templates/{alias}/validate", alias).body(body), TemplateCheck.class);
    }

    /**
     * Copy a version to another application of the account, or see what that would change. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Promoted promote(String alias, Promote body) {
        return caller.answer(
                Call.of("POST", "/v1/templates/{alias}/promote", alias).body(body), Promoted.class);
    }
}
