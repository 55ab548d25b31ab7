package io.migomail.mta.shaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.MxHost;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
    private static String group(String... hosts) {
        return Providers.standard()
                .group(Stream.of(hosts)
                        .map(host ->
                                MxHost.newBuilder().setHost(host).setPort(25).build())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "aspmx.l.google.com,google",
        "ALT1.gmail-smtp-in.l.GOOGLE.com.,google",
        "hotmail-com.olc.protection.outlook.com,microsoft-consumer",
        "outlook-com.olc.protection.outlook.com,microsoft-consumer",
        "contoso-com.mail.protection.outlook.com,microsoft-365",
        "contoso-com.k-v1.mx.microsoft,microsoft-365-dane",
        "mta5.am0.yahoodns.net,yahoo",
        "mx1.mail.yahoo.co.jp,yahoo-japan",
        "mx01.mail.icloud.com,apple",
        "mx1a1.comcast.net,comcast",
        "smtp-in.orange.fr,orange",
        "mx00.gmx.net,gmx",
        "eu-smtp-inbound-2.mimecast.com,mimecast-eu",
        "us-smtp-inbound-1.mimecast.com,mimecast-us",
        "d1.ess.barracudanetworks.com,barracuda",
    })
    void aKnownHostBelongsToItsProvider(String host, String provider) {
        assertEquals("provider:" + provider, group(host));
    }

    @Test
    void everyHostMustBelongToTheProvider() {
        assertEquals("provider:google", group("aspmx.l.google.com", "aspmx2.googlemail.com"));
        assertTrue(group("aspmx.l.google.com", "mx.example.net").startsWith("mx:"));
        assertTrue(group("aspmx.l.google.com", "mta5.am0.yahoodns.net").startsWith("mx:"));
    }

    @Test
    void aNameThatOnlyEndsLikeAProviderIsNotTheProvider() {
        assertEquals("mx:evilgoogle.com", group("evilgoogle.com"));
        assertEquals("mx:google.com.example.net", group("google.com.example.net"));
    }

    @Test
    void atAnotherPortTheProviderIsTheSame() {
        MxHost host =
                MxHost.newBuilder().setHost("aspmx.l.google.com").setPort(2525).build();
        assertEquals("provider:google", Providers.standard().group(List.of(host)));
    }

    @Test
    void unknownHostsAreNamedByTheirSetWhateverTheOrder() {
        assertEquals("mx:(mx1,mx2).example.net", group("mx2.example.net", "MX1.example.net.", "mx1.example.net"));
        assertEquals("mx:a.example.net,b.example.org", group("b.example.org", "a.example.net"));
        assertEquals("mx:192.0.2.1,192.0.2.2", group("192.0.2.2", "192.0.2.1"));
    }

    @Test
    void longAndStrangeSetsHaveShortPlainNames() {
        String[] many = IntStream.range(0, 50)
                .mapToObj(i -> "mx" + i + ".example" + i + ".net")
                .toArray(String[]::new);
        assertTrue(group(many).matches("mx:#[0-9a-f]{20}"), group(many));
        assertTrue(group("mx|pool.example.net").matches("mx:#[0-9a-f]{20}"));
        assertNotEquals(group("mx(1.example.net"), group("mx(2.example.net"));
        assertNotEquals(group("a.example.net,b.example.net"), group("a.example.net", "b.example.net"));
    }

    @Test
    void noHostsAreNoGroup() {
        assertThrows(IllegalArgumentException.class, () -> group());
    }
}
