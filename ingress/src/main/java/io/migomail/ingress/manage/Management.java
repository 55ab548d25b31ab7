package io.migomail.ingress.manage;

import io.migomail.control.AccountCells;
import io.migomail.control.ControlPlane;
import io.migomail.control.SecretBox;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.ingress.domain.DomainRecords;
import io.migomail.ingress.intake.KeyUses;
import io.migomail.ingress.intake.PublishedTemplates;
import io.migomail.mail.dns.DnsResolver;
import java.util.random.RandomGenerator;

/** The management endpoints of one process, wired. */
public record Management(
        Accounts accounts,
        Users users,
        AuditLogs auditLogs,
        Applications applications,
        Keys keys,
        Domains domains,
        Templates templates,
        Webhooks webhooks) {
    /** What they work with. */
    public record Parts(
            ControlPlane control,
            SecretBox box,
            DnsResolver dns,
            DomainRecords records,
            PublishedTemplates published,
            KeyUses uses,
            RandomGenerator random) {}

    public static Management of(Settings settings, Parts parts) {
        NewAccount opening = new NewAccount(
                parts.control(),
                parts.random(),
                settings.get(Setting.MIGO_DELIVERY).equals("capture"));
        return new Management(
                new Accounts(parts.control(), opening, AccountCells.of(settings, parts.control()), parts.random()),
                new Users(parts.control(), parts.random()),
                new AuditLogs(parts.control()),
                new Applications(parts.control(), parts.random()),
                new Keys(parts.control(), parts.box(), parts.uses(), parts.random()),
                new Domains(parts.control(), parts.box(), parts.records(), parts.random()),
                new Templates(parts.control(), parts.published(), parts.random()),
                new Webhooks(
                        parts.control(), parts.box(), new TargetCheck(parts.dns(), allowed(settings)), parts.random()));
    }

    /** A local run that only captures lets webhooks go to loopback; anything more an operator must allow. */
    private static TargetCheck.Allowed allowed(Settings settings) {
        if (settings.flag(Setting.MIGO_ALLOW_PRIVATE_WEBHOOKS)) {
            return TargetCheck.Allowed.ALL;
        }
        return settings.get(Setting.MIGO_DELIVERY).equals("capture")
                ? TargetCheck.Allowed.LOOPBACK
                : TargetCheck.Allowed.NONE;
    }
}
