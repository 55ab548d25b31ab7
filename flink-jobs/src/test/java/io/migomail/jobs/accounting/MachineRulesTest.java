package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.record.TrackingHit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineRulesTest {
    private static final String PERSON =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

    private static TrackingHit.Builder hit(String userAgent) {
        return TrackingHit.newBuilder().setUserAgent(userAgent).setAt(100_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0|apple_mail_privacy",
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)|image_proxy",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0|image_proxy",
                "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html|image_proxy",
                "Mimecast URL Scanner|scanner",
                "BarracudaCentral|scanner",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)|robot",
                "curl/8.5.0|robot",
                "python-requests/2.31|robot",
                "''|no_user_agent",
            })
    void machinesAreKnownByTheirNames(String userAgent, String reason) {
        assertEquals(reason, MachineRules.reason(hit(userAgent).build(), 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36 Edg/124.0",
                "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.10.1",
                "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0)",
                "Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36",
            })
    void peopleAreNot(String userAgent) {
        assertEquals("", MachineRules.reason(hit(userAgent).build(), 0));
    }

    @Test
    void whoIsFasterThanAPersonOrFetchesAheadIsOne() {
        assertEquals("too_soon", MachineRules.reason(hit(PERSON).build(), 98_001));
        assertEquals("", MachineRules.reason(hit(PERSON).build(), 98_000));
        assertEquals("too_soon", MachineRules.reason(hit(PERSON).build(), 100_500), "clocks differ");
        assertEquals(
                "prefetch",
                MachineRules.reason(hit(PERSON).setPurpose("prefetch").build(), 0));
    }
}
