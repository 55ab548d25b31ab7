package io.migomail.mail.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/** Subject alternative names: DNS names and literal addresses (RFC 5280 4.2.1.6). Stateless. */
final class SubjectNames {
    private SubjectNames() {}

    static GeneralNames of(Collection<String> names) {
        List<GeneralName> list = new ArrayList<>();
        for (String name : names) {
            int tag = IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName;
            list.add(new GeneralName(tag, name.toLowerCase(Locale.ROOT)));
        }
        return new GeneralNames(list.toArray(new GeneralName[0]));
    }

    /** Whether the certificate stands for all of these names. */
    static boolean cover(X509Certificate certificate, Collection<String> names) {
        try {
            Set<GeneralName> held = new HashSet<>();
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> entry : alternatives) {
                    held.add(new GeneralName((Integer) entry.get(0), (String) entry.get(1)));
                }
            }
            return held.containsAll(List.of(of(names).getNames()));
        } catch (CertificateParsingException | ClassCastException e) {
            return false;
        }
    }
}
