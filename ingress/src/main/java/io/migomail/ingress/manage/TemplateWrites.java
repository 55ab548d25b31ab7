package io.migomail.ingress.manage;

import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Ids;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.rest.Call;
import java.util.random.RandomGenerator;

/** Puts templates and versions into the control plane. Thread-safe. */
final class TemplateWrites {
    /** What a template became, and the version that was written. */
    record Written(Template template, TemplateVersion version) {}

    private final ControlPlane control;
    private final Writes writes;
    private final RandomGenerator random;

    TemplateWrites(ControlPlane control, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.random = random;
    }

    /** A template of that account, application, alias and name with its first version. */
    Written create(Call call, Template template, TemplateVersion content, boolean activate)
            throws InterruptedException {
        String application = template.getApplicationId();
        if (control.view().templateByAlias(application, template.getAlias()) != null) {
            throw Writes.exists("alias");
        }
        String id = Ids.random(Ids.TEMPLATE, random);
        TemplateVersion first = version(content, id, 1, call.now());
        Template made = template.toBuilder()
                .setId(id)
                .setActiveVersion(activate ? 1 : 0)
                .setLatestVersion(1)
                .setCreatedAt(call.now())
                .setUpdatedAt(call.now())
                .build();
        writes.create(call, first);
        writes.create(call, made);
        Template holder = control.view().templateByAlias(application, template.getAlias());
        writes.claim(call, EntityKind.TEMPLATE, id, holder == null ? null : holder.getId(), "alias");
        return new Written(made, first);
    }

    /** A further version of a template, over the state of it that was read at {@code held}. */
    Written add(Call call, Template template, long held, TemplateVersion content, boolean activate)
            throws InterruptedException {
        int number = template.getLatestVersion() + 1;
        // A version whose template was not updated after it (a crash in between) leaves its number taken.
        while (control.view().templateVersion(template.getId(), number) != null) {
            number++;
        }
        TemplateVersion added = version(content, template.getId(), number, call.now());
        writes.create(call, added);
        Template.Builder next = template.toBuilder().setLatestVersion(number).setUpdatedAt(call.now());
        Template updated = activate ? next.setActiveVersion(number).build() : next.build();
        writes.update(call, updated, held);
        return new Written(updated, added);
    }

    /** Makes a version the one that is sent. */
    Template activate(Call call, Template template, long held, int number) throws InterruptedException {
        Template next = template.toBuilder()
                .setActiveVersion(number)
                .setUpdatedAt(call.now())
                .build();
        writes.update(call, next, held);
        return next;
    }

    private static TemplateVersion version(TemplateVersion content, String id, int number, long now) {
        return content.toBuilder()
                .setTemplateId(id)
                .setNumber(number)
                .setCreatedAt(now)
                .build();
    }
}
