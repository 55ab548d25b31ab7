package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import io.migomail.e2e.StackFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every section, on every screen: it is there, light, without faults, and nobody is kept out of it. */
@Tag(StackFixture.SHARED)
class EveryPageIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    /** Pages that no section begins with. */
    private static final List<String> FURTHER = List.of(
            "/settings/people",
            "/settings/applications",
            "/settings/accounts",
            "/keys/new",
            "/webhooks/new",
            "/suppressions/import",
            "/suppressions/erase");

    private static String message;
    private static String pool;

    /** Something to look at, with what would be a script if a page let it. */
    @BeforeAll
    static void send() throws Exception {
        message = STACK.send(
                "{\"to\":\"looked-at@example.com\",\"from\":\"" + STACK.ready().from()
                        + "\",\"subject\":\"<script>alert(1)</script>\\\"'><img src=x onerror=alert(2)>\","
                        + "\"html\":\"<p onclick='alert(3)'>Hi</p><script>alert(4)</script>\",\"tags\":[\"<b>tag</b>\"],"
                        + "\"metadata\":{\"<i>order</i>\":\"'\\\"><script>alert(5)</script>\"}}");
        STACK.awaitStory(message, "delivered");
        pool = STACK.api().get("/v1/ip-pools", 200).at("/data/0/id").asText();
        STACK.api().post("/v1/ip-pools/" + pool + "/suspend", "{\"destination\":\"mx:nobody.example\"}", 200);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void every_section_is_shown(Screen screen) {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http(), screen);
        visitor.page().onDialog(dialog -> visitor.errors().add("a script of the content ran: " + dialog.message()));
        visitor.signIn(STACK.ready().email(), STACK.ready().password());
        String base = "/dashboard/" + STACK.application() + "/live";
        visitor.open(base);
        List<String> paths = new ArrayList<>();
        for (Locator link : visitor.page().locator("nav.side a").all()) {
            paths.add(link.getAttribute("href"));
        }
        assertTrue(paths.size() > 10, paths.toString());
        FURTHER.forEach(path -> paths.add(base + path));
        paths.add(base + "/ip-pools/" + pool);
        paths.add(base + "/messages/" + message);
        for (String path : paths) {
            assertEquals(200, visitor.open(path), path);
            assertThat(visitor.page().locator("h1")).hasCount(1);
            visitor.assertAccessible();
            visitor.assertLight();
            visitor.picture("page"
                    + path.substring(base.length())
                            .replace('/', '-')
                            .replace(message, "one")
                            .replace(pool, "one") + "-" + screen);
        }
    }
}
