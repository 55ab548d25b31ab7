package io.migomail.bench.system;

import io.migomail.testkit.DnsZone;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How mail finds the measuring MX: by the transport map, or by MX records as mail for one site. Close it afterwards. */
public final class Way implements AutoCloseable {
    private static final String SITE = "mx.bench.example";

    private final Map<String, String> settings;
    private final @Nullable DnsZone dns;

    private Way(Map<String, String> settings, @Nullable DnsZone dns) {
        this.settings = settings;
        this.dns = dns;
    }

    /** Everything to one host that has no limits but those of an operator's own hosts. */
    public static Way route(int mxPort) {
        return new Way(Map.of("MIGO_ROUTES", "*=127.0.0.1:" + mxPort), null);
    }

    /** All domains at one site of a stranger, with the limits that hold for whom no rule names. */
    public static Way site(int mxPort, int domains) {
        DnsZone dns = DnsZone.start();
        dns.a(SITE, "127.0.0.1");
        for (int i = 0; i < domains; i++) {
            dns.mx("d" + i + ".bench.example", 10, SITE);
        }
        Map<String, String> settings = Map.of(
                "MIGO_DELIVERY",
                "internet",
                "MIGO_DNS",
                dns.address().toString(),
                "MIGO_SMTP_OUT_PORT",
                Integer.toString(mxPort),
                "MIGO_ALLOW_PRIVATE_MX",
                "true");
        return new Way(settings, dns);
    }

    /** Settings of the system that is measured. */
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public void close() {
        if (dns != null) {
            dns.close();
        }
    }
}
