// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class TemplateCreate extends Params<TemplateCreate> {

    /**
     * Sets alias.
     */
    public TemplateCreate alias(String value) {
        return with("alias", value);
    }

    /**
     * Sets kind.
     */
    public TemplateCreate kind(String value) {
        return with("kind", value);
    }

    /**
     * Sets name.
     */
    public TemplateCreate name(String value) {
        return with("name", value);
    }

    /**
     * Sets subject: of templates.
     */
    public TemplateCreate subject(String value) {
        return with("subject", value);
    }

    /**
     * Sets html.
     */
    public TemplateCreate html(String value) {
        return with("html", value);
    }

    /**
     * Sets text: default: derived from the HTML.
     */
    public TemplateCreate text(String value) {
        return with("text", value);
    }

    /**
     * Sets syntax.
     */
    public TemplateCreate syntax(String value) {
        return with("syntax", value);
    }

    /**
     * Sets locale: language tag; format_date, format_number, format_currency and their like write as it does.
     */
    public TemplateCreate locale(String value) {
        return with("locale", value);
    }

    /**
     * Sets layout: alias of a published layout of the application; its text and that of partials goes into this
     * version.
     */
    public TemplateCreate layout(String value) {
        return with("layout", value);
    }

    /**
     * Sets class.
     */
    public TemplateCreate messageClass(String value) {
        return with("class", value);
    }

    /**
     * Sets activate: false = a draft, which is not sent until it is activated.
     */
    public TemplateCreate activate(boolean value) {
        return with("activate", value);
    }

    /**
     * Sets design.
     */
    public TemplateCreate design(String value) {
        return with("design", value);
    }
}
