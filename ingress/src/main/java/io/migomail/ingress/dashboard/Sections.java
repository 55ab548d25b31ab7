package io.migomail.ingress.dashboard;

import java.util.List;

/** Every section of the dashboard. */
public final class Sections {
    private Sections() {}

    /** @param tail for the page of live events */
    public static List<Section> all(Tail tail) {
        return List.of(
                new OverviewPages(),
                new MessagePages(),
                new MessageContentPages(),
                new MessageRecordPages(),
                new TailPages(tail),
                new TemplatePages(),
                new TemplateEditorPages(),
                new TemplateBuilderPages(),
                new TemplateTestPages(),
                new DomainPages(),
                new KeyPages(),
                new WebhookPages(),
                new SuppressionPages(),
                new PoolPages(),
                new SlaPages(),
                new InboxPages(),
                new AuditPages(),
                new SettingsPages(),
                new PeoplePages(),
                new ApplicationPages(),
                new AccountPages());
    }
}
