package io.migomail.ingress.manage;

import io.migomail.control.ControlView;
import io.migomail.core.DomainNames;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.mail.dns.AddressBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a request for a key says of its limits. A name that is not there is a fault: it would make a key that sends nothing. */
record KeyLimitFields(ControlView view, Fields fields) {
    private static final int ENTRIES = 50;
    private static final int CHARS = 253;

    /** Sending domains of the account, lower case and A-labels. */
    List<String> domains(String account) {
        List<String> names = new ArrayList<>();
        for (String text : fields.lines("domains", ENTRIES, CHARS)) {
            try {
                names.add(DomainNames.toAscii(text));
            } catch (IllegalArgumentException e) {
                names.add(text); // which no domain is called
            }
        }
        return known(
                "domains", names, name -> view.domainByName(account, name) != null, "The account has no such domain.");
    }

    /** Aliases of the application. */
    List<String> templates(String application) {
        return known(
                "templates",
                fields.lines("templates", ENTRIES, CHARS),
                alias -> view.templateByAlias(application, alias) != null,
                "The application has no such template.");
    }

    /** Addresses and CIDR blocks, as given. */
    List<String> sources() {
        return known(
                "sources",
                fields.lines("sources", ENTRIES, CHARS),
                text -> AddressBlock.parse(text).isPresent(),
                "An address or a CIDR block without bits behind its prefix is expected.");
    }

    private List<String> known(String field, List<String> values, Predicate<String> isKnown, String otherwise) {
        for (int i = 0; i < values.size(); i++) {
            if (!isKnown.test(values.get(i))) {
                fields.fault("/" + field + "/" + i, ErrorCode.INVALID_VALUE, otherwise);
            }
        }
        return values.stream().distinct().toList();
    }
}
